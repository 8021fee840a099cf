import { Provider, type KoaContextWithOIDC } from 'oidc-provider'
// @ts-expect-error This module has no types.
import instance from 'oidc-provider/lib/helpers/weak_cache.js'
import { commonConfiguration } from '../common-configuration.ts'
import type { ServerKeys } from '../keys.ts'
import { customer } from '../settings.ts'
import type { TestClient } from '../test-clients.ts'
import type { Consent, Ecosystem, Json } from './ecosystem.ts'

/** The arrangement revocation endpoint of the CDR. */
export const arrangementPath = '/arrangements/revoke'

interface Options {
  readonly issuer: string
  readonly keys: ServerKeys
  readonly client: TestClient
  readonly ecosystem: Ecosystem
  /** In the CDR, the arrangement of a grant. */
  readonly arrangementOf: ((grantId: string | undefined) => Consent | undefined) | undefined
}

/** Claims of the ID token that repeat the request: the id of the consent in the UK. */
function requestedValues(requested: object | undefined): Json {
  const intent = (requested as Json | undefined)?.['openbanking_intent_id']
  const value = (intent as { readonly value?: unknown } | undefined)?.value
  return value === undefined ? {} : { openbanking_intent_id: value }
}

type Adjust = (body: Json, arrangement: Consent | undefined, issuer: string) => Json

/** What the CDR says of the arrangement, by the route. */
const cdrMembers: Readonly<Record<string, Adjust>> = {
  discovery: (body, _, issuer) => ({
    ...body,
    cdr_arrangement_revocation_endpoint: issuer + arrangementPath,
  }),
  token: (body, arrangement) =>
    arrangement ? { ...body, cdr_arrangement_id: arrangement.id } : body,
  introspection: (body, arrangement) =>
    arrangement?.state === 'active'
      ? { ...body, cdr_arrangement_id: arrangement.id }
      : { active: false },
}

function adjustForCdr(ctx: KoaContextWithOIDC, { issuer, arrangementOf }: Options): void {
  const adjust = cdrMembers[ctx.oidc?.route ?? '']
  if (!arrangementOf || !adjust || ctx.status !== 200) return
  const { AuthorizationCode, RefreshToken } = ctx.oidc.entities
  const arrangement = arrangementOf(RefreshToken?.grantId ?? AuthorizationCode?.grantId)
  ctx.body = adjust(ctx.body as Json, arrangement, issuer)
}

/** Returns oidc-provider for one ecosystem: codes, refresh tokens, client credentials, PAR, introspection. */
export function createConsentProvider(options: Options): Provider {
  const { issuer, keys, client, ecosystem } = options
  const common = commonConfiguration({ codeLifetime: 60 })
  const own = (_ctx: unknown, { clientId }: { readonly clientId?: string | undefined }) =>
    clientId === client.clientId
  const provider = new Provider(issuer, {
    ...common,
    claims: { ...common.claims, openbanking_intent_id: null },
    findAccount: (_ctx, accountId) =>
      accountId === customer.username
        ? {
            accountId,
            claims: (_use, _scope, requested) => ({
              sub: accountId,
              ...customer.claims,
              ...requestedValues(requested),
            }),
          }
        : undefined,
    jwks: { keys: [...keys.signingKeys] },
    clients: [{ ...client.metadata }],
    scopes: [...ecosystem.scopes],
    acrValues: [ecosystem.acr],
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: ['PS256'],
      requestObjectSigningAlgValues: ['PS256'],
      clientAuthSigningAlgValues: ['PS256'],
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      introspection: { enabled: true, allowedPolicy: own },
      revocation: { enabled: true, allowedPolicy: own },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    adjustForCdr(ctx as KoaContextWithOIDC, options)
  })
  return provider
}

/** Adds a scope while the server runs. It drops those that it does not know from a request. */
export function addScope(provider: Provider, scope: string): void {
  const { configuration } = instance(provider) as {
    readonly configuration: { readonly scopes: Set<string> }
  }
  configuration.scopes.add(scope)
}
