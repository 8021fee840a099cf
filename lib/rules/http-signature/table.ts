import { httpAlgorithms } from '@/lib/jose/http-signature'
import { contentDigests } from '@/lib/oauth/http-signature/content-digest'
import { finding } from '../builders'
import { signatureFindings } from '../created-jwt'
import { defineRule, notObserved } from '../rule'
import { isFapi } from '../http-signature-reading'

/** @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-4) */
export const form = defineRule({
  id: 'hs-form',
  on: 'http-signature',
  about: 'Signature',
  refs: ['RFC9421-4.1', 'RFC9421-4.2'],
  check: ({ signatures: { list, unreadable, unpaired } }) => {
    if (list.length + unreadable.length + unpaired.length === 0) return undefined
    return [
      ...unreadable.map((name) => finding(name === 'Signature' ? 'signature' : 'input')),
      ...unpaired.map((label) => finding('unpaired', label)),
    ]
  },
})

export const table = [
  defineRule({
    id: 'hs-tag',
    on: 'http-signature',
    about: 'tag',
    refs: ['FAPI2-HTTP-SIGNATURES'],
    check(signed) {
      const { signature, exchange } = signed
      if (!signature) return undefined
      return isFapi(signed) ? [] : [finding('differs', signature.tag, `fapi-2-${exchange.of}`)]
    },
  }),
  defineRule({
    id: 'hs-alg',
    on: 'http-signature',
    about: 'alg',
    refs: ['RFC9421-3.2', 'RFC9421-3.3.7', 'RFC9421-6.2.2'],
    check({ signature, received }) {
      if (!signature) return undefined
      const { alg } = signature
      if (alg !== null && !httpAlgorithms.has(alg)) return [finding('unregistered', alg)]
      const { reason, seen, expected } = received?.verification ?? {}
      if (reason === 'key-alg') return [finding('differs', seen, expected)]
      return alg === null && !received ? notObserved : []
    },
  }),
  defineRule({
    id: 'hs-keyid',
    on: 'http-signature',
    about: 'keyid',
    refs: ['RFC9421-2.3', 'RFC9421-3.2'],
    check({ signature, received }) {
      if (!signature) return undefined
      if (signature.keyid === null) return [finding('missing')]
      const { reason, keys, source, seen, expected } = received?.verification ?? {}
      if (reason === 'kid-unknown') return [finding('unknown', seen, expected)]
      return keys || source ? [] : notObserved
    },
  }),
  defineRule({
    id: 'hs-signature',
    on: 'http-signature',
    about: 'signature',
    refs: ['RFC9421-3.2', 'RFC9421-2.5'],
    check({ signature, received, exchange }) {
      if (!signature?.signature) return undefined
      if (!received) return notObserved
      const { verification } = received
      if (verification.reason !== 'base-unknown') return signatureFindings(verification)
      const isKnown = exchange.of === 'request' || exchange.method !== null
      return isKnown ? [finding('component', verification.seen)] : notObserved
    },
  }),
  defineRule({
    id: 'hs-digest',
    on: 'http-signature',
    about: 'Content-Digest',
    refs: ['RFC9530-2', 'RFC9530-5', 'FAPI2-HTTP-SIGNATURES'],
    check(signed) {
      const { received, exchange } = signed
      const digests = contentDigests(exchange.headers)
      if (!digests) return exchange.hasBody && isFapi(signed) ? [finding('missing')] : undefined
      const seen = digests.map(({ name }) => name).join(', ')
      if (received?.digest === 'differs') return [finding('differs', seen)]
      if (received?.digest === 'unknown') return [finding('unsupported', seen || '–', 'sha-256')]
      return received?.digest === 'matches' ? [] : notObserved
    },
  }),
] as const
