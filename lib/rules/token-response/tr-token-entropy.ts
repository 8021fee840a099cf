import { textIn } from '@/lib/model/json'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { enoughBits, weaknessOf } from '../entropy'
import { defineRule } from '../rule'

const names = ['access_token', 'refresh_token'] as const

/** A JWT is excluded, because it is protected by its signature. */
const isJwt = (token: string) => /^eyJ[\w-]*(?:\.[\w-]*){2,4}$/.test(token)

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.10) */
export default defineRule({
  id: 'tr-token-entropy',
  on: 'token-response',
  about: 'access_token',
  refs: ['FAPI2-SP-5.4.1', 'RFC6749-10.10', 'OIDF-SUITE'],
  check: ({ message }) =>
    inSuccess(message, (members) => {
      const opaque = names.flatMap((name) => {
        const token = textIn(members, name)
        return token && !isJwt(token) ? [{ name, token }] : []
      })
      if (opaque.length === 0) return undefined
      return opaque.flatMap(({ name, token }) => {
        const weakness = weaknessOf(token)
        if (!weakness) return []
        return [finding(weakness.code, `${name}: ${weakness.bits}`, String(enoughBits))]
      })
    }),
})
