import type { ClientContext, Send } from '@/lib/client/client-context'
import {
  authorizeUrl,
  makeAuthorization,
  pushAuthorization,
  type Authorization,
} from '@/lib/client/authorization'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { clientDefaults, emptyDraft } from '@/lib/oauth/profile-defaults'
import { requestConsent } from '../../sandbox/consent.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { ClientId } from '../../sandbox/test-clients.ts'
import { approve } from '../sandbox/client.ts'
import { codeOf } from '../sandbox/user-agent.ts'
import { contextOf, heldKey, profileOf, recorder, type Recorder } from './harness'

/** Parley as the first client of a sandbox, and all that it sent. */
export interface Acting extends Recorder {
  readonly ctx: ClientContext
  /** The same with another profile or other keys. */
  with(changes: Partial<Profile>, more?: Partial<ClientContext>): ClientContext
}

export async function actAtSandbox(
  sandbox: Sandbox,
  clientId?: ClientId,
  via?: Send,
): Promise<Acting> {
  const client = sandbox.clients.find((known) => known.clientId === (clientId ?? known.clientId))
  if (!client) throw new Error('Unknown client')
  const metadata = (await (await fetch(sandbox.discoveryUrl)).json()) as Metadata
  const { kind } = sandbox.settings
  const profile = profileOf({
    ...clientDefaults[kind === 'malaysia' ? 'ofm' : 'fapi2'],
    scope: 'openid accounts profile',
    issuer: sandbox.issuer,
    clientId: client.clientId,
    redirectUris: [client.redirectUris.live],
    clientAuth: { ...emptyDraft.clientAuth, method: client.authMethod },
    authorizationDetails: JSON.stringify(requestConsent({ dcId: client.clientId }), null, 2),
    claims: '{"id_token":{"auth_time":null}}',
  })
  const recording = recorder(via)
  const ctx = contextOf({
    profile,
    metadata,
    signingKey: await heldKey({ ...client.key.privateJwk, alg: client.alg }),
    secret: client.secret ?? null,
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

/** A code, as a person gets it who pushes a request and approves it. */
export async function getCode(ctx: ClientContext) {
  const authorization = await made(ctx)
  const { requestUri, issues } = await pushAuthorization(ctx, authorization)
  const url = authorizeUrl(ctx, authorization, requestUri)
  if (issues.length > 0 || typeof url !== 'string') throw new Error(JSON.stringify(issues))
  const code = codeOf(await approve(ctx.profile.issuer, url))
  const { redirectUri, codeVerifier, nonce } = authorization
  return { code, redirectUri, codeVerifier, nonce, maxAge: null }
}

/** The JSON of the last answer. */
export function bodyOf({ response }: { readonly response: { readonly ok: boolean } | null }) {
  const { body = '{}' } = (response ?? {}) as { readonly body?: string }
  return JSON.parse(body) as Readonly<Record<string, unknown>>
}
