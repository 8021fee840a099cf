import {
  ClientSecretBasic,
  ClientSecretJwt,
  ClientSecretPost,
  modifyAssertion,
  None,
  PrivateKeyJwt,
  type ClientAuth,
  type ModifyAssertionFunction,
} from 'oauth4webapi'
import { readJsonText } from '@/lib/oauth/authorize-params'
import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import type { JsonObject } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import type { PrivateKeyHandle } from '@/lib/model/key'
import type { AssertionAudience } from '@/lib/oauth/profile'
import { changeJwt } from '@/lib/oauth/request-values'
import type { ClientContext } from './client-context'
import { endpointUrl } from './endpoints'

type Refused = { readonly issues: readonly Issue[] }
type Make = (ctx: ClientContext, url: string) => ClientAuth | Refused

const methods: Readonly<Record<ClientAuthMethod, Make>> = {
  private_key_jwt: (ctx, url) => {
    const key = signer(ctx)
    if ('issues' in key) return key
    const modify = assertionModifier(ctx, url, key.alg)
    return 'issues' in modify ? modify : PrivateKeyJwt(key, { [modifyAssertion]: modify.modify })
  },
  client_secret_jwt: (ctx, url) => {
    const modify = assertionModifier(ctx, url, 'HS256')
    if ('issues' in modify) return modify
    return withSecret(ctx, (secret) =>
      ClientSecretJwt(secret, { [modifyAssertion]: modify.modify }),
    )
  },
  client_secret_basic: (ctx) => withSecret(ctx, ClientSecretBasic),
  client_secret_post: (ctx) => withSecret(ctx, ClientSecretPost),
  tls_client_auth: () => None(),
  self_signed_tls_client_auth: () => None(),
  none: () => None(),
}

/**
 * The client authentication at an endpoint, by the method of the profile; or the issues that prevent
 * it.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3)
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-2.2)
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-2)
 */
export function authenticate(ctx: ClientContext, url: string): ClientAuth | Refused {
  return methods[ctx.profile.clientAuth.method](ctx, url)
}

/** The key that the client signs with, in the shape of oauth4webapi. */
export function signer(
  ctx: ClientContext,
): { readonly key: CryptoKey; readonly kid?: string; readonly alg: string } | Refused {
  const held: PrivateKeyHandle | null = ctx.signingKey
  if (!held) return { issues: [{ code: 'signing_key_missing', field: 'signingKeyId' }] }
  const { alg, kid } = held.info
  return { key: held.privateKey, alg, ...(kid === '' ? {} : { kid }) }
}

function withSecret(ctx: ClientContext, make: (secret: string) => ClientAuth) {
  if (!ctx.secret) return { issues: [{ code: 'client_secret_missing', field: 'clientSecret' }] }
  return make(ctx.secret)
}

const audiences: Readonly<
  Record<AssertionAudience, (ctx: ClientContext, url: string) => string | Issue>
> = {
  issuer: ({ profile }) => profile.issuer,
  token_endpoint: (ctx) => endpointUrl(ctx, 'token'),
  called_endpoint: (_, url) => url,
}

/** Sets the audience, the lifetime and the extra claims of the client assertion. */
function assertionModifier(
  ctx: ClientContext,
  url: string,
  alg: string,
): { readonly modify: ModifyAssertionFunction } | Refused {
  const { audience, lifetime, extraClaims, extraHeader } = ctx.profile.clientAuth
  const aud = audiences[audience](ctx, url)
  const claims = readJsonText(extraClaims, 'object', 'clientAuth.extraClaims')
  const header = readJsonText(extraHeader, 'object', 'clientAuth.extraHeader')
  const issues = [
    ...(typeof aud === 'string' ? [] : [aud]),
    ...('issue' in claims ? [claims.issue] : []),
    ...('issue' in header ? [header.issue] : []),
  ]
  if (issues.length > 0 || 'issue' in claims || 'issue' in header) return { issues }
  return {
    modify: (protectedHeader, payload) => {
      Object.assign(protectedHeader, { alg }, header.value as JsonObject | null)
      Object.assign(payload, { aud, exp: Number(payload['iat']) + lifetime }, claims.value)
      if (ctx.jwts) changeJwt(protectedHeader, payload, ctx.jwts.assertion)
    },
  }
}
