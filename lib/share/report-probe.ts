import type { Flow } from '@/lib/flow/model/flow'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { paramsOf } from '@/lib/flow/read/message-params'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { StepOfProbe } from '@/lib/oauth/probes/model'
import { refsOf } from '@/lib/oauth/probes/rules'
import { familyOf, modulesFor } from '@/lib/oauth/probes/suite'
import { stepNamed } from '@/lib/oauth/probes/table'
import type { ReportCheck, ReportResult } from './report-checks'
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
  const place = lastResponse(messages)
  const expectsSuccess = named?.step.expects === 'success'
  const key = `${outcome.replaceAll('-', '_')}${expectsSuccess ? '_counter' : ''}`
  const what = named ? texts.probeStep(id) : id
  const text = texts.negative(key, { what })
  const message = Math.max(1, messages.indexOf(place as OAuthMessage) + 1)
  if (status !== 'fail' && status !== 'warn')
    return {
      kind: status === 'pass' ? 'passed' : 'unchecked',
      result: { id, about: '', text, message },
    }
  const expected = named && expectedOf(named)
  return {
    kind: 'finding',
    check: {
      status,
      id,
      code: outcome,
      about: '',
      of: 'message',
      text: { text, isProse: true },
      seen: place ? receivedOf(place) : null,
      expected,
      fix: texts.negative(expectsSuccess ? 'fix_counter' : 'fix', {
        expected: expected ?? texts.negative('any_error'),
      }),
      clauses: named ? refsOf(named.probe, { profile: flow }).map(texts.clause) : [],
      suite: named ? modulesFor(named.probe.modules, familyOf({ profile: flow })) : [],
      message,
    },
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

function receivedOf(message: OAuthMessage): string | null {
  const status = 'status' in message && message.status !== null ? String(message.status) : ''
  const error = paramsOf(message).find(([name]) => name === 'error')?.[1] ?? ''
  return [status, error].filter((part) => part !== '').join(' ') || null
}
