import type { Flow } from '@/lib/flow/model/flow'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { paramsOf } from '@/lib/flow/read/message-params'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { StepOfProbe } from '@/lib/oauth/probes/model'
import { refsOf } from '@/lib/oauth/probes/rules'
import { familyOf, modulesFor } from '@/lib/oauth/probes/suite'
import { stepNamed } from '@/lib/oauth/probes/table'
import type { ReportCheck, ReportResult } from './report-result'
import type { ReportTexts } from './report-texts'

/** The outcome of a negative test: a finding, a check that passed, or one that was not run. */
export type ProbeInReport =
  | { readonly kind: 'finding'; readonly check: Omit<ReportCheck, 'mark'> }
  | { readonly kind: 'passed' | 'unchecked'; readonly result: ReportResult }

/**
 * The outcome of the negative test that a flow belongs to; null if it belongs to none, or to the request without
 * the change.
 */
export function probeInReport(flow: Flow, texts: ReportTexts): ProbeInReport | null {
  const { negativeTest, messages } = flow
  if (!negativeTest || negativeTest.isBaseline) return null
  const { step: id, status = 'neutral', outcome = 'not-judged' } = negativeTest
  const named = stepNamed(id)
  const suffix = isCounter(named) ? '_counter' : ''
  const what = named ? texts.probeStep(id) : id
  const text = texts.negative(outcome.replaceAll('-', '_') + suffix, { what })
  const place = lastResponse(messages)
  const about = { id, about: '', message: place ? messages.indexOf(place) + 1 : 1 }
  if (status === 'pass') return { kind: 'passed', result: { ...about, text } }
  if (status === 'neutral') return { kind: 'unchecked', result: { ...about, text } }
  const expected = named && expectedOf(named)
  const fix = texts.negative(`fix${suffix}`, { expected: expected ?? texts.negative('any_error') })
  const check = {
    ...about,
    ...sourcesOf(named, flow, texts),
    status,
    code: outcome,
    of: 'message',
    text: { text, isProse: true },
    seen: receivedOf(place),
    expected,
    fix,
  } as const
  return { kind: 'finding', check }
}

/** A counter-test: a correct server accepts its request. */
const isCounter = (of: StepOfProbe | null) => of?.step.expects === 'success'

/** The clauses under the rules of the flow, and the tests of the suite; none for a step of a newer version. */
function sourcesOf(
  of: StepOfProbe | null,
  flow: Flow,
  texts: ReportTexts,
): Pick<ReportCheck, 'clauses' | 'suite'> {
  if (!of) return { clauses: [], suite: [] }
  const judgedBy = { profile: flow }
  return {
    clauses: refsOf(of.probe, judgedBy).map(texts.clause),
    suite: modulesFor(of.probe.modules, familyOf(judgedBy)),
  }
}

const lastResponse = (messages: readonly OAuthMessage[]) =>
  messages.findLast(
    (message) => isEndpointResponse(message) || message.kind === 'authorization-response',
  )

/** The response of a correct server: `400 invalid_request`; null if any error is right. */
function expectedOf({ step, probe }: StepOfProbe): string | null {
  if (step.expects === 'success') return '201'
  const { statuses = [], errors = [] } = probe.refusal
  const parts = [statuses.join(' / '), errors.join(' / ')].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' ')
}

function receivedOf(message: OAuthMessage | undefined): string | null {
  if (!message) return null
  const status = 'status' in message && message.status !== null ? String(message.status) : ''
  const error = paramsOf(message).find(([name]) => name === 'error')?.[1] ?? ''
  return [status, error].filter((part) => part !== '').join(' ') || null
}
