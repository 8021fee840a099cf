import type { JsonObject } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import type { Artefacts } from './artefacts'
import { notObserved, type CheckResult, type Rule } from './rule'
import type { ArtefactKind, Finding } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'

/** The common properties of the rules in a table. */
interface Row<Id extends string, K extends ArtefactKind> {
  readonly id: Id
  readonly on: K
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
}

type Read<K extends ArtefactKind, T> = (artefact: Artefacts[K]) => T

/** Creates a finding. Absent values are left out. */
export function finding(code: string, seen?: string | null, expected?: string | null): Finding {
  return {
    code,
    ...(seen === undefined || seen === null ? {} : { seen }),
    ...(expected === undefined || expected === null ? {} : { expected }),
  }
}

function rule<const Id extends string, K extends ArtefactKind>(
  { id, on, about, refs }: Row<Id, K>,
  check: Rule<Id, K>['check'],
): Rule<Id, K> {
  return { id, on, about, refs, check }
}

/** A required value. Undefined means absent, null means that the rule does not apply. */
export function required<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly value: Read<K, unknown> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const value = row.value(artefact)
    if (value === null) return undefined
    return value === undefined || value === '' ? [finding('missing')] : []
  })
}

/** Two strings that must be equal by code points. Null in `expected` means "not known". */
export function equal<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly seen: Read<K, string | null | undefined>
    readonly expected: Read<K, string | null | undefined>
  },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const seen = row.seen(artefact)
    if (seen === undefined || seen === null) return undefined
    const expected = row.expected(artefact)
    if (expected === null || expected === undefined) return notObserved
    return seen === expected ? [] : [finding('differs', seen, expected)]
  })
}

/** A value that must be in a list. */
export function oneOf<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly value: Read<K, string | undefined>
    readonly among: readonly string[]
  },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const value = row.value(artefact)
    if (value === undefined) return undefined
    return row.among.includes(value) ? [] : [finding('unknown', value)]
  })
}

/** The names that occur more than once. */
export function repeatedIn(names: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>()
  return new Set(names.filter((name) => known.size === known.add(name).size))
}

/** Names that must be unique. Null means that the rule does not apply. */
export function unique<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly names: Read<K, readonly string[] | null> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const names = row.names(artefact)
    if (names === null) return undefined
    return [...repeatedIn(names)].map((name) => finding('repeated', name))
  })
}

/** Header parameters or claims that should be absent. */
export function absent<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly names: readonly string[]
    readonly within: Read<K, Readonly<Record<string, unknown>> | null>
  },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const object = row.within(artefact)
    if (object === null) return undefined
    return row.names
      .filter((name) => Object.hasOwn(object, name))
      .map((name) => finding('present', name))
  })
}

/** Members that must all be present. Null in `within` means that the rule does not apply. */
export function members<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly names: Read<K, readonly string[]>
    readonly within: Read<K, JsonObject | null>
  },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const object = row.within(artefact)
    if (object === null) return undefined
    return row
      .names(artefact)
      .filter((name) => !Object.hasOwn(object, name))
      .map((name) => finding('missing', null, name))
  })
}

/** A number that must be in a range. Null means "not known", undefined means that the rule does not apply. */
export function bounded<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly value: Read<K, number | null | undefined>
    readonly atLeast?: number
    readonly below?: number
  },
): Rule<Id, K> {
  const { atLeast = -Infinity, below = Infinity } = row
  return rule(row, (artefact): CheckResult => {
    const value = row.value(artefact)
    if (value === undefined) return undefined
    if (value === null) return notObserved
    if (value < atLeast) return [finding('short', String(value), `≥ ${atLeast}`)]
    return value < below ? [] : [finding('long', String(value), `< ${below}`)]
  })
}

/** A URL that must use https. http is accepted on loopback hosts, and an invalid URL is left to other rules. */
export function https<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly url: Read<K, string | null> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const text = row.url(artefact)
    const url = text === null ? null : parseUrl(text)
    if (!url) return undefined
    return isReachable(url) ? [] : [finding('scheme', `${url.protocol}//${url.host}`)]
  })
}

/**
 * An issuer identifier: an https URL without query, fragment and user information. http is accepted on
 * loopback hosts.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function issuerUrl<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly value: Read<K, string | undefined> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const value = row.value(artefact)
    if (value === undefined) return undefined
    const url = parseUrl(value)
    if (!url) return [finding('not_url', value)]
    const problems: readonly (readonly [code: string, holds: boolean])[] = [
      ['scheme', !isReachable(url)],
      ['query', value.split('#')[0]?.includes('?') === true],
      ['fragment', value.includes('#')],
      ['userinfo', url.username !== '' || url.password !== ''],
    ]
    return problems.flatMap(([code, holds]) => (holds ? [finding(code, value)] : []))
  })
}

const withoutSlash = (text: string) => (text.endsWith('/') ? text.slice(0, -1) : text)

/** Whether two strings differ only in a trailing slash. */
export function differBySlash(a: string, b: string): boolean {
  return a !== b && withoutSlash(a) === withoutSlash(b)
}

/**
 * Two issuers that must be equal by code points. Undefined in `seen` means that the rule does not apply, null
 * in `expected` means "not known".
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4)
 */
export function sameIssuer<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & {
    readonly seen: Read<K, string | undefined>
    readonly expected: Read<K, string | null>
    /** The name of the profile for a different issuer, if there is one. */
    readonly nameOf?: (artefact: Artefacts[K], issuer: string) => string | undefined
  },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const seen = row.seen(artefact)
    if (seen === undefined) return undefined
    const expected = row.expected(artefact)
    if (expected === null) return notObserved
    if (seen === expected) return []
    const name = row.nameOf?.(artefact, seen)
    const code = differBySlash(seen, expected) ? 'slash' : 'differs'
    return [finding(code, name === undefined ? seen : `${seen} (${name})`, expected)]
  })
}

/**
 * Findings for a text that is not an absolute URI of at most 512 ASCII characters.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5.2)
 */
export function uriFindings(uri: string): readonly Finding[] {
  if (!/^[a-z][a-z\d+.-]*:./i.test(uri)) return [finding('relative', uri)]
  if (!/^[\x21-\x7e]*$/.test(uri)) return [finding('charset', uri)]
  return uri.length > 512 ? [finding('long', String(uri.length), '≤ 512')] : []
}
