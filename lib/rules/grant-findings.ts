import { excerpt } from '@/lib/model/text-bound'
import type { JsonObject } from '@/lib/model/json'
import { finding } from './builders'
import { detailDifferences, isDetail } from '@/lib/consent/grant-details'
import type { Difference, DifferenceKind } from '@/lib/consent/grant-differences'
import { isSameValue } from '@/lib/consent/grant-values'
import type { Finding } from '@/lib/model/rule-result'
import { show } from './token-reading'

/** The finding code of each difference, the most serious first. */
const codes = {
  extra: 'wider',
  wider: 'wider',
  unlimited: 'wider',
  differs: 'differs',
  refused: 'status',
  form: 'form',
  missing: 'narrower',
  narrower: 'narrower',
  added: 'enriched',
} as const satisfies Record<DifferenceKind, string>

const order = Object.keys(codes) as readonly DifferenceKind[]

type Group = [Difference, ...Difference[]]

/** Maximum findings of one kind. Further ones are only counted. */
const maxFindings = 10

/**
 * Converts differences to findings. Differences in one list are combined, and all members that the server
 * added are one note.
 */
export function findingsOf(differences: readonly Difference[]): readonly Finding[] {
  return order.flatMap((kind) => {
    const same = differences.filter((each) => each.kind === kind)
    if (same.length === 0) return []
    if (kind === 'added') return [ofAdded(same)]
    const groups = [...byPath(same).values()].map((group) => ofGroup(group))
    const beyond = groups.length - maxFindings
    if (beyond <= 0) return groups
    const { severity } = groups[0] ?? {}
    const more = finding(codes[kind], `… +${beyond}`)
    return [...groups.slice(0, maxFindings), { ...more, ...(severity ? { severity } : {}) }]
  })
}

function byPath(differences: readonly Difference[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const each of differences) {
    const group = groups.get(each.path)
    if (group) group.push(each)
    else groups.set(each.path, [each])
  }
  return groups
}

function ofAdded(differences: readonly Difference[]): Finding {
  return finding('enriched', show(differences.map(({ path }) => path).join(', ')))
}

const maxPathCharacters = 100

/** A value with its path; undefined if the value is missing. */
function located(path: string, text: string | undefined): string | undefined {
  if (text === undefined || path === '') return text
  return `${excerpt(path, maxPathCharacters)}: ${text}`
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : show(value)
}

function ofGroup(group: Group): Finding {
  const [{ kind, path, granted, requested }] = group
  const entries = group.filter(({ entry }) => entry !== undefined).map(({ entry }) => show(entry))
  const listed = entries.length > 0 ? show(entries.join(', ')) : undefined
  const seen = (kind === 'extra' ? listed : undefined) ?? textOf(granted)
  const expected = (kind === 'missing' ? listed : undefined) ?? textOf(requested)
  const code = kind === 'extra' && !listed ? 'not_asked' : codes[kind]
  const found = finding(code, located(path, seen), located(path, expected))
  const isMild = kind === 'form' && isSameValue(requested, granted)
  return isMild ? { ...found, severity: 'warn' } : found
}

/** Filtered and extended details still belong to the grant. Differences of these kinds do not. */
const beyondKinds: ReadonlySet<DifferenceKind> = new Set(['extra', 'wider', 'differs', 'form'])

/**
 * Findings for details of a token that exceed those of its token response; null if they cannot be compared.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-9)
 */
export function detailsBeyond(
  granted: readonly JsonObject[],
  details: readonly unknown[],
): readonly Finding[] | null {
  if (!details.every(isDetail)) return null
  const differences = detailDifferences(granted, details)
  return differences && findingsOf(differences.filter(({ kind }) => beyondKinds.has(kind)))
}
