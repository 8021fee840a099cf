import { nameOf, notJsonStart } from '@/lib/jose/key-set'
import { isObject, jsonObjectOf } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** The required members of each key type, and that they are strings. */
const requiredMembers: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['RSA', ['n', 'e']],
  ['EC', ['crv', 'x', 'y']],
  ['OKP', ['crv', 'x']],
  ['AKP', ['alg', 'pub']],
])

function judgeEntry(entry: unknown, index: number): readonly Finding[] {
  if (!isObject(entry)) return [finding('not_array', `keys[${index}]`)]
  const name = nameOf(entry['kid'], index)
  if (typeof entry['kty'] !== 'string') return [finding('kty', name)]
  return (requiredMembers.get(entry['kty']) ?? [])
    .filter((member) => typeof entry[member] !== 'string')
    .map((member) => finding('member', name, member))
}

/**
 * A JWKS is an object with a list of keys, and each key has the members of its type.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-5.1)
 */
export default defineRule({
  id: 'jwks-structure',
  on: 'jwks',
  about: 'keys',
  refs: ['RFC7517-4.1', 'RFC7517-5.1', 'RFC7518-6.2.1', 'RFC7518-6.3.1', 'RFC8037-2'],
  check({ keySet }) {
    const { status, body } = keySet
    if (status !== null && status !== 200) return undefined
    const set = jsonObjectOf(body)
    if (!set) return [finding('not_object', notJsonStart(keySet))]
    const { keys } = set
    return Array.isArray(keys) ? keys.flatMap(judgeEntry) : [finding('not_array')]
  },
})
