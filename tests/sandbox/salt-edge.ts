import { createApp } from './app.ts'
import { createAssignments } from './assignments.ts'
import { forgetSession, interactionPath, notFound, pathOf, rewrite, sendJson } from './handlers.ts'
import { createInteractionHandler } from './interaction.ts'
import { createServerKeys } from './keys.ts'
import { openPorts, type Handler } from './ports.ts'
import type { Sandbox } from './sandbox.ts'
import { createSaltEdgeProvider, saltEdgeClients, saltEdgePaths } from './salt-edge-provider.ts'
import { createTokenFront, problem, providerCodes, refusalOf } from './salt-edge-token.ts'
import { settingsFrom } from './settings.ts'
import { createClient, type SaltEdgeClientId } from './test-clients.ts'

/**
 * A server as Salt Edge's for PSD2: one hub for many banks, which are distinguished by a provider code.
 *
 * - The metadata is only at `/.well-known/openid-configuration/:provider_code`; the issuer is the hub.
 * - The authorization endpoint is the bank's own, `/:provider_code/authorize`; no PAR, no UserInfo, no introspection.
 * - The token endpoint requires `provider_code` with all three grants, of the bank that gave the code or refresh token.
 * - Errors are JSON with `error_class` and `error_message`; see `salt-edge-token.ts` for the codes that provoke them.
 * - The clients: `salt-edge-basic` (client_secret_basic), `salt-edge-rs256` and `salt-edge-ps256` (private_key_jwt).
 */
export interface SaltEdge extends Pick<Sandbox, 'issuer' | 'clients' | 'origins' | 'close'> {
  readonly app: Pick<Sandbox['app'], 'calls'>
  readonly providerCodes: typeof providerCodes
  readonly discoveryUrl: (providerCode: string) => string
}

const discoveryPath = /^\/\.well-known\/openid-configuration\/([^/]+)$/

/** Starts the hub, its banks and the application on loopback ports. */
export async function startSaltEdge(): Promise<SaltEdge> {
  const settings = settingsFrom({ kind: 'wide', dpop: 'off', responseModes: ['query'] })
  const { origins, serve, close } = await openPorts({}, {})
  const issuer = origins.backChannel
  const place = { origins, settings, authority: undefined }
  const plans = Object.entries(saltEdgeClients) as [
    SaltEdgeClientId,
    (typeof saltEdgeClients)[SaltEdgeClientId],
  ][]
  const [keys, clients] = await Promise.all([
    createServerKeys(['RS256']),
    Promise.all(plans.map(([id, plan]) => createClient(id, plan, place))),
  ])
  const provider = createSaltEdgeProvider({ issuer, keys, clients })
  const token = createTokenFront(provider)
  const answer = provider.callback()
  const assignments = createAssignments()
  const interact = createInteractionHandler(provider, {
    assignments,
    resource: issuer,
    decision: 'ask',
  })
  const app = createApp()

  const metadataOf = (providerCode: string) => ({
    issuer,
    authorization_endpoint: `${origins.authorization}/${providerCode}/authorize`,
    token_endpoint: issuer + saltEdgePaths.token,
    registration_endpoint: `${origins.registration}/open_banking/tpp/register`,
    service_documentation: `${origins.registration}/docs/open_banking`,
    jwks_uri: `${origins.jwks}/oidc/${providerCode}/jwks`,
    scopes_supported: ['openid', 'accounts', 'payments', 'fundsconfirmations'],
    response_types_supported: ['code'],
    grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
    request_object_signing_alg_values_supported: ['RS256', 'PS256'],
  })

  const hub: Handler = (req, res) => {
    const path = pathOf(req)
    if (path === saltEdgePaths.token) return token(req, res)
    const providerCode = discoveryPath.exec(path)?.[1]
    if (providerCode === undefined) return problem(res, 'NotFound', 'Not found')
    const refusal = refusalOf(providerCode)
    return refusal
      ? problem(res, ...refusal)
      : sendJson(res, 200, metadataOf(providerCode), { 'access-control-allow-origin': '*' })
  }

  const bank: Handler = (req, res) => {
    const path = pathOf(req)
    if (interactionPath.test(path)) return interact(req, res)
    const [, providerCode = '', endpoint] = path.split('/')
    if (endpoint !== 'authorize' || refusalOf(providerCode)) return notFound(res)
    forgetSession(req)
    rewrite(req, (req.url ?? '').slice(providerCode.length + 1))
    return answer(req, res)
  }

  serve({
    authorization: bank,
    backChannel: hub,
    jwks: (_req, res) => {
      const { kty, use, kid, e, n } = keys.jwks().keys[0] ?? {}
      return sendJson(res, 200, { keys: [{ kty, use, kid, e, n }] })
    },
    registration: (_req, res) => notFound(res),
    mtls: (_req, res) => notFound(res),
    app: app.handle,
    sameSiteApp: app.handle,
    secureApp: (_req, res) => notFound(res),
  })

  return {
    issuer,
    origins,
    clients,
    providerCodes,
    discoveryUrl: (providerCode) => `${issuer}/.well-known/openid-configuration/${providerCode}`,
    app: { calls: app.calls },
    close,
  }
}
