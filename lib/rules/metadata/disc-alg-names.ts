import { registeredJweAlgorithms, registeredJwsAlgorithms } from '@/lib/jose/algorithms'
import { textsIn } from '@/lib/model/json'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'
import type { Finding } from '@/lib/model/rule-result'

/** @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-5.1) */
const contentAlgorithms: readonly string[] = [
  'A128CBC-HS256',
  'A192CBC-HS384',
  'A256CBC-HS512',
  'A128GCM',
  'A192GCM',
  'A256GCM',
]

/** The registered values of a list, by the end of its name. */
const families: readonly (readonly [end: string, values: ReadonlySet<string>])[] = [
  ['_signing_alg_values_supported', new Set(registeredJwsAlgorithms)],
  ['_encryption_alg_values_supported', new Set(registeredJweAlgorithms)],
  ['_encryption_enc_values_supported', new Set(contentAlgorithms)],
]

const registered = new Set(families.flatMap(([, values]) => [...values]))
const byLowerCase = new Map([...registered].map((value) => [value.toLowerCase(), value]))

function judgeValue(name: string, value: string, family: ReadonlySet<string>): readonly Finding[] {
  if (family.has(value)) return []
  const seen = `${name}: ${value}`
  if (registered.has(value)) return [finding('family', seen)]
  const right = byLowerCase.get(value.toLowerCase())
  return [right === undefined ? finding('unknown', seen) : finding('case', seen, right)]
}

/**
 * The names of algorithms are registered, case-sensitive, and in the list of their kind.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-7.1)
 */
export default metadataRule({
  id: 'disc-alg-names',
  about: 'metadata',
  refs: ['RFC7518-3.1', 'RFC7518-4.1', 'RFC7518-5.1', 'OIDC-DISCOVERY-3'],
  check(metadata) {
    const lists = Object.keys(metadata).flatMap((name) => {
      const [, family] = families.find(([end]) => name.endsWith(end)) ?? []
      const values = family ? textsIn(metadata, name) : null
      return family && values ? [{ name, values, family }] : []
    })
    if (lists.length === 0) return undefined
    return lists.flatMap(({ name, values, family }) =>
      values.flatMap((value) => judgeValue(name, value, family)),
    )
  },
})
