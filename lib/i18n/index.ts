import { browser } from 'wxt/browser'
import { i18n, type GeneratedI18nStructure } from '#i18n'

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

/** The sentence for a key that is known at compile time. */
export const t = i18n.t as unknown as Translate

type Substitutions = Readonly<Record<string, string | number>>

/**
 * The sentence for a key that is built from data, such as a rule id; the key itself if it has no
 * sentence.
 */
export function tData(key: string, substitutions?: Substitutions): string {
  const translate = i18n.t as unknown as (key: string, named?: Substitutions) => string
  return translate(key.replaceAll(/[^\w.@]/g, '_'), substitutions) || key
}

/** The sentence for a key that need not have one; otherwise null, without a warning. */
export function tMaybe(key: string): string | null {
  const getMessage = browser.i18n.getMessage as (key: string) => string
  return getMessage(key.replaceAll(/[^\w@]/g, '_')) || null
}
