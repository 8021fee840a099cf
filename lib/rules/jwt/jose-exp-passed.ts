import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, isoOf, secondsAt } from '../token-reading'

/** @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1.4) */
export default defineRule({
  id: 'jose-exp-passed',
  on: 'jwt',
  about: 'exp',
  refs: ['RFC7519-4.1.4'],
  check({ jwt: { payload }, context }) {
    const exp = payload?.['exp']
    if (typeof exp !== 'number') return undefined
    const now = secondsAt(context)
    return exp + clockSkew > now ? [] : [finding('expired', isoOf(exp), isoOf(now))]
  },
})
