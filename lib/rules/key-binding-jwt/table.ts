import { isAlgNone, symmetricAlgorithms } from '@/lib/jose/algorithms'
import type { DecodedJwt } from '@/lib/jose/types'
import { isObject } from '@/lib/model/json'
import { tokenType } from '@/lib/oauth/token-kind'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isJudged, show } from '../token-reading'

/** Whether `alg` is that of a digital signature; a MAC does not count. */
function isSigned({ header }: DecodedJwt): boolean {
  const alg = header?.['alg']
  return typeof alg === 'string' && !isAlgNone(alg) && !symmetricAlgorithms.has(alg)
}

/** Whether the issuer names a key of the holder. */
function isBound(issuerSigned: DecodedJwt | null): boolean {
  const cnf = issuerSigned?.payload?.['cnf']
  return isObject(cnf) && Object.keys(cnf).length > 0
}

export const table = [
  defineRule({
    id: 'kb-header',
    on: 'key-binding-jwt',
    about: 'header',
    refs: ['RFC9901-4.3'],
    check({ jwt }) {
      if (!jwt.header) return undefined
      const { typ, alg } = jwt.header
      return [
        ...(tokenType(jwt.header) === 'kb+jwt' ? [] : [finding('typ', show(typ ?? '–'), 'kb+jwt')]),
        ...(isSigned(jwt) ? [] : [finding('none', show(alg ?? '–'))]),
      ]
    },
  }),
  defineRule({
    id: 'kb-signature',
    on: 'key-binding-jwt',
    about: 'signature',
    refs: ['RFC9901-4.3.2', 'RFC9901-7.3'],
    check({ jwt, verification, issuerSigned }) {
      if (!isSigned(jwt)) return undefined
      const { status, reason, jwk, seen, expected } = verification
      if (reason === 'holder-key-missing' && !isBound(issuerSigned)) return [finding('no_cnf')]
      if (!isJudged(verification)) return notObserved
      if (status === 'valid') return []
      return [
        reason === 'signature'
          ? finding('differs', jwk?.kid ?? jwk?.thumbprint)
          : finding('differs', seen, expected),
      ]
    },
  }),
] as const
