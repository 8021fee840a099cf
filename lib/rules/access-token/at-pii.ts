import { claims } from '@/lib/jose/claims'
import { finding } from '../builders'
import { bareName } from '../claim-types'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Claims that are about a person by their meaning, but that an access token needs. */
const needed: ReadonlySet<string> = new Set([
  'sub',
  'act',
  'authorization_details',
  'token_introspection',
])

/** Names that no registry has. */
const account = /^(?:account_?(?:number|no)|iban|ssn|national_?id|id_?number|nric)$/i

/**
 * The client reads what is in a JWT that is not encrypted, and so does every log that keeps it.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-6)
 */
export default defineRule({
  id: 'at-pii',
  on: 'access-token',
  about: 'payload',
  refs: ['RFC9068-6'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    return Object.keys(payload)
      .filter((name) => isPersonal(bareName(name)))
      .map((name) => finding('present', show(name)))
  },
})

function isPersonal(name: string): boolean {
  if (needed.has(name)) return false
  return claims.get(name)?.sensitivity === 'personal' || account.test(name)
}
