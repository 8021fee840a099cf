import type { Cell, Column, ConsentSection } from '@/lib/consent/model'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import type { RuleResult } from '@/lib/model/rule-result'
import { compareRows, countsOf, type ComparedRow, type ValueCounts } from './compare-rows'
import {
  checkValues,
  claimValues,
  documentValues,
  placed,
  valuesOf,
  type ComparedValue,
} from './compare-values'
import { noPseudonyms, type Pseudonyms } from './pseudonyms'

/** A part of two documents that are compared. */
type DocumentPart = 'checks' | 'header' | 'claims' | 'token' | 'members' | 'consent'

interface ComparedPart {
  readonly part: DocumentPart
  readonly rows: readonly ComparedRow[]
}

export interface DocumentComparison {
  readonly parts: readonly ComparedPart[]
  readonly counts: ValueCounts
}

type Values = ReadonlyMap<string, ComparedValue>
type Parts = Readonly<Partial<Record<DocumentPart, Values>>>

/** A token, and the verdicts about it; null as long as they are not known. */
export interface ComparedToken {
  readonly text: string
  readonly results: readonly RuleResult[] | null
}

/** Compares two tokens: their verdicts, headers and claims. One that is not a JWT is one value. */
export function compareTokens(
  a: ComparedToken,
  b: ComparedToken,
  pseudonyms: Pseudonyms = noPseudonyms,
): DocumentComparison {
  const checks = verdictsOf(a, b)
  return compared(
    { ...checks[0], ...tokenParts(a.text) },
    { ...checks[1], ...tokenParts(b.text) },
    pseudonyms,
  )
}

interface Judged {
  readonly results: readonly RuleResult[] | null
}

/** The verdicts of both sides, if both are known. */
function verdictsOf(a: Judged, b: Judged): readonly [Parts, Parts] {
  if (!a.results || !b.results) return [{}, {}]
  return [{ checks: placed(checkValues(a.results)) }, { checks: placed(checkValues(b.results)) }]
}

function tokenParts(text: string): Parts {
  const { header, payload } = decodeJwt(text)
  if (!header && !payload) return { token: oneValue('token', text) }
  return {
    ...(header && { header: documentValues('claim', header) }),
    ...(payload && { claims: claimValues(payload) }),
  }
}

function oneValue(name: string, text: string): Values {
  return placed([{ group: 'claim', path: name, name, text }])
}

/** Compares two responses: their verdicts, headers and members. */
export function compareMessages(a: OAuthMessage, b: OAuthMessage): DocumentComparison {
  return compared(messageParts(a), messageParts(b), noPseudonyms)
}

/** The part that shows a value of a message. */
const partOf: Readonly<Record<ComparedValue['group'], DocumentPart>> = {
  check: 'checks',
  header: 'header',
  claim: 'claims',
  message: 'members',
  parameter: 'members',
  member: 'members',
}

function messageParts(message: OAuthMessage): Parts {
  const grouped = Map.groupBy(valuesOf(message), ([, { group }]) => partOf[group])
  return Object.fromEntries([...grouped].map(([part, entries]) => [part, new Map(entries)]))
}

/** A metadata document, and the verdicts about it; null as long as they are not known. */
export interface ComparedMetadata {
  readonly json: JsonObject
  readonly results: readonly RuleResult[] | null
}

/**
 * Compares two metadata documents: the rules that one of them fails, and their members. The order of lists of
 * names does not count.
 */
export function compareMetadata(a: ComparedMetadata, b: ComparedMetadata): DocumentComparison {
  const [first, second] = verdictsOf(...failing(a.results, b.results))
  const members = ({ json }: ComparedMetadata) => ({ members: documentValues('member', json) })
  return compared({ ...first, ...members(a) }, { ...second, ...members(b) }, noPseudonyms)
}

type Results = Judged['results']

/** What one of the two fails. Most rules about a member that is missing do not apply, which is not a difference. */
function failing(a: Results, b: Results): readonly [Judged, Judged] {
  const failed = new Set(
    [...(a ?? []), ...(b ?? [])].flatMap(({ id, outcome }) => (outcome === 'failed' ? [id] : [])),
  )
  const of = (results: Results) => ({
    results: results?.filter(({ id }) => failed.has(id)) ?? null,
  })
  return [of(a), of(b)]
}

/** A consent in one of its states. */
export interface ComparedConsent {
  readonly sections: readonly ConsentSection[]
  readonly column: Column
}

/** Compares two consents, member by member and permission by permission. `say` names a cell without a value. */
export function compareConsents(
  a: ComparedConsent,
  b: ComparedConsent,
  say: (kind: Cell['kind']) => string,
  pseudonyms: Pseudonyms = noPseudonyms,
): DocumentComparison {
  const partsOf = (consent: ComparedConsent) => ({ consent: placed(consentValues(consent, say)) })
  return compared(partsOf(a), partsOf(b), pseudonyms)
}

function* consentValues(
  { sections, column }: ComparedConsent,
  say: (kind: Cell['kind']) => string,
): Generator<ComparedValue> {
  for (const { title, rows } of sections)
    for (const { member, cells } of rows) {
      const cell = cells[column]
      if (!cell || cell.kind === 'none' || cell.kind === 'no') continue
      const path = [title, member].filter((part) => part !== '').join(' › ')
      const text = cell.kind === 'lines' ? cell.lines.join(', ') : say(cell.kind)
      yield { group: 'member', path, name: member, text }
    }
}

const empty: Values = new Map()

function compared(a: Parts, b: Parts, pseudonyms: Pseudonyms): DocumentComparison {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as ReadonlySet<DocumentPart>
  const parts = [...names].map((part) => ({
    part,
    rows: compareRows(a[part] ?? empty, b[part] ?? empty, pseudonyms),
  }))
  return { parts, counts: countsOf(parts.flatMap(({ rows }) => rows)) }
}
