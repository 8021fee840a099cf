import { decodeJwt } from '@/lib/jose/decode'
import { withPayload } from '@/lib/jose/detached'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import { base64urlOf } from '@/lib/model/octets'
import { judge } from '@/lib/rules/run'
import { known, one, type Golden } from './golden-context'
import {
  brClaims,
  http,
  ofBrRequest,
  ofRequest,
  signRaw,
  ukBody,
  ukHeader,
} from './signed-payloads'
import { now, ps256 } from './tokens'

const keys = { keys: [ps256.jwk], source: 'jwks_uri' } as const
const payload = base64urlOf(new TextEncoder().encode(ukBody))

/** Signed messages of a correct sender. */
export const golden: Readonly<Record<string, Golden>> = {
  'detached signature': {
    parts: { header: ukHeader },
    judged: async ({ header = {} }, profile) => {
      const [head = '', , signature = ''] = (await signRaw(header, ukBody)).split('.')
      const jwt = withPayload(decodeJwt(`${head}..${signature}`), payload)
      const verification = await verifyJwt(jwt, keys)
      const context = known(profile)
      const artefact = { jwt, verification, exchange: ofRequest(), context }
      return one(judge('payload-signature', artefact, profile, 'x-jws-signature'))
    },
  },
  'signed body': {
    parts: { header: { alg: 'PS256', kid: ps256.jwk.kid, typ: 'JWT' }, claims: brClaims },
    judged: async ({ header = {}, claims = {} }, profile) => {
      const jwt = decodeJwt(await signRaw(header, JSON.stringify(claims)))
      const artefact = {
        jwt,
        verification: await verifyJwt(jwt, keys),
        exchange: ofBrRequest(),
        context: known(profile),
      }
      return one([
        ...judge('jwt', artefact, profile, 'body'),
        ...judge('signed-body', artefact, profile, 'body'),
      ])
    },
  },
  'HTTP message signature': {
    parts: { input: { created: now - 2, keyid: 'k', tag: 'fapi-2-request' } },
    judged: ({ input = {} }, profile) => {
      const artefact = { ...http({ input: written(input) }), context: known(profile) }
      return Promise.resolve(one(judge('http-signature', artefact, profile, 'Signature')))
    },
  },
}

function written(input: JsonObject): string {
  const components = '("@method" "@target-uri" "authorization" "content-digest")'
  const params = Object.entries(input).map(([name, value]) => `;${name}=${JSON.stringify(value)}`)
  return components + params.join('')
}
