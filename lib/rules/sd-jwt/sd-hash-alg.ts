import { finding } from '../builders'
import { defineRule } from '../rule'
import { issueFindings } from '../sd-jwt-reading'

/** Registered algorithms whose digests are long enough. */
const strong: ReadonlySet<unknown> = new Set([
  'sha-256',
  'sha-384',
  'sha-512',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'blake2s-256',
  'blake2b-256',
  'blake2b-512',
  'k12-256',
  'k12-512',
])

/** Broken algorithms, and registered ones that cut their digests. */
const weak = /^(?:md[245]|sha-?1|sha-256-\d+)$/i

/**
 * A profile may define names that are not registered.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-9.4)
 */
export default defineRule({
  id: 'sd-hash-alg',
  on: 'sd-jwt',
  about: '_sd_alg',
  refs: ['RFC9901-4.1.1'],
  check({ jwt: { payload }, opened }) {
    if (!payload || !opened) return undefined
    const name = payload['_sd_alg']
    const nested = issueFindings(opened.issues, { alg_nested: 'place' })
    if (name === undefined) return nested.length > 0 ? nested : undefined
    if (strong.has(name)) return nested
    const code = typeof name === 'string' && !weak.test(name) ? 'unregistered' : 'unknown'
    return [finding(code, opened.hash, 'sha-256, sha-384, sha-512'), ...nested]
  },
})
