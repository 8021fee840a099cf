import { listOf } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2) */
export default defineRule({
  id: 'ui-jwt-iss-aud',
  on: 'userinfo-response',
  about: 'iss',
  refs: ['OIDC-CORE-5.3.2'],
  check({ jwt, context: { issuer, clientId } }) {
    if (!jwt?.payload) return undefined
    const { iss, aud } = jwt.payload
    const audiences = listOf(aud)
    const findings = [
      ...compared('iss', iss, issuer, iss === issuer),
      ...compared('aud', aud, clientId, audiences.includes(clientId)),
    ]
    const isCompared = issuer !== null && clientId !== null
    return findings.length > 0 || isCompared ? findings : notObserved
  },
})

function compared(
  name: 'iss' | 'aud',
  seen: unknown,
  expected: string | null,
  holds: boolean,
): readonly Finding[] {
  if (seen === undefined) return [finding(`${name}_missing`, null, expected)]
  return expected === null || holds ? [] : [finding(name, show(seen), expected)]
}
