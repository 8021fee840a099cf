import { readX5c, type Certificate } from '@/lib/jose/certificate'
import type { NamedKey } from '@/lib/jose/key-set'
import type { JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keysRule, type KeySetInput } from '../key-set-builders'
import { hexIn } from '../key-set-reading'
import { notObserved } from '../rule'

const firstOf = ({ jwk: { x5c } }: NamedKey): unknown => (Array.isArray(x5c) ? x5c[0] : undefined)

/** Whether the key in a certificate is the key itself. */
function isSameKey(certificate: JsonObject, jwk: JsonObject): boolean {
  return Object.entries(certificate).every(([name, value]) =>
    name === 'kty' || name === 'crv'
      ? jwk[name] === value
      : hexIn(jwk, name) === hexIn(certificate, name),
  )
}

function judgeCertificate(
  { name, jwk }: NamedKey,
  { publicJwk, subject, notAfter }: Certificate,
  { context }: KeySetInput,
): readonly Finding[] {
  const seen = `${name}: ${subject || 'x5c[0]'}`
  const isExpired = notAfter !== null && notAfter < context.now
  return [
    ...(publicJwk && !isSameKey(publicJwk, jwk) ? [finding('differs', seen)] : []),
    ...(isExpired
      ? [
          {
            ...finding('expired', `${name}: ${new Date(notAfter).toISOString().slice(0, 10)}`),
            severity: 'warn' as const,
          },
        ]
      : []),
  ]
}

function judgeThumbprint(key: NamedKey, { keySetContext }: KeySetInput): readonly Finding[] {
  const published = key.jwk['x5t#S256']
  const computed = keySetContext.thumbprints.get(String(firstOf(key)))
  return published === undefined || computed === undefined || published === computed
    ? []
    : [finding('thumbprint', `${key.name}: ${String(published)}`, computed)]
}

/**
 * The first certificate contains the key itself, and `x5t#S256` is its thumbprint.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.7)
 */
export default keysRule({
  id: 'jwks-x5c-match',
  about: 'x5c',
  refs: ['RFC7517-4.7', 'RFC7517-4.9', 'RFC7515-4.1.6'],
  check(keys, input) {
    const certified = keys.filter((key) => firstOf(key) !== undefined)
    if (certified.length === 0) return undefined
    const read = certified.flatMap((key) => {
      const certificate = readX5c(firstOf(key))
      return certificate ? [{ key, certificate }] : []
    })
    if (read.length === 0) return notObserved
    return read.flatMap(({ key, certificate }) => [
      ...judgeCertificate(key, certificate, input),
      ...judgeThumbprint(key, input),
    ])
  },
})
