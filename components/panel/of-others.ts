import type { Flow } from '@/lib/flow/flow'

/** Whether a flow was begun by somebody else than Parley, whatever Parley did in it since. */
export function isOfOthers({ messages, requestId }: Pick<Flow, 'messages' | 'requestId'>): boolean {
  const first = messages.find(({ kind }) => kind !== 'hop')
  const isSeen = first?.source === 'browser' || first?.source === 'devtools'
  const isPushed = messages.some(
    ({ kind, source }) => kind === 'par-request' && source === 'parley',
  )
  return requestId === null && isSeen && !isPushed
}
