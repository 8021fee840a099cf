import { readBase64url } from '@/lib/jose/base64url'
import type { NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keyRule } from '../key-set-builders'

const members = ['n', 'e', 'x', 'y', 'pub', 'x5t', 'x5t#S256']

/** The code for each problem. Unused bits that are set do not prevent decoding. */
const codes: Readonly<Record<string, string>> = {
  padding: 'padding',
  character: 'character',
  length: 'character',
}

function judgeMember(name: string, member: string, value: unknown): readonly Finding[] {
  const problem = typeof value === 'string' ? readBase64url(value).problem : null
  const code = problem && codes[problem.code]
  return code ? [finding(code, `${name} ${member}: ${problem.seen}`)] : []
}

const isBase64 = (entry: unknown) =>
  typeof entry === 'string' && entry.length % 4 === 0 && /^[a-z\d+/]+={0,2}$/i.test(entry)

function judgeCertificates(name: string, x5c: unknown): readonly Finding[] {
  const entries: readonly unknown[] = Array.isArray(x5c) ? x5c : []
  const at = entries.findIndex((entry) => !isBase64(entry))
  return at < 0 ? [] : [finding('x5c', `${name} x5c[${at}]`)]
}

/**
 * Octets are base64url without padding. Certificates are base64 with padding.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-2)
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.7)
 */
export default keyRule({
  id: 'jwks-base64url',
  about: 'keys',
  refs: ['RFC7515-2', 'RFC7518-6.3.1', 'RFC7517-4.7'],
  appliesTo: ({ jwk }) => [...members, 'x5c'].some((member) => jwk[member] !== undefined),
  check: ({ name, jwk }: NamedKey) => [
    ...members.flatMap((member) => judgeMember(name, member, jwk[member])),
    ...judgeCertificates(name, jwk['x5c']),
  ],
})
