import { i18n } from '#i18n'

/** The sentence of a key that is known when it is written. */
export const t = i18n.t

type Substitutions = Readonly<Record<string, string | number>>

/** The sentence of a key that is put together from data, such as a rule's id; the key itself where there is none. */
export function tData(key: string, substitutions?: Substitutions): string {
  const translate = i18n.t as unknown as (key: string, named?: Substitutions) => string
  return translate(key.replaceAll(/[^\w.@]/g, '_'), substitutions) || key
}
