import { tData } from '@/lib/i18n'
import { parameters } from '@/lib/oauth/parameters'
import type { ValueRow } from './value-row'

/** What a parameter or member means, and where that is defined. A meaning for this message comes first. */
export function meaningOf(
  name: string,
  own: Readonly<Record<string, string | undefined>> = {},
): Pick<ValueRow, 'meaning' | 'source'> {
  const source = parameters.get(name)
  const meaning = own[name] ?? (source === undefined ? undefined : tData(`parameters.${name}`))
  return { meaning, source }
}
