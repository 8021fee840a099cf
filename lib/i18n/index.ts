import { i18n, type GeneratedI18nStructure } from '#i18n'

type Structure = GeneratedI18nStructure
type Substitution = string | number

interface Positional {
  readonly 1: [Substitution]
  readonly 2: [Substitution, Substitution]
  readonly 3: [Substitution, Substitution, Substitution]
  readonly 4: [Substitution, Substitution, Substitution, Substitution]
}

/** What a sentence wants to be given, by what the locale says of it. */
type Values<Sentence> = Sentence extends {
  readonly namedSubstitutions: readonly (infer Name extends string)[]
}
  ? [named: Readonly<Record<Name, Substitution>>]
  : Sentence extends { readonly plural: true }
    ? [count: number, values?: readonly Substitution[]]
    : Sentence extends { readonly substitutions: infer Count extends keyof Positional }
      ? [values: Positional[Count]]
      : []

/** The library's own type of it takes the compiler minutes with as many sentences as there are. */
type Translate = <Key extends keyof Structure>(
  key: Key,
  ...values: Values<Structure[Key]>
) => string

/** The sentence of a key that is known when it is written. */
export const t = i18n.t as unknown as Translate

type Substitutions = Readonly<Record<string, string | number>>

/** The sentence of a key that is put together from data, such as a rule's id; the key itself where there is none. */
export function tData(key: string, substitutions?: Substitutions): string {
  const translate = i18n.t as unknown as (key: string, named?: Substitutions) => string
  return translate(key.replaceAll(/[^\w.@]/g, '_'), substitutions) || key
}
