import { tokenContextOf } from '@/lib/facts/token-context'
import type { Flow } from '@/lib/flow/model/flow'
import { restsOnReplaced } from '@/lib/flow/read/replaced-values'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import type { RuleId } from '@/lib/rules/rule-id'
import type { Data } from '@/lib/storage/data'
import { withAdvice } from './advice'
import { judgeMessage } from './judge-message'

/**
 * Judges every message of a flow with current knowledge, at the time of its capture, and adds advice. A safe file
 * is judged once, when it is imported.
 */
export function judgeFlow(flow: Flow, data: Data): Flow {
  if (flow.imported?.mode === 'safe') return flow
  if (flow.imported) return judgeImported(flow, data)
  const messages = flow.messages.map((message) => ({
    ...message,
    results: judgeMessage(message, flow, data),
  }))
  return withAdvice({ ...flow, messages }, data)
}

function judgeImported(flow: Flow, data: Data): Flow {
  const messages = flow.messages.map((message) =>
    withNew(message, judgeMessage(message, flow, data)),
  )
  return { ...flow, messages }
}

/**
 * Judges an imported flow by the present rules, with the tokens as they were verified where it was recorded.
 * Nothing is verified again, because that may need keys from the server.
 */
export async function judgeComplete(flow: Flow, data: Data): Promise<Flow> {
  if (flow.imported?.mode === 'safe') return judgeSafe(flow, data)
  if (flow.imported?.mode !== 'complete') return flow
  const judge = async (message: OAuthMessage): Promise<OAuthMessage> => {
    const context = await tokenContextOf(flow, data, message)
    return withNew(message, judgeMessage(message, flow, data, context))
  }
  return { ...flow, messages: await Promise.all(flow.messages.map(judge)) }
}

/**
 * Judges a safe file by the present rules, as far as they read nothing that was replaced. Every other verdict is
 * the one that was reached before that.
 */
function judgeSafe(flow: Flow, data: Data): Flow {
  const messages = flow.messages.map((message) => {
    const results = judgeMessage(message, flow, data)
    return withNew(
      message,
      results.filter((result) => !restsOnReplaced(result)),
    )
  })
  return { ...flow, messages }
}

/**
 * The message with the new results. What Parley knew where the flow was recorded, such as the metadata, may be
 * missing here, so a verdict is never replaced by "not checked".
 */
function withNew(message: OAuthMessage, results: readonly RuleResult[]): OAuthMessage {
  const known = new Map(message.results.map((result) => [keyOf(result), result]))
  for (const result of results) {
    const isDecided = result.outcome !== 'not-observed' && !ofOtherFlows.has(result.id)
    if (isDecided || !known.has(keyOf(result))) known.set(keyOf(result), result)
  }
  return { ...message, results: [...known.values()] }
}

/** Rules that compare with other flows, which a file does not contain. */
export const ofOtherFlows: ReadonlySet<string> = new Set([
  'az-request-uri-reuse',
  'az-redirect-uri-distinct',
  'az-state-entropy',
  'az-nonce-reuse',
  'ro-jti',
  'ca-jti',
  'ar-code-reuse',
  'ar-unsolicited',
  'ar-mixup',
  'fl-response-once',
  'ad-foreign-code',
] satisfies readonly RuleId[])

const keyOf = ({ id, on, of, about }: RuleResult) => [id, on, of, about].join(' ')
