import { header } from '@/lib/model/http-text'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { isFapi, type Signed } from '../http-signature-reading'

/**
 * What a signature of FAPI covers. The whole header or one of its members is enough.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-3.2)
 */
export default defineRule({
  id: 'hs-covered',
  on: 'http-signature',
  about: 'Signature-Input',
  refs: ['FAPI2-HTTP-SIGNATURES', 'RFC9421-3.2'],
  check(signed) {
    const { signature } = signed
    if (!signature || !isFapi(signed)) return undefined
    const covered = new Set(
      signature.components.map(({ name, req }) => (req ? `${name};req` : name)),
    )
    return needed(signed)
      .filter((name) => !covered.has(name))
      .map((name) => finding('missing', null, name))
  },
})

function needed({ exchange }: Signed): readonly string[] {
  const { of, headers, hasBody, requestHeaders } = exchange
  const digest = hasBody ? ['content-digest'] : []
  if (of === 'request')
    return [
      '@method',
      '@target-uri',
      'authorization',
      ...(header(headers, 'dpop') === undefined ? [] : ['dpop']),
      ...digest,
    ]
  if (requestHeaders === null) return ['@status', ...digest]
  const ofRequest = ['content-digest', 'signature', 'signature-input']
    .filter((name) => header(requestHeaders, name) !== undefined)
    .map((name) => `${name};req`)
  return ['@status', ...digest, '@method;req', '@target-uri;req', ...ofRequest]
}
