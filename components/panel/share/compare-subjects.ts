import { cellText, columnTexts } from '@/components/panel/consent/consent-text'
import { messageName } from '@/components/panel/message/sequence-text'
import { consentOf } from '@/lib/consent/consent'
import { columns } from '@/lib/consent/model'
import type { Flow } from '@/lib/flow/model/flow'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { t } from '@/lib/i18n'
import { compareConsents, compareTokens } from '@/lib/share/compare-documents'
import { compareFlows } from '@/lib/share/compare-flows'
import { pseudonymsOf } from '@/lib/share/pseudonyms'
import { shownDocuments, shownFlows, type ShownComparison } from './compare-sections'

/** What is compared of two flows. */
export const subjects = ['flows', 'tokens', 'consents'] as const
export type Subject = (typeof subjects)[number]

/** Which parts of both flows are compared, by their places in the lists of `partsOf`. */
export type Chosen = readonly [a: number, b: number]

/** The tokens or states of the consent that a flow has, in words. */
export function partsOf(flow: Flow, subject: Subject): readonly string[] {
  if (subject === 'tokens')
    return tokensIn(flow).map(({ name, message }) => `${name}, ${messageName(message.kind)}`)
  return subject === 'consents' ? consentsIn(flow).map(({ column }) => t(columnTexts[column])) : []
}

/** The parts that are compared at first: the same one of both flows, if both have it. */
export function firstParts(a: Flow, b: Flow, subject: Subject): Chosen {
  const [first, second] = [partsOf(a, subject), partsOf(b, subject)]
  if (a.id === b.id && subject === 'consents') return requestedAndGranted(first)
  const wanted = subject === 'tokens' ? (part: string) => part.startsWith('id_token') : () => true
  const at = Math.max(0, first.findIndex(wanted))
  return [at, Math.max(0, second.indexOf(first[at] ?? ''))]
}

/** Of one flow, what was requested and what was granted are compared. */
const requestedAndGranted = (parts: readonly string[]): Chosen => [
  Math.max(0, parts.indexOf(t(columnTexts.requested))),
  0,
]

/** Compares two flows, or one part of each; null if one of them does not have such a part. */
export function compareSubject(
  a: Flow,
  b: Flow,
  subject: Subject,
  [first, second]: Chosen,
): ShownComparison | null {
  if (subject === 'flows') return shownFlows(compareFlows(a, b))
  const pseudonyms = pseudonymsOf(a, b)
  if (subject === 'tokens') {
    const [one, other] = [tokensIn(a)[first], tokensIn(b)[second]]
    return one && other ? shownDocuments(compareTokens(one, other, pseudonyms)) : null
  }
  const [one, other] = [consentsIn(a)[first], consentsIn(b)[second]]
  const say = (kind: 'none' | 'unknown' | 'yes' | 'no' | 'lines') =>
    kind === 'lines' ? '' : cellText({ kind })
  return one && other ? shownDocuments(compareConsents(one, other, say, pseudonyms)) : null
}

function tokensIn({ messages }: Flow) {
  return messages.flatMap((message) =>
    tokensOf(message).map(({ name, text }) => ({
      name,
      text,
      message,
      results: message.results.filter(({ of }) => of === name),
    })),
  )
}

function consentsIn(flow: Flow) {
  const sections = consentOf(flow, flow.updatedAt)?.sections ?? []
  const has = (column: (typeof columns)[number]) =>
    sections.some(({ rows }) => rows.some(({ cells }) => cells[column] !== undefined))
  // The grant says more than the request.
  return (['granted', 'requested', 'now'] as const)
    .filter(has)
    .map((column) => ({ column, sections }))
}
