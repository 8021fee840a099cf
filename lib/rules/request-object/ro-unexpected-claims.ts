import { parameters } from '@/lib/oauth/parameters'
import { nearParameter } from '../authorization-parameters'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4) */
const ofJwt: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'])

/** @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4) */
export default defineRule({
  id: 'ro-unexpected-claims',
  on: 'request-object',
  about: 'payload',
  refs: ['RFC9101-4', 'OIDF-SUITE'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    const unknown = Object.keys(payload).filter(
      // A name with a host or a namespace is a private claim.
      (name) => !ofJwt.has(name) && !parameters.has(name) && !/[:/]/.test(name),
    )
    return unknown.map((name) => {
      const meant = nearParameter(name)
      return meant === undefined
        ? finding('unknown', show(name))
        : finding('slip', show(name), meant)
    })
  },
})
