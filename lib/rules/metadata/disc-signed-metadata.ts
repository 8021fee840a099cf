import { isAlgNone } from '@/lib/jose/algorithms'
import { decodeJwt } from '@/lib/jose/decode'
import { jsonText, jsonTypeOf } from '@/lib/model/json'
import { isSameJson } from '@/lib/model/same-json'
import type { JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import type { Metadata } from '@/lib/oauth/metadata'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

/** The claims of a signed JWT; null if the text is not one. */
function signedClaims(text: string): JsonObject | null {
  const { kind, header, payload } = decodeJwt(text)
  return kind === 'jws' && header?.['alg'] !== undefined && !isAlgNone(header['alg'])
    ? payload
    : null
}

const differences = (claims: JsonObject, metadata: Metadata): readonly Finding[] =>
  Object.entries(claims)
    .filter(([name, value]) => name in metadata && !isSameJson(value, metadata[name]))
    .filter(([name]) => name !== 'signed_metadata')
    .map(([name, value]) => ({
      ...finding('differs', `${name}: ${jsonText(metadata[name])}`, jsonText(value)),
      severity: 'warn',
    }))

/**
 * Signed metadata is a signed JWT with `iss`. Its values take precedence over the plain members.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2.1)
 */
export default metadataRule({
  id: 'disc-signed-metadata',
  about: 'signed_metadata',
  refs: ['RFC8414-2.1'],
  check(metadata) {
    const { signed_metadata: text } = metadata
    if (text === undefined) return undefined
    const claims = typeof text === 'string' ? signedClaims(text) : null
    if (!claims) return [finding('type', jsonTypeOf(text), 'JWS')]
    const isNested = claims['signed_metadata'] !== undefined
    return [
      ...(typeof claims['iss'] === 'string' ? [] : [finding('iss')]),
      ...(isNested ? [{ ...finding('nested'), severity: 'warn' as const }] : []),
      ...differences(claims, metadata),
    ]
  },
})
