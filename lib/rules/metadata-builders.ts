import { jsonText, textsIn } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Finding } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Artefacts } from './artefacts'
import { finding } from './builders'
import { metadataOf } from './reading'
import type { CheckResult, Rule } from './rule'

export type MetadataInput = Artefacts['metadata']

/** The common properties of the rules about metadata. */
interface Row<Id extends string> {
  readonly id: Id
  /** The member, or `metadata` if the findings name it. */
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
}

/** A rule about the members of a metadata document. It does not apply to a response without metadata. */
export function metadataRule<const Id extends string>({
  id,
  about,
  refs,
  check,
}: Row<Id> & {
  readonly check: (metadata: Metadata, input: MetadataInput) => CheckResult
}): Rule<Id, 'metadata'> {
  return {
    id,
    on: 'metadata',
    about,
    refs,
    check(input) {
      const metadata = metadataOf(input.document)
      return metadata ? check(metadata, input) : undefined
    },
  }
}

/** A rule about the values of a list. An absent list is left to other rules, and a malformed one too. */
export function listRule<const Id extends string>({
  check,
  ...row
}: Row<Id> & {
  readonly check: (
    values: readonly string[],
    metadata: Metadata,
    input: MetadataInput,
  ) => CheckResult
}): Rule<Id, 'metadata'> {
  return metadataRule({
    ...row,
    check(metadata, input) {
      const values = textsIn(metadata, row.about)
      return values ? check(values, metadata, input) : undefined
    },
  })
}

/** A member that must be present. */
export function presentMember<const Id extends string>({
  appliesTo = () => true,
  ...row
}: Row<Id> & {
  readonly appliesTo?: (metadata: Metadata, input: MetadataInput) => boolean
}): Rule<Id, 'metadata'> {
  return metadataRule({
    ...row,
    check(metadata, input) {
      if (!appliesTo(metadata, input)) return undefined
      const value = metadata[row.about]
      return value === undefined || value === '' ? [finding('missing')] : []
    },
  })
}

/** A flag that must be true. `absent` and `otherwise` are the codes of the findings. */
export function trueFlag<const Id extends string>({
  absent = 'missing',
  otherwise = 'false',
  ...row
}: Row<Id> & { readonly absent?: string; readonly otherwise?: string }): Rule<Id, 'metadata'> {
  return metadataRule({
    ...row,
    check(metadata) {
      const value = metadata[row.about]
      if (value === undefined) return [finding(absent, null, 'true')]
      return value === true ? [] : [finding(otherwise, jsonText(value), 'true')]
    },
  })
}

/** A list that must not contain a value. */
export function withoutValue<const Id extends string>({
  value,
  ...row
}: Row<Id> & { readonly value: string }): Rule<Id, 'metadata'> {
  return listRule({
    ...row,
    check: (values) => (values.includes(value) ? [finding('present', value)] : []),
  })
}

/** Lists that must not contain some values. The findings name the list. */
export function withoutValues<const Id extends string>({
  lists,
  values,
  ...row
}: Row<Id> & {
  readonly lists: (metadata: Metadata) => readonly string[]
  readonly values: ReadonlySet<string>
}): Rule<Id, 'metadata'> {
  return metadataRule({
    ...row,
    check(metadata) {
      const present = lists(metadata).flatMap((name) => {
        const list = textsIn(metadata, name)
        return list ? [[name, list] as const] : []
      })
      if (present.length === 0) return undefined
      return present.flatMap(([name, list]) =>
        list
          .filter((value) => values.has(value))
          .map((value) => finding('present', `${name}: ${value}`)),
      )
    },
  })
}

/**
 * Findings for a list of signature algorithms: none of them is permitted, or some are not. `none` is left to
 * other findings. A server may list further algorithms for clients outside the profile.
 */
export function permittedFindings(
  values: readonly string[],
  permitted: readonly string[],
): readonly Finding[] {
  const signing = values.filter((value) => value !== 'none')
  const expected = permitted.join(', ')
  if (!signing.some((value) => permitted.includes(value)))
    return [finding('no_permitted', values.join(', '), expected)]
  return signing
    .filter((value) => !permitted.includes(value))
    .map((value) => ({ ...finding('others', value, expected), severity: 'warn' }))
}

/** A list of signature algorithms that must contain a permitted one. */
export function permittedAlgs<const Id extends string>({
  permitted,
  ...row
}: Row<Id> & {
  /** Undefined if the rule profile permits every algorithm. */
  readonly permitted: (profile: RuleProfile) => readonly string[] | undefined
}): Rule<Id, 'metadata'> {
  return listRule({
    ...row,
    check(values, _, { context }) {
      const algs = permitted(context.ruleProfile)
      return algs ? permittedFindings(values, algs) : undefined
    },
  })
}
