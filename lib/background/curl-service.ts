import type { Protocol } from '@/lib/messaging/protocol'
import { toCurl } from '@/lib/share/curl'
import { importedIssue, refuse } from './refuse'
import type { Store } from './store'

type Input = Parameters<Protocol['requestCurl']>[0]

/** A request that Parley sent, as a cURL command. The shell that was chosen is kept for the next one. */
export function createCurl(store: Store) {
  return async ({ flowId, messageId, secrets, shell }: Input) => {
    const flow = await store.flow(flowId)
    const message = flow?.messages.find(({ id }) => id === messageId)
    if (!message || !('certificate' in message)) return refuse({ code: 'message_gone' })
    if (secrets && flow?.imported) return refuse(importedIssue)
    const { settings } = await store.data()
    const chosen = shell ?? settings.shell ?? 'posix'
    if (shell) await store.run((data, save) => save({ settings: { ...data.settings, shell } }))
    return { ok: true, text: toCurl(message, { secrets, shell: chosen }) } as const
  }
}
