import type { JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { parameterTypes } from '../authorization-parameters'
import { finding } from '../builders'
import { typeFinding } from '../created-jwt'
import { defineRule } from '../rule'

/** Parameters that are JSON, and in a form a text with JSON. */
const json: ReadonlySet<string> = new Set(['claims', 'authorization_details'])

/**
 * Values have the types of JSON, unlike the parameters of a form.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4)
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-3)
 */
export default defineRule({
  id: 'ro-value-types',
  on: 'request-object',
  about: 'payload',
  refs: ['RFC9101-4', 'RFC9396-3'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    return parameterTypes.flatMap(([name, type]) => problemOf(payload, name, type) ?? [])
  },
})

function problemOf(payload: JsonObject, name: string, type: string): Finding | null {
  const isEmbedded = json.has(name) && typeof payload[name] === 'string'
  return isEmbedded
    ? finding('embedded', `${name}: string`, type)
    : typeFinding(payload, name, type)
}
