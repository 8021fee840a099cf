import { SignJWT, exportJWK } from 'jose'
import { createStore } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { JsonObject } from '@/lib/model/json'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { issuer as issuerA, redirectUri } from '../flow/browser'
import { createKey, type TestKey } from '../../rules/tokens'
import { app, browser, draft, reset, restart } from './harness'

export { issuerA }
export const issuerB = 'https://bank-b.example'
export const issuers = { a: issuerA, b: issuerB }
export const clients = { a: 'tpp', b: 'client-b' }

/** Seconds of the browser's clock. */
export const now = 1000

const key = (kid: string) => createKey('ES256', kid)

/** The issuers and clients use the same kids: only the choice of the signer distinguishes their keys. */
export const keys = {
  a: await key('sig'),
  b: await key('sig'),
  clientA: await key('cli'),
  clientB: await key('cli'),
  wrongA: await key('sig'),
  wrongB: await key('sig'),
  wrongClient: await key('cli'),
  proof: await key('proof'),
  wrongProof: await key('proof'),
  statement: await key('ssa'),
}

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
})

/** Serves an issuer's metadata and its keys; null serves no keys. */
export function serve(issuer: string, served: TestKey | null): void {
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json(metadataOf(issuer)),
  )
  browser.state.answers.set(`${issuer}/jwks`, () =>
    served ? Response.json({ keys: [served.jwk] }) : new Response('', { status: 500 }),
  )
}

export async function importSigningKey({ privateKey, jwk }: TestKey): Promise<string> {
  const answer = await app.handlers.keyImport({
    text: JSON.stringify(await exportJWK(privateKey)),
    index: 0,
    use: 'sig',
    alg: 'ES256',
    kid: jwk.kid,
    certificate: null,
  })
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  return answer.id
}

export async function addProfile(changes: Partial<ProfileDraft>): Promise<string> {
  const answer = await app.handlers.profileSave({ ...draft, ...changes })
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  await app.onAccessChanged()
  return answer.id
}

/** Bank A is current, bank B is not. */
export async function twoBanks(served: { readonly keys: boolean } = { keys: true }) {
  reset()
  serve(issuerA, served.keys ? keys.a : null)
  serve(issuerB, served.keys ? keys.b : null)
  const b = await addProfile({
    name: 'Bank B',
    ruleProfile: 'oauth2',
    issuer: issuerB,
    clientId: clients.b,
    redirectUris: ['https://app.example/b'],
    signingKeyId: served.keys ? await importSigningKey(keys.clientB) : null,
  })
  const a = await addProfile({
    name: 'Bank A',
    ruleProfile: 'oauth2',
    signingKeyId: served.keys ? await importSigningKey(keys.clientA) : null,
  })
  return { a, b }
}

export function signed(
  claims: JsonObject,
  { privateKey, jwk, alg }: TestKey,
  header: JsonObject = {},
): Promise<string> {
  const members = Object.fromEntries(
    Object.entries({ alg, kid: jwk.kid, ...header }).filter(([, value]) => value !== undefined),
  )
  return new SignJWT(claims).setProtectedHeader(members as { alg: string }).sign(privateKey)
}

export const inspect = (
  text: string,
  more: { jwks?: string; flowId?: string; payload?: string; nonce?: string } = {},
) =>
  app.handlers.tokenInspect({
    text,
    flowId: null,
    jwks: null,
    nonce: null,
    payload: null,
    kind: null,
    anyKey: false,
    ...more,
  })

type Owner = Pick<Flow, 'profileId' | 'issuer' | 'clientId'>

/** Puts a flow with these messages into storage. */
export async function putFlow(owner: Owner, messages: readonly OAuthMessage[]): Promise<Flow> {
  const start = { id: 'f', createdAt: 1, tabId: 1, incognito: false, cookieStoreId: null } as const
  const flow: Flow = {
    ...emptyFlow({ ...start, matchedBy: 'shape' }, null),
    redirectUris: [redirectUri],
    ...owner,
    messages,
  }
  await createStore(browser.ports).run((_, save) => save({ putFlows: [flow] }))
  restart()
  return flow
}
