import { judgeToken } from '@/lib/judge/judge-message'
import type { JsonObject } from '@/lib/model/json'
import type { CreatedJwt } from '@/lib/rules/created-jwt'
import type { TokenKind } from '@/lib/oauth/token-kind'
import {
  assertionClaims,
  ath,
  created,
  jwtBearer,
  objectClaims,
  objectType,
  proofClaims,
  proofIn,
  proofJwk,
  proofThumbprint,
  pushedWith,
  resource,
  sentIn,
} from './created-jwts'
import { accessToken } from './answers'
import { known, textOf, type Golden } from './golden-context'
import { es256, ps256, type TestKey } from './tokens'

const judged = (kind: TokenKind, { context, ...artefact }: CreatedJwt) =>
  judgeToken({ kind, message: null, decryption: null, ...artefact }, context)

const signedBy = (key: TestKey): JsonObject => ({ alg: key.alg, kid: key.jwk.kid })
const proofHeader: JsonObject = { alg: es256.alg, typ: 'dpop+jwt', jwk: proofJwk }

/** Algorithms that the server accepts for DPoP proofs. */
const { metadata } = known('oauth2')
const withProofs = { metadata: { ...metadata, dpop_signing_alg_values_supported: ['ES256'] } }

/** JWTs that a correct client creates for its requests. */
export const golden: Readonly<Record<string, Golden>> = {
  'request object': {
    parts: { header: { ...signedBy(ps256), typ: objectType }, claims: objectClaims },
    judged: async (parts, profile) => {
      const text = await textOf(parts, ps256)
      const request = pushedWith([['request', text]])
      return judged('request-object', await created(text, { request, context: known(profile) }))
    },
  },
  'client assertion': {
    parts: { header: signedBy(ps256), claims: assertionClaims },
    judged: async (parts, profile) => {
      const text = await textOf(parts, ps256)
      const request = sentIn({
        params: [
          ['client_assertion_type', jwtBearer],
          ['client_assertion', text],
        ],
      })
      return judged('client-assertion', await created(text, { request, context: known(profile) }))
    },
  },
  'DPoP proof': {
    parts: { header: proofHeader, claims: proofClaims },
    judged: async (parts, profile) => {
      const text = await textOf(parts, es256)
      const context = known(profile, withProofs)
      return judged('dpop-proof', await proofIn(text, { context }))
    },
  },
  'DPoP proof with an access token': {
    parts: {
      header: proofHeader,
      claims: { ...proofClaims, htm: 'GET', htu: resource, ath, nonce: 'n-1' },
    },
    judged: async (parts, profile) => {
      const text = await textOf(parts, es256)
      const request = sentIn({
        kind: 'resource-request',
        method: 'GET',
        url: resource,
        headers: [
          ['authorization', `DPoP ${accessToken}`],
          ['DPoP', text],
        ],
        boundKeys: [proofThumbprint],
        serverNonce: 'n-1',
      })
      const context = known(profile, withProofs)
      const tokenContext = { ...context.tokenContext, presentedHash: ath }
      return judged(
        'dpop-proof',
        await proofIn(text, { request, context: { ...context, tokenContext } }),
      )
    },
  },
}
