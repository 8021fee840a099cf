import type { Place } from '@/lib/model/credentials'
import { parseJson } from '@/lib/model/strict-json'
import { formDecode, percentEncoded } from '@/lib/model/url'
import type { RedactionKind } from './redact-kinds'
import { unescaped } from './text-views'

/** How a value is written in the text around it. */
interface Codec {
  decode(raw: string): string
  encode(value: string): string
}

/** A value with a name in a text. */
export interface NamedValue {
  /** The value between its quotation marks, or between the signs around it. */
  readonly start: number
  readonly end: number
  readonly place: Place
  /** Empty for an item of a list without a name. */
  readonly name: string
  readonly codec: Codec
  /** What every text of the object or list around it is; null if its own name decides. */
  readonly inherited: RedactionKind | null
  /** A name of a member, which may itself be a token. */
  readonly isName?: true
}

export const same: Codec = { decode: (raw) => raw, encode: (value) => value }

export const jsonString: Codec = {
  decode: (raw) => {
    const { value } = parseJson(`"${raw}"`)
    return typeof value === 'string' ? value : unescaped(raw, 'json')
  },
  encode: (value) => JSON.stringify(value).slice(1, -1),
}

/** A number that is replaced becomes a string. */
export const jsonNumber: Codec = { decode: (raw) => raw, encode: (value) => JSON.stringify(value) }

export const formValue: Codec = {
  decode: (raw) => formDecode(`x=${raw.replaceAll('&', '%26')}`)[0]?.[1] ?? raw,
  encode: percentEncoded,
}

export const htmlValue: Codec = {
  decode: (raw) => unescaped(raw, 'html'),
  encode: (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;'),
}

/** The place of members in JSON that a value contains. */
export function placeInside(place: Place): Place {
  return place === 'claim' ? 'claim' : 'member'
}
