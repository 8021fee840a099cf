import { vi } from 'vitest'
import { recognise } from '@/lib/oauth/recognise'
import type { Protocol } from '@/lib/messaging/protocol'

type Command = keyof Protocol
type Answers = { [C in Command]?: (data: Parameters<Protocol[C]>[0]) => unknown }

const usual: Answers = {
  accessProbe: () => [],
  pasteRecognise: ({ text }) => recognise(text),
  requestAdd: () => ({ ok: true, id: 'new' }),
  requestOpen: () => ({ ok: true, flowId: 'f1' }),
  requestUrl: () => ({ ok: true, url: 'https://as.example/authorize?client_id=c' }),
  requestDetails: () => ({ ok: true }),
  responseAdd: () => ({ ok: true, flowId: 'f1' }),
  requestPush: () => ({ ok: true, storedRequestId: 'new', flowId: 'f1', accepted: true }),
  codeExchange: () => ({ ok: true, flowId: 'f1', messageId: 'm3', accepted: true }),
  profileSave: () => ({ ok: true, id: 'p1' }),
}
let own: Answers = {}

/** Stands in for the background at the edge where the popup sends its commands. */
export const command = vi.fn<(name: Command, data?: unknown) => Promise<unknown>>(
  async (name, data) => {
    const give = (own[name] ?? usual[name]) as ((data: unknown) => unknown) | undefined
    return give?.(data)
  },
)

/** Lets the background answer otherwise in one test. */
export function answer(answers: Answers): void {
  own = { ...own, ...answers }
}

export function resetBackground(): void {
  own = {}
  command.mockClear()
}

/** What was sent under a name, in order. */
export function sent(name: Command): readonly unknown[] {
  return command.mock.calls.filter(([called]) => called === name).map(([, data]) => data)
}
