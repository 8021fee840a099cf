import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { ClientContext, Send, SentRequest, HttpResult } from '@/lib/client/client-context'
import { sendRequest } from '@/lib/client/http'
import type { Endpoint } from '@/lib/model/endpoint'
import type { PrivateKeyHandle } from '@/lib/model/key'
import type { Profile } from '@/lib/oauth/profile'
import { emptyDraft } from '@/lib/oauth/profile-defaults'

/** A request that was sent, and its response. */
interface Exchange {
  readonly endpoint: Endpoint
  readonly request: SentRequest
  readonly response: HttpResult
}

export interface Recorder {
  readonly send: Send
  readonly exchanges: Exchange[]
}

/** Sends over the network and keeps everything. */
export function recorder(via: Send = (_, request) => sendRequest(fetch, request)): Recorder {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    send: async (endpoint, request) => {
      const response = await via(endpoint, request)
      exchanges.push({ endpoint, request, response })
      return response
    },
  }
}

/** Answers without any network. */
export const answering = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
  truncated = false,
): Send => {
  return async (_, { url }) => ({
    ok: true,
    url,
    status,
    headers: Object.entries(headers),
    body,
    truncated,
  })
}

export const issuer = 'https://auth.example'

export const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  pushed_authorization_request_endpoint: `${issuer}/par`,
  userinfo_endpoint: `${issuer}/userinfo`,
  introspection_endpoint: `${issuer}/introspection`,
  revocation_endpoint: `${issuer}/revocation`,
  id_token_signing_alg_values_supported: ['PS256'],
}

export function profileOf(changes: Partial<Profile> = {}): Profile {
  return {
    ...emptyDraft,
    id: 'p1',
    name: 'Example',
    issuer,
    clientId: 'client-1',
    redirectUris: ['https://app.example/cb'],
    requestAs: 'parameters',
    clientAuth: { ...emptyDraft.clientAuth, method: 'none' },
    headers: [],
    createdAt: 0,
    ...changes,
  }
}

export function contextOf(changes: Partial<ClientContext> = {}): ClientContext {
  return {
    profile: profileOf(),
    metadata,
    signingKey: null,
    dpop: null,
    secret: null,
    send: answering(200, '{}'),
    variables: { now: Date.now(), values: new Map(), uuid: () => crypto.randomUUID() },
    now: Date.now,
    ...changes,
  }
}

/** A private JWK as Parley holds it, for the algorithm that it names. */
export async function heldKey(jwk: JWK): Promise<PrivateKeyHandle> {
  const { kid = '', alg = '', kty = '' } = jwk
  return {
    info: {
      id: `key-${kid}`,
      use: 'sig',
      kid,
      alg,
      algs: [alg],
      kty,
      crv: jwk.crv ?? null,
      size: null,
      thumbprint: '',
      publicJwk: {},
      x5c: [],
      origin: 'imported',
      createdAt: 0,
    },
    privateKey: (await importJWK(jwk, alg, { extractable: false })) as CryptoKey,
  }
}

export async function keyOf(alg: string, kid = 'k1'): Promise<PrivateKeyHandle> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return heldKey({ ...(await exportJWK(privateKey)), alg, kid })
}

export function dpopKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
}

/** What a form body says. */
export function formOf({ body }: SentRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body))
}
