import { registeredJweAlgorithms, registeredJwsAlgorithms } from '@/lib/jose/algorithms'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * An unregistered name is only a warning: names should be registered or collision-resistant, and the registry
 * grows.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.1)
 */
export default defineRule({
  id: 'jose-alg-present',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC7515-4.1.1', 'RFC7518-3.1', 'RFC7518-4.1'],
  check({ jwt: { kind, header } }) {
    if (!header) return undefined
    const alg = header['alg']
    if (alg === undefined) return [finding('missing')]
    if (typeof alg !== 'string') return [finding('type', JSON.stringify(alg), 'string')]
    const registered = kind === 'jwe' ? registeredJweAlgorithms : registeredJwsAlgorithms
    if (registered.includes(alg)) return []
    const meant = registered.find((name) => name.toLowerCase() === alg.toLowerCase())
    return [meant ? finding('case', alg, meant) : finding('unknown', alg)]
  },
})
