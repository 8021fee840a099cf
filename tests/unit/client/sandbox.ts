import type { ClientContext } from '@/lib/client/context'
import {
  authorizeUrl,
  makeAuthorization,
  pushAuthorization,
  type Authorization,
} from '@/lib/client/authorization'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { requestConsent } from '../../sandbox/consent.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { codeOf, createUserAgent, type Stop } from '../sandbox/user-agent.ts'
import { contextOf, heldKey, profileOf, recorder, type Recorder } from './harness'

/** Parley as the first client of a sandbox, and all that it sent. */
export interface Acting extends Recorder {
  readonly ctx: ClientContext
  /** The same with another profile or other keys. */
  with(changes: Partial<Profile>, more?: Partial<ClientContext>): ClientContext
}

export async function actAtSandbox(sandbox: Sandbox): Promise<Acting> {
  const [client] = sandbox.clients
  if (!client) throw new Error('There is no client')
  const metadata = (await (await fetch(sandbox.discoveryUrl)).json()) as Metadata
  const profile = profileOf({
    ...clientDefaults.ofm,
    issuer: sandbox.issuer,
    clientId: client.clientId,
    redirectUris: [client.redirectUris.live],
    authorizationDetails: JSON.stringify(requestConsent({ dcId: client.clientId }), null, 2),
    claims: '{"id_token":{"auth_time":null}}',
  })
  const recording = recorder()
  const ctx = contextOf({
    profile,
    metadata,
    signingKey: await heldKey(client.key.privateJwk),
    send: recording.send,
  })
  return {
    ...recording,
    ctx,
    with: (changes, more = {}) => ({ ...ctx, profile: { ...profile, ...changes }, ...more }),
  }
}

export const anything = { redirectUri: null, state: null, nonce: null }

export async function made(ctx: ClientContext): Promise<Authorization> {
  const authorization = await makeAuthorization(ctx, anything)
  if ('issues' in authorization) throw new Error(JSON.stringify(authorization.issues))
  return authorization
}

/** Opens an authorize URL, logs in, chooses a bank where asked, and approves. */
export async function approve(url: string): Promise<Stop> {
  const browser = createUserAgent(new URL(url).origin)
  let stop = await browser.go(url)
  if (!stop.body.includes('id="log-in"')) return stop
  stop = await browser.submit(stop, { username: 'aisyah', password: 'sandbox-only' })
  if (stop.body.includes('id="choose"'))
    stop = await browser.submit(stop, { dp_id: 'DP2468013579' })
  return browser.submit(stop, { decision: 'approve' })
}

/** A code, as a person gets it who pushes a request and approves it. */
export async function getCode(ctx: ClientContext) {
  const authorization = await made(ctx)
  const { requestUri, issues } = await pushAuthorization(ctx, authorization)
  const url = authorizeUrl(ctx, authorization, requestUri)
  if (issues.length > 0 || typeof url !== 'string') throw new Error(JSON.stringify(issues))
  const code = codeOf(await approve(url))
  const { redirectUri, codeVerifier, nonce } = authorization
  return { code, redirectUri, codeVerifier, nonce, maxAge: null }
}

/** The JSON of the last answer. */
export function bodyOf({ answer }: { readonly answer: { readonly ok: boolean } | null }) {
  const { body = '{}' } = (answer ?? {}) as { readonly body?: string }
  return JSON.parse(body) as Readonly<Record<string, unknown>>
}
