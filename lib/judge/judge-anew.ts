import { tokenContextOf } from '@/lib/facts/token-context'
import type { Flow, FlowImport } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Data } from '@/lib/storage/data'
import { withAdvice } from './advice'
import { judgeMessage } from './judge-message'

/**
 * Judges a flow under a different rule profile, from what is stored: nothing is sent, opened or verified again.
 * The verdicts of a safe file stay, because its values are not those that were judged.
 */
export async function judgeUnder(flow: Flow, ruleProfile: RuleProfile, data: Data): Promise<Flow> {
  if (flow.imported?.mode === 'safe' || ruleProfile === flow.ruleProfile) return flow
  const { ownRuleProfile: own = flow.ruleProfile, ...known } = flow
  if (ruleProfile === own && flow.imported?.results) return recorded({ ...known, ruleProfile })
  const next = ruleProfile === own ? known : { ...known, ownRuleProfile: own }
  return judgeAnew({ ...withRecord(next), ruleProfile }, data)
}

/** Judges every message by the rules of the flow, also what is usually judged only when it is received. */
export async function judgeAnew(flow: Flow, data: Data): Promise<Flow> {
  const empty = flow.messages.map((message) => ({ ...message, results: [] }))
  const messages = await Promise.all(
    empty.map(async (message, index): Promise<OAuthMessage> => {
      const context = await tokenContextOf(flowAt(flow, index), data, message)
      return { ...message, results: judgeMessage(message, flow, data, context) }
    }),
  )
  return flow.imported ? { ...flow, messages } : withAdvice({ ...flow, messages }, data)
}

/** The flow when a message was judged first: its later messages may have tokens of their own. */
function flowAt(flow: Flow, index: number): Flow {
  const messages = flow.messages.slice(0, index + 1)
  const ids = new Set(messages.map(({ id }) => id))
  return { ...flow, messages, tokens: flow.tokens.filter(({ messageId }) => ids.has(messageId)) }
}

/** Keeps the results of a file, which may rest on what Parley knew only where it was recorded. */
function withRecord(flow: Flow): Flow {
  const { imported, messages } = flow
  if (!imported || imported.results) return flow
  const results = Object.fromEntries(messages.map(({ id, results: known }) => [id, known]))
  return { ...flow, imported: { ...imported, results } }
}

function recorded(flow: Flow): Flow {
  const { results = {}, ...imported } = flow.imported as FlowImport
  const messages = flow.messages.map((message) => ({
    ...message,
    results: results[message.id] ?? message.results,
  }))
  return { ...flow, imported, messages }
}
