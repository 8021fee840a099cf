import type { Artefacts } from './artefacts'
import { notObserved, type ArtefactKind, type CheckResult, type Finding, type Rule } from './rule'
import type { SpecRef } from './spec-links'

/** What every row of a table says. */
interface Row<Id extends string, K extends ArtefactKind> {
  readonly id: Id
  readonly on: K
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
}

type Read<K extends ArtefactKind, T> = (artefact: Artefacts[K]) => T

/** Evidence in the form that findings have: absent values leave no member. */
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

/** A value that must be there: undefined is absent, null means that the rule does not apply. */
export function required<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly value: Read<K, unknown> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const value = row.value(artefact)
    if (value === null) return undefined
    return value === undefined || value === '' ? [finding('missing')] : []
  })
}

/** Two strings that must be equal, code point by code point; null in `expected` means that it is not known. */
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

/** A value that must be one of a list. */
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

/** Names of which none may stand more than once; null means that the rule does not apply. */
export function unique<const Id extends string, K extends ArtefactKind>(
  row: Row<Id, K> & { readonly names: Read<K, readonly string[] | null> },
): Rule<Id, K> {
  return rule(row, (artefact): CheckResult => {
    const names = row.names(artefact)
    if (names === null) return undefined
    const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
    return [...repeated].map((name) => finding('repeated', name))
  })
}

/** Header members or claims that should not be there. */
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
