import { finding } from '../builders'
import { grantOf } from '../grant-reading'
import { tokenErrors } from '@/lib/oauth/token-errors'
import { inRefusal, isBusy } from '../response-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'

/**
 * The response to a poll before the user has decided.
 *
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.5)
 */
export default defineRule({
  id: 'dv-error',
  on: 'token-response',
  about: 'error',
  refs: ['RFC8628-3.5'],
  check({ message, request }) {
    if (grantOf(request) !== deviceCode || isBusy(message)) return undefined
    return inRefusal(message, ({ error }) => {
      // Its absence and its type are judged by tr-error-code, its status with a challenge by tr-status.
      if (typeof error !== 'string' || error === '' || error === 'invalid_client') return undefined
      const { status } = message
      const findings = [
        ...(status === null || status === 400 ? [] : [finding('status', String(status), '400')]),
        ...(Object.hasOwn(tokenErrors, error) ? [] : [finding('unknown', show(error))]),
      ]
      return findings.length > 0 || status !== null ? findings : notObserved
    })
  },
})
