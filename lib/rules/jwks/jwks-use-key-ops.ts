import { repeatedIn, finding } from '../builders'
import { keyRule } from '../key-set-builders'
import type { NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'

/**
 * The operations that belong together, with their use.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.3)
 */
const groups: ReadonlyMap<string, readonly [group: string, use: string]> = new Map([
  ['sign', ['sign', 'sig']],
  ['verify', ['sign', 'sig']],
  ['encrypt', ['encrypt', 'enc']],
  ['decrypt', ['encrypt', 'enc']],
  ['wrapKey', ['wrapKey', 'enc']],
  ['unwrapKey', ['wrapKey', 'enc']],
  ['deriveKey', ['derive', 'enc']],
  ['deriveBits', ['derive', 'enc']],
])

function judgeOperations({ name, jwk: { use, key_ops: ops } }: NamedKey): readonly Finding[] {
  const names = (ops as unknown[]).map(String)
  const known = names.flatMap((op) => groups.get(op) ?? [])
  const uses = new Set(known.filter((part) => part === 'sig' || part === 'enc'))
  const kinds = new Set(known.filter((part) => part !== 'sig' && part !== 'enc'))
  const seen = `${name}: ${names.join(', ')}`
  const repeated = [...repeatedIn(names)]
  const isForeign = (use === 'sig' || use === 'enc') && [...uses].some((each) => each !== use)
  return [
    ...(repeated.length > 0 ? [finding('repeated', `${name}: ${repeated.join(', ')}`)] : []),
    ...(kinds.size > 1 ? [{ ...finding('unrelated', seen), severity: 'warn' as const }] : []),
    ...(isForeign ? [finding('inconsistent', seen, use)] : []),
    ...(use !== undefined && !isForeign
      ? [{ ...finding('both', seen, String(use)), severity: 'warn' as const }]
      : []),
  ]
}

/**
 * A key has either `use` or `key_ops`, and its operations are unique and belong together.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.3)
 */
export default keyRule({
  id: 'jwks-use-key-ops',
  about: 'key_ops',
  refs: ['RFC7517-4.3'],
  appliesTo: ({ jwk }) => Array.isArray(jwk['key_ops']),
  check: judgeOperations,
})
