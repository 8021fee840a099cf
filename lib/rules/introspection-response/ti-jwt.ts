import { isObject, type JsonObject } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

const typ = 'token-introspection+jwt'

/**
 * Facts about the token belong in `token_introspection`, so that the response cannot be mistaken for an
 * access token.
 */
const inside = ['sub', 'exp', 'active', 'scope', 'client_id'] as const

/**
 * A signed introspection response.
 *
 * @see [RFC 9701](https://www.rfc-editor.org/rfc/rfc9701.html#section-5)
 */
export default defineRule({
  id: 'ti-jwt',
  on: 'introspection-response',
  about: 'token_introspection',
  refs: ['FAPI2-MS-5.5.1', 'RFC9701-5'],
  check({ jwt, context: { issuer } }) {
    if (!jwt?.payload) return undefined
    const { header, payload } = jwt
    const isTyped = /^(?:application\/)?token-introspection\+jwt$/i.test(show(header?.['typ']))
    return [
      ...(isTyped ? [] : [finding('typ', show(header?.['typ'] ?? '–'), typ)]),
      ...ofClaims(payload, issuer),
      ...(isObject(payload['token_introspection']) ? [] : [finding('flat')]),
      ...inside
        .filter((name) => Object.hasOwn(payload, name))
        .map((name) => finding('outside', name)),
    ]
  },
})

function ofClaims(payload: JsonObject, issuer: string | null): readonly Finding[] {
  const missing = ['iss', 'aud', 'iat'].filter((name) => !Object.hasOwn(payload, name))
  const { iss } = payload
  const isOther = iss !== undefined && issuer !== null && iss !== issuer
  return [
    ...missing.map((name) => finding('missing', null, name)),
    ...(isOther ? [finding('iss', show(iss), issuer)] : []),
  ]
}
