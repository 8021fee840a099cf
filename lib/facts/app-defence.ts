import type { Flow } from '@/lib/flow/model/flow'
import type { Defence, Release, ReleaseChange } from '@/lib/flow/model/hold'
import type { AuthorizationResponse, EndpointRequest } from '@/lib/flow/model/message'
import { isSuccess, responseTo } from '@/lib/flow/read/endpoint-response'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'

/** A defence of the app that was tested by a release, and what is known about the app's behaviour. */
export interface DefenceTest {
  readonly defence: Defence
  readonly changes: readonly ReleaseChange[]
  /** Whether the app behaved as a correct app does, as the tester marked it; null without a mark. */
  readonly defended: boolean | null
  /** The app sent the released code to the token endpoint this often, as DevTools reported it. */
  readonly exchanges: number
  /** The token endpoint accepted the released code. */
  readonly isExchanged: boolean
}

/** The defences that were tested with a response. */
export function defenceTestsOf(
  { hold }: AuthorizationResponse,
  flow: Pick<Flow, 'messages'>,
): readonly DefenceTest[] {
  return (hold?.releases ?? []).flatMap((release) => {
    const { defence, changes, defended, done } = release
    if (defence === null || done === 0) return []
    const requests = exchangesOf(release, flow)
    const isExchanged = requests.some(({ id }) => {
      const response = responseTo(flow.messages, id)
      return response !== undefined && isSuccess(response)
    })
    return [{ defence, changes, defended, exchanges: requests.length, isExchanged }]
  })
}

/** The app's own token requests with the released code. */
function exchangesOf(
  { params, at }: Release,
  { messages }: Pick<Flow, 'messages'>,
): readonly EndpointRequest[] {
  const code = param(membersOf({ params, jwts: [] }), 'code')
  if (code === undefined) return []
  return messages
    .filter((message) => message.kind === 'token-request')
    .filter((each) => each.source === 'devtools' && each.at >= at)
    .filter((each) => param(each.params, 'code') === code)
}
