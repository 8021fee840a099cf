import type { Place } from '@/lib/model/credentials'
import { jsonValues } from './json-values'
import type { NamedValue } from './named-value'
import type { RedactionKind } from './redact-kinds'
import { textValues } from './text-values'

/** The named values of a text: of JSON, a form, a URL, HTML, or a whole HTTP message, even if it is malformed. */
export function namedValues(
  text: string,
  place: Place,
  inherited: RedactionKind | null,
): readonly NamedValue[] {
  return /^\s*[[{]/.test(text) ? jsonValues(text, place, inherited) : textValues(text, place)
}
