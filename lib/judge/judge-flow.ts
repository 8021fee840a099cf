import { isBodyGone } from '@/lib/flow/read/endpoint-response'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { JudgingContext } from '@/lib/rules/artefacts'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge, notObservedIn } from '@/lib/rules/run'
import { withAdvice } from './advice'
import { contextOfFlow } from './judging-context'
import { judgeResponse } from './response-results'
import type { Data } from '@/lib/storage/data'

type Judges = {
  readonly [K in OAuthMessage['kind']]: (
    message: Extract<OAuthMessage, { kind: K }>,
    flow: Flow,
    context: JudgingContext,
    data: Data,
  ) => readonly RuleResult[]
}

/** Answers of endpoints are judged once, when their tokens were verified. */
const asTheyAre = ({ results }: OAuthMessage) => results
const judgedOnArrival = {
  'par-request': asTheyAre,
  'token-request': asTheyAre,
  'token-response': asTheyAre,
  'userinfo-request': asTheyAre,
  'userinfo-response': asTheyAre,
  'introspection-request': asTheyAre,
  'introspection-response': asTheyAre,
  'revocation-request': asTheyAre,
  'revocation-response': asTheyAre,
  'resource-request': asTheyAre,
  'resource-response': asTheyAre,
} as const

const judges: Judges = {
  'par-response': (message, flow, context) =>
    isBodyGone(message) ? [] : judge('par-response', { message, context }, flow.ruleProfile),
  'authorization-request': (message, flow, context, data) =>
    judge(
      'authorization-request',
      { message, context, stored: storedRequest(message, flow, data) },
      flow.ruleProfile,
    ),
  'authorization-response': judgeResponse,
  hop: () => [],
  ...judgedOnArrival,
}

/** Judges every message of a flow with what is known now, each at the time of its capture, and says what to try. */
export function judgeFlow(flow: Flow, data: Data): Flow {
  const messages = flow.messages.map((message) => {
    const context = contextOfFlow(flow, data, message.at)
    const run = judges[message.kind] as (
      ...args: [OAuthMessage, Flow, JudgingContext, Data]
    ) => readonly RuleResult[]
    const results = run(message, flow, context, data)
    const isShortened = 'shortened' in message && message.shortened
    return { ...message, results: isShortened ? notObservedIn(results) : results }
  })
  return withAdvice({ ...flow, messages }, data)
}

/** What was known of the request before this use of it. */
function storedRequest(message: OAuthMessage, flow: Flow, data: Data) {
  const stored = data.requests.find(({ id }) => id === flow.storedRequestId)
  if (!stored) return null
  const { receivedAt, receivedAssumed, expiresAt, usedAt } = stored
  const usedBefore = usedAt !== null && usedAt < message.at
  return { receivedAt, receivedAssumed, expiresAt, usedAt: usedBefore ? usedAt : null }
}
