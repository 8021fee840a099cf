import { ukParameters } from '@/lib/jose/critical'
import { jsonTypeOf, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { inHeader } from '../signed-reading'
import { show } from '../token-reading'

const [iat, iss, tan] = ukParameters
const types: readonly (readonly [name: string, type: string])[] = [
  [iat, 'number'],
  [iss, 'string'],
  [tan, 'string'],
]

/** Other parameters are not allowed. `b64` has a rule of its own. */
const listed: ReadonlySet<string> = new Set([
  'alg',
  'kid',
  'b64',
  'typ',
  'cty',
  'crit',
  ...ukParameters,
])

const mediaTypes: ReadonlySet<unknown> = new Set(['json', 'application/json'])

/** @see [UK Open Banking, Message Signing](https://standards.openbanking.org.uk/) */
export default defineRule({
  id: 'ps-header',
  on: 'payload-signature',
  about: 'header',
  refs: ['OBIE'],
  check: (signed) =>
    inHeader(signed, (header) => [
      ...types.flatMap(([name, type]) => problemOf(header, name, type)),
      ...Object.keys(header)
        .filter((name) => !listed.has(name))
        .map((name) => finding('unexpected', name)),
      ...(header['typ'] === undefined || header['typ'] === 'JOSE'
        ? []
        : [finding('typ', show(header['typ']), 'JOSE')]),
      ...(header['cty'] === undefined || mediaTypes.has(header['cty'])
        ? []
        : [finding('cty', show(header['cty']), 'application/json')]),
    ]),
})

function problemOf(header: JsonObject, name: string, type: string): readonly Finding[] {
  if (header[name] === undefined) return [finding('missing', null, name)]
  const seen = jsonTypeOf(header[name])
  return seen === type ? [] : [finding('type', `${name}: ${seen}`, type)]
}
