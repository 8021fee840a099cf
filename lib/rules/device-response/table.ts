import { textIn } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { membersOfSuccess, missingIn, storable, wrongStatus, wrongTypes } from '../pasted-reading'
import { defineRule } from '../rule'

const on = 'device-response'

const types = {
  device_code: 'string',
  user_code: 'string',
  verification_uri: 'string',
  verification_uri_complete: 'string',
  expires_in: 'number',
  interval: 'number',
}

/** Fewer bits could be guessed in the lifetime of a code, also if attempts are limited. Eight digits have more. */
const leastBits = 26

/** Bits of a user code if each character is random. Users do not type separators or distinguish case. */
function bitsOf(code: string): number {
  const characters = code.replaceAll(/[^\da-z]/gi, '')
  const alphabet = (/\d/.test(characters) ? 10 : 0) + (/[a-z]/i.test(characters) ? 26 : 0)
  return alphabet === 0 ? 0 : Math.floor(characters.length * Math.log2(alphabet))
}

export const table = [
  /** @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.2) */
  defineRule({
    id: 'dv-response',
    on,
    about: 'body',
    refs: ['RFC8628-3.2'],
    check({ document: { message } }) {
      const json = membersOfSuccess(message)
      if (!json) return undefined
      return [
        ...wrongStatus(message, 200),
        ...missingIn(json, ['device_code', 'user_code', 'verification_uri', 'expires_in']),
        ...wrongTypes(json, types),
        ...storable(message),
      ]
    },
  }),
  defineRule({
    id: 'dv-verification-uri',
    on,
    about: 'verification_uri',
    refs: ['RFC8628-3.2', 'RFC8628-5.1', 'RFC8628-6.1'],
    check({ document: { message } }) {
      const json = membersOfSuccess(message)
      const uri = textIn(json, 'verification_uri')
      const url = uri === null ? null : parseUrl(uri)
      const code = textIn(json, 'user_code')
      if (!json || (!url && code === null)) return undefined
      const bits = code === null ? leastBits : bitsOf(code)
      return [
        ...(url && !isReachable(url) ? [finding('scheme', uri)] : []),
        ...(bits < leastBits
          ? [
              {
                ...finding('short', `${bits} bits`, `≥ ${leastBits} bits`),
                severity: 'warn' as const,
              },
            ]
          : []),
      ]
    },
  }),
] as const
