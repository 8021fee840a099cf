import { keysOf, type NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { Artefacts } from './artefacts'
import type { CheckResult, Rule } from './rule'

export type KeySetInput = Artefacts['jwks']

/** The common properties of the rules about a JWKS. */
interface Row<Id extends string> {
  readonly id: Id
  /** The member of a key, or a header. */
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
}

/** A rule about all keys of a JWKS. It does not apply to a response that is not a JWKS. */
export function keysRule<const Id extends string>({
  id,
  about,
  refs,
  check,
}: Row<Id> & {
  readonly check: (keys: readonly NamedKey[], input: KeySetInput) => CheckResult
}): Rule<Id, 'jwks'> {
  return {
    id,
    on: 'jwks',
    about,
    refs,
    check(input) {
      const keys = keysOf(input.keySet)
      return keys && keys.length > 0 ? check(keys, input) : undefined
    },
  }
}

/** A rule about each key for itself. It does not apply if it applies to none of the keys. */
export function keyRule<const Id extends string>({
  appliesTo,
  check,
  ...row
}: Row<Id> & {
  readonly appliesTo: (key: NamedKey) => boolean
  readonly check: (key: NamedKey, input: KeySetInput) => readonly Finding[]
}): Rule<Id, 'jwks'> {
  return keysRule({
    ...row,
    check(keys, input) {
      const judged = keys.filter(appliesTo)
      return judged.length === 0 ? undefined : judged.flatMap((key) => check(key, input))
    },
  })
}

/** A rule about the response of a JWKS that was fetched with status 200. */
export function responseRule<const Id extends string>({
  id,
  about,
  refs,
  check,
}: Row<Id> & { readonly check: (input: KeySetInput) => CheckResult }): Rule<Id, 'jwks'> {
  return {
    id,
    on: 'jwks',
    about,
    refs,
    check: (input) =>
      input.keySet.url === '' || input.keySet.status !== 200 ? undefined : check(input),
  }
}
