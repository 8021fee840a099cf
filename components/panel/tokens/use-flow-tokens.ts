import { useMemo } from 'react'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { tokensOf, type MessageToken } from '@/lib/flow/read/message-tokens'
import { useMirror } from '@/lib/state/mirror'

interface TokenInFlow extends MessageToken {
  /** Its flow, message and name. */
  readonly id: string
  readonly flow: Flow
  readonly message: OAuthMessage
}

/** Tokens in the messages of the flows that were viewed so far, newest first. */
export function useFlowTokens(): readonly TokenInFlow[] {
  const flows = useMirror(({ flow }) => flow)
  return useMemo(
    () =>
      Object.values(flows)
        .flatMap((flow) => flow?.messages.map((message) => ({ flow, message })) ?? [])
        .flatMap(({ flow, message }) =>
          tokensOf(message).map((token) => ({
            ...token,
            id: `${flow.id} ${message.id} ${token.name}`,
            flow,
            message,
          })),
        )
        .toSorted((a, b) => b.message.at - a.message.at),
    [flows],
  )
}
