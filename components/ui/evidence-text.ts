import { t } from '@/lib/i18n'

const units = {
  bits: 'evidence.units.bits',
  characters: 'evidence.units.characters',
  keys: 'evidence.units.keys',
  levels: 'evidence.units.levels',
  octets: 'evidence.units.octets',
  parts: 'evidence.units.parts',
} as const

const words = {
  empty: 'evidence.words.empty',
  even: 'evidence.words.even',
  'end of text': 'evidence.words.end_of_text',
  'leading zero octet': 'evidence.words.leading_zero',
  'no content type': 'evidence.words.no_content_type',
  'not on the curve': 'evidence.words.not_on_curve',
  odd: 'evidence.words.odd',
  padding: 'evidence.words.padding',
  'unused bits set': 'evidence.words.unused_bits',
  'wrong character': 'evidence.words.wrong_character',
  'wrong length': 'evidence.words.wrong_length',
} as const

const oneOf = (table: object) => Object.keys(table).join('|')
const amount = new RegExp(`(?<=^|[ :≥≤>])(\\d+) (${oneOf(units)})$`)
const word = new RegExp(`(?<=^|[:,] )(${oneOf(words)})(?=$| at line \\d)`)
const place = /(?<=^| at )line (\d+), column (\d+)$/

/**
 * Evidence in the language of the locale. Most of it is data and stays unchanged; a count with its
 * unit (`512 characters`), a position (`"}" at line 1, column 8`) and a few words (`header: end of
 * text`) are translated.
 */
export function evidenceText(text: string): string {
  return text
    .replace(word, (_, found: keyof typeof words) => t(words[found]))
    .replace(amount, (_, count: string, unit: keyof typeof units) => t(units[unit], Number(count)))
    .replace(place, (_, line: string, column: string) => t('evidence.place', [line, column]))
}
