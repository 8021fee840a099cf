import { jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { bindingClaims } from '@/lib/jose/key-binding'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { timeIn } from '../created-jwt'
import { defineRule } from '../rule'
import { issueFindings } from '../sd-jwt-reading'
import { clockSkew, isoOf } from '../token-reading'

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.3) */
export default defineRule({
  id: 'kb-claims',
  on: 'key-binding-jwt',
  about: 'payload',
  refs: ['RFC9901-4.3'],
  check({ jwt, issues, issuerSigned, context }) {
    if (!jwt.payload) return undefined
    const iat = timeIn({ jwt, context }, 'iat')
    const issuedAt = issuerSigned && timeIn({ jwt: issuerSigned, context }, 'iat')
    // It is signed for one presentation of an SD-JWT, which must exist by then.
    const isOld = iat !== null && issuedAt !== null && iat + clockSkew < issuedAt
    return [
      ...memberFindings(jwt.payload),
      ...issueFindings(issues, { kb_nonce_differs: 'nonce' }),
      ...(isOld ? [finding('old', isoOf(iat), `≥ ${isoOf(issuedAt)}`)] : []),
    ]
  },
})

function memberFindings(payload: JsonObject): readonly Finding[] {
  return bindingClaims.flatMap(([, name, type]) => {
    if (payload[name] === undefined) return [finding('missing', null, name)]
    const seen = jsonTypeOf(payload[name])
    return seen === type ? [] : [finding('type', `${name}: ${seen}`, type)]
  })
}
