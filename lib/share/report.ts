import { consentOf } from '@/lib/consent/consent'
import type { ConsentSection } from '@/lib/consent/model'
import type { Flow } from '@/lib/flow/model/flow'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { stepNamed } from '@/lib/oauth/probes/table'
import type { ReportChecks } from './report-checks'
import type { ReportCheck } from './report-result'
import { checksOf } from './report-checks'
import { messagesOf, type ReportMessage } from './report-messages'
import type { ReportTexts } from './report-texts'
import type { FlowFileHead } from './flow-file'
import { stepsOf, type Step } from './sequence'

/** What a report needs besides the flow. */
export interface ReportInput {
  readonly flow: Flow
  /** What the flow is called in the list. */
  readonly name: string
  /** The outcome in a few words. */
  readonly outcome: string
  /** The tester's note; empty without one. */
  readonly note: string
  readonly head: FlowFileHead
  /** Rows of the environment that only the page knows, such as the profile. */
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly texts: ReportTexts
  /** Replaces the secrets in texts that are not part of the flow, with the pseudonyms of the flow. */
  redact(text: string): string
  /** A time in the tester's zone, with its offset. */
  formatTime(milliseconds: number): string
}

/** A report before it is written in a format. */
export interface Report extends ReportChecks {
  readonly title: string
  readonly name: string
  readonly status: 'fail' | 'warn' | 'pass' | 'neutral'
  readonly summary: string
  /** When the flow began, in words. */
  readonly started: string
  readonly counts: Readonly<Record<'fail' | 'warn' | 'info' | 'pass' | 'neutral', number>>
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly note: string
  readonly consent: readonly ConsentSection[]
  readonly steps: readonly Step[]
  readonly messages: readonly ReportMessage[]
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly head: FlowFileHead
}

/** The report of a flow. In safe mode, the flow must have been redacted. */
export function reportOf(given: ReportInput): Report {
  const input = redactedInput(given)
  const { flow, name, outcome, note, head, texts } = input
  const checks = checksOf(flow, texts)
  const counts = countsOf(checks)
  const status = statusOf(counts)
  return {
    ...checks,
    title: texts.say('title', { status: texts.say(`status_${status}`), name }),
    name,
    status,
    counts,
    note,
    head,
    summary: summaryOf(input, counts, outcome),
    started: input.formatTime(flow.createdAt),
    facts: factsOf(input),
    consent: consentOf(flow, flow.updatedAt)?.sections ?? [],
    steps: stepsOf(flow, texts),
    messages: messagesOf(flow, checks.findings, texts),
    environment: environmentOf(input),
  }
}

function redactedInput(input: ReportInput): ReportInput {
  const { name, outcome, note, environment, redact } = input
  return {
    ...input,
    name: redact(name),
    outcome: redact(outcome),
    note: redact(note),
    environment: environment.map(([row, value]) => [row, redact(value)]),
  }
}

function countsOf({ findings, passed, unchecked }: ReportChecks): Report['counts'] {
  const count = (status: ReportCheck['status']) =>
    findings.filter((check) => check.status === status).length
  return {
    fail: count('fail'),
    warn: count('warn'),
    info: count('info'),
    pass: passed.length,
    neutral: unchecked.length,
  }
}

function statusOf({ fail, warn, pass }: Report['counts']): Report['status'] {
  if (fail > 0) return 'fail'
  if (warn > 0) return 'warn'
  return pass > 0 ? 'pass' : 'neutral'
}

function summaryOf(
  { flow, texts, formatTime }: ReportInput,
  { fail, warn, info, pass }: Report['counts'],
  outcome: string,
): string {
  const unknown = texts.say('unknown')
  const values = {
    time: formatTime(flow.createdAt),
    client: flow.clientId ?? unknown,
    server: flow.issuer ?? unknown,
    outcome,
    failed: fail,
    warned: warn,
    checked: fail + warn + info + pass,
  }
  const issued = flow.messages.some(
    (message) => message.kind === 'token-response' && isSuccess(message),
  )
  return texts.say(issued ? 'summary_tokens' : 'summary', values)
}

function factsOf({ flow, name, texts, formatTime }: ReportInput): Report['facts'] {
  const { issuer, clientId, requested, messages, createdAt, imported } = flow
  const times = messages.map(({ at }) => at)
  const seconds = times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 1000
  const rows: readonly (readonly [string, string | null])[] = [
    ['flow', name],
    ['started', formatTime(createdAt)],
    ['issuer', issuer],
    ['client', clientId],
    ['scope', requested.scope],
    ['rules', rulesOf(flow, texts)],
    ['negative', negativeOf(flow, texts)],
    ['duration', texts.say('took', { seconds: seconds.toFixed(1), count: messages.length })],
    ['imported', imported ? formatTime(imported.at) : null],
  ]
  return rows.flatMap(([key, value]) =>
    value === null || value === '' ? [] : [[texts.say(`fact_${key}`), value] as const],
  )
}

/** What the negative test of the flow sends; null without one. */
function negativeOf({ negativeTest }: Flow, texts: ReportTexts): string | null {
  if (!negativeTest) return null
  const { step, isBaseline } = negativeTest
  if (isBaseline) return texts.negative('baseline')
  return `${step}: ${stepNamed(step) ? texts.probeStep(step).replaceAll('`', '') : ''}`
}

/** The rules of the verdicts, and those that the flow began with if the tester chose different ones. */
function rulesOf(
  { ruleProfile, ownRuleProfile }: Flow,
  { say, ruleProfileName }: ReportTexts,
): string {
  const rules = ruleProfileName(ruleProfile)
  return ownRuleProfile === undefined
    ? rules
    : say('rules_chosen', { rules, own: ruleProfileName(ownRuleProfile) })
}

function environmentOf({ head, environment, texts, formatTime }: ReportInput) {
  const { parley, browser, rules, at } = head.made
  return [
    [texts.say('env_parley'), parley],
    [texts.say('env_rules'), rules],
    [texts.say('env_browser'), browser],
    [texts.say('env_made'), formatTime(at)],
    ...environment,
  ] as const
}
