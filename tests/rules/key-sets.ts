import { emptyKeySetContext } from '@/lib/facts/key-set-context'
import type { KeySetDocument } from '@/lib/jose/key-set'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '@/lib/rules/artefacts'
import { context } from './artefacts'
import type { RuleProfile } from '@/lib/model/rule-profiles'

type KeySet = Artefacts['jwks']

export const rsa: JsonObject = {
  kty: 'RSA',
  kid: 'rsa',
  use: 'sig',
  alg: 'PS256',
  e: 'AQAB',
  n: Buffer.alloc(256, 0xff).toString('base64url'),
}
export const ec: JsonObject = {
  kty: 'EC',
  kid: 'ec',
  use: 'sig',
  alg: 'ES256',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}
export const okp: JsonObject = {
  kty: 'OKP',
  kid: 'okp',
  use: 'sig',
  alg: 'EdDSA',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

/** A key without some of its members. */
export function without(jwk: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !names.includes(name)))
}

/** A JWKS with this body, fetched. */
export function keySetWith(body: string, overrides: Partial<KeySetDocument> = {}): KeySet {
  return {
    keySet: {
      url: 'https://as.example/jwks',
      status: 200,
      contentType: 'application/jwk-set+json',
      cacheControl: 'max-age=900',
      body,
      ...overrides,
    },
    keySetContext: emptyKeySetContext,
    context,
  }
}

/** A JWKS that contains these keys, fetched. */
export const keySet = (...keys: readonly unknown[]): KeySet => keySetWith(JSON.stringify({ keys }))

/** A JWKS that is one PS256 key, with a different response. */
export const sentWith = (overrides: Partial<KeySetDocument>): KeySet =>
  keySetWith(JSON.stringify({ keys: [rsa] }), overrides)

export const pastedKeys = sentWith({
  url: '',
  status: null,
  contentType: null,
  cacheControl: null,
})
export const notKeys = keySetWith('<!doctype html>')
export const unavailable = keySetWith('down', { status: 503 })

/** The same artefact under a rule profile. */
export const keysUnder = (profile: RuleProfile, artefact: KeySet): KeySet => ({
  ...artefact,
  context: { ...artefact.context, ruleProfile: profile },
})

/** The same artefact, whose signing keys had these names before. */
export const rotatedFrom = (earlierKids: readonly string[], artefact: KeySet): KeySet => ({
  ...artefact,
  keySetContext: { ...artefact.keySetContext, earlierKids },
})
