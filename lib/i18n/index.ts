import { browser } from 'wxt/browser'
import type { GeneratedI18nStructure } from '#i18n'
import { fillNamed, fillNumbered, packReader, pluralOf } from './packs'

type Structure = GeneratedI18nStructure
type Substitution = string | number

interface Positional {
  readonly 1: [Substitution]
  readonly 2: [Substitution, Substitution]
  readonly 3: [Substitution, Substitution, Substitution]
  readonly 4: [Substitution, Substitution, Substitution, Substitution]
}

/** The arguments of a sentence, from its placeholders in the locale. */
type Values<Sentence> = Sentence extends {
  readonly namedSubstitutions: readonly (infer Name extends string)[]
}
  ? [named: Readonly<Record<Name, Substitution>>]
  : Sentence extends { readonly plural: true }
    ? [count: number, values?: readonly Substitution[]]
    : Sentence extends { readonly substitutions: infer Count extends keyof Positional }
      ? [values: Positional[Count]]
      : []

/** With this many sentences, the library's own type takes the compiler minutes. */
type Translate = <Key extends keyof Structure>(
  key: Key,
  ...values: Values<Structure[Key]>
) => string

type Named = Readonly<Record<string, Substitution>>
type Value = number | readonly Substitution[] | Named

const getMessage = (key: string, values?: string[]): string =>
  (browser.i18n.getMessage as (key: string, values?: string[]) => string)(key, values)
const readPacked = packReader((name) => getMessage(name))

/** A message with its values; empty if the key has none. A locale that is not packed is read directly. */
function message(key: string, values: readonly string[]): string {
  const text = readPacked(key)
  if (text === null) return getMessage(key, [...values])
  return fillNumbered(text, values)
}

const isList = (value: Value): value is readonly Substitution[] => Array.isArray(value)
const isNamed = (value: Value): value is Named => typeof value === 'object' && !isList(value)

function translate(key: string, ...values: readonly Value[]): string {
  const count = values.find((value) => typeof value === 'number')
  const numbered = values.find(isList) ?? (count === undefined ? [] : [count])
  const text = message(key.replaceAll('.', '_'), numbered.map(String))
  const named = values.find(isNamed)
  const chosen = count === undefined ? text : pluralOf(text, count)
  return named === undefined ? chosen : fillNamed(chosen, named)
}

/** The sentence for a key that is known at compile time. */
export const t = translate as unknown as Translate

/**
 * The sentence for a key that is built from data, such as a rule id; the key itself if it has no
 * sentence.
 */
export function tData(key: string, substitutions?: Named): string {
  const known = key.replaceAll(/[^\w.@]/g, '_')
  return (substitutions ? translate(known, substitutions) : translate(known)) || key
}

/** The sentence for a key that need not have one; otherwise null. */
export function tMaybe(key: string): string | null {
  return message(key.replaceAll(/[^\w@]/g, '_'), []) || null
}
