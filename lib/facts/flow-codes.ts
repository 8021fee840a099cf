import type { OAuthMessage } from '@/lib/flow/model/message'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

/** The ids of responses whose code the app exchanged, although it had exchanged one for the same request before. */
export function acceptedAgain(messages: readonly OAuthMessage[]): ReadonlySet<string> {
  const exchanged = new Set(messages.flatMap((message) => exchangedCode(message) ?? []))
  const again = new Set<string>()
  let first: string | null = null
  for (const message of messages) {
    if (message.kind === 'authorization-request') first = null
    const code = receivedCode(message)
    if (code === undefined || !exchanged.has(code)) continue
    if (first !== null && first !== code) again.add(message.id)
    first ??= code
  }
  return again
}

/** The code in a token request of the app. In Parley, the tester exchanges what they like. */
function exchangedCode(message: OAuthMessage): string | undefined {
  const isOfApp = message.kind === 'token-request' && message.source !== 'parley'
  return isOfApp ? param(message.params, 'code') : undefined
}

function receivedCode(message: OAuthMessage): string | undefined {
  if (message.kind !== 'authorization-response') return undefined
  const isOther = message.via === 'pasted' || isUnsolicited(message)
  return isOther ? undefined : param(membersOf(message), 'code')
}
