import type { TestedDefence } from '@/lib/flow/model/hold'
import type { OAuthMessage } from '@/lib/flow/model/message'

/** The defences of the app that were tested, in their order, and what the tester observed. */
export function testedDefences(messages: readonly OAuthMessage[]): readonly TestedDefence[] {
  return messages
    .filter((message) => message.kind === 'authorization-response')
    .flatMap(({ hold }) => hold?.releases ?? [])
    .flatMap(({ defence, done, defended }) =>
      defence === null || done === 0 ? [] : [{ defence, defended }],
    )
}
