import { jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { finding } from './builders'
import type { Finding } from '@/lib/model/rule-result'

type JsonType = 'string' | 'boolean' | 'number' | 'object' | 'array'

const strings = [
  'sub',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
]

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.1) */
const standard: ReadonlyMap<string, JsonType> = new Map<string, JsonType>([
  ...strings.map((name) => [name, 'string'] as const),
  ['email_verified', 'boolean'],
  ['phone_number_verified', 'boolean'],
  ['updated_at', 'number'],
  ['address', 'object'],
])

/** The name of a claim without its language tag: `name#ja-Kana-JP`. */
export function bareName(name: string): string {
  return name.split('#')[0] ?? name
}

/** Findings for standard claims with a wrong type; null if the claims contain none of them. */
export function typeFindings(claims: JsonObject): readonly Finding[] | null {
  const known = Object.entries(claims).flatMap(([name, value]) => {
    const expected = standard.get(bareName(name))
    return expected && !isNothing(value) ? [{ name, seen: jsonTypeOf(value), expected }] : []
  })
  if (known.length === 0) return null
  return known
    .filter(({ seen, expected }) => seen !== expected)
    .map(({ name, seen, expected }) => finding('type', `${name}: ${seen}`, expected))
}

/** Whether a claim is empty and should be left out. */
export function isNothing(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && isEmpty(value))
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}
