import * as oauth from 'oauth4webapi'
import { clientAuthOf, signerOf } from '../../sandbox/client-auth.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { ClientId, TestClient } from '../../sandbox/test-clients.ts'
import { fetchOver, type TlsIdentity } from './tls-fetch.ts'
import { createUserAgent, type Stop } from './user-agent.ts'

export const overHttp = { [oauth.allowInsecureRequests]: true } as const

/** The client of this id; throws when the sandbox has none. */
export function clientOf({ clients }: Sandbox, clientId: ClientId): TestClient {
  const found = clients.find((client) => client.clientId === clientId)
  if (!found) throw new Error(`Unknown client: ${clientId}`)
  return found
}

/** What an authorization request says, beyond what every request says. */
export type Parameters = Readonly<Record<string, string>>

/** How an authorization request reaches the server. */
export type Way = 'inline' | 'inline-signed' | 'pushed' | 'pushed-signed'

/** Walks through the pages of the server: log in, choose the data provider, approve. */
export async function approve(issuer: string, url: string): Promise<Stop> {
  const browser = createUserAgent(new URL(issuer).origin)
  let stop = await browser.go(url)
  if (!stop.body.includes('id="log-in"')) return stop
  stop = await browser.submit(stop, { username: 'aisyah', password: 'sandbox-only' })
  if (stop.body.includes('id="choose"')) {
    stop = await browser.submit(stop, { dp_id: 'DP2468013579' })
  }
  return browser.submit(stop, { decision: 'approve' })
}

/** An independent client: oauth4webapi with the keys and secrets of a registered client. */
export async function createClient(
  sandbox: Sandbox,
  clientId: ClientId,
  choices: {
    readonly audience?: string
    readonly auth?: oauth.ClientAuth
    readonly DPoP?: oauth.DPoPHandle
    /** How TLS is spoken; requests then go to the aliases of the endpoints. */
    readonly tls?: TlsIdentity
  } = {},
) {
  const known = clientOf(sandbox, clientId)
  const as = await oauth.processDiscoveryResponse(
    new URL(sandbox.issuer),
    await fetch(sandbox.discoveryUrl),
  )
  const client: oauth.Client = {
    client_id: clientId,
    use_mtls_endpoint_aliases: choices.tls !== undefined,
    id_token_signed_response_alg: known.alg,
    ...(known.metadata.userinfo_signed_response_alg === undefined
      ? {}
      : { userinfo_signed_response_alg: known.metadata.userinfo_signed_response_alg }),
  }
  const auth = () => choices.auth ?? clientAuthOf(known, choices.audience)
  const options = {
    ...overHttp,
    ...(choices.DPoP ? { DPoP: choices.DPoP } : {}),
    ...(choices.tls ? { [oauth.customFetch]: fetchOver(choices.tls) } : {}),
  }
  const codeVerifier = oauth.generateRandomCodeVerifier()
  const redirectUri = known.redirectUris.live

  const parametersOf = async (own: Parameters) => ({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid accounts profile',
    state: 'state-0123456789',
    nonce: 'nonce-0123456789',
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...own,
  })

  const sign = async (parameters: Parameters) => ({
    client_id: clientId,
    request: await oauth.issueRequestObject(as, client, parameters, await signerOf(known)),
  })

  const push = async (parameters: Parameters) =>
    oauth.pushedAuthorizationRequest(as, client, await auth(), parameters, options)

  async function pushed(parameters: Parameters) {
    const response = await push(parameters)
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, response)
    return { client_id: clientId, request_uri }
  }

  const ways: Readonly<Record<Way, (parameters: Parameters) => Promise<Parameters>>> = {
    inline: async (parameters) => parameters,
    'inline-signed': sign,
    pushed,
    'pushed-signed': async (parameters) => pushed(await sign(parameters)),
  }

  async function authorize(own: Parameters = {}, way: Way = 'pushed'): Promise<Stop> {
    const query = await ways[way](await parametersOf(own))
    return approve(sandbox.issuer, `${as.authorization_endpoint}?${new URLSearchParams(query)}`)
  }

  async function grant(type: string, parameters: Parameters): Promise<Response> {
    return oauth.genericTokenEndpointRequest(as, client, await auth(), type, parameters, options)
  }

  const exchange = async (stop: Stop) => {
    const url = new URL(stop.url.replace('#', '?'))
    return grant('authorization_code', {
      code: url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    })
  }

  return {
    as,
    client,
    known,
    auth,
    options,
    codeVerifier,
    parametersOf,
    push,
    authorize,
    grant,
    exchange,
    /** The tokens of an authorization code flow, not validated. */
    tokens: async (own: Parameters = {}, way: Way = 'pushed') =>
      (await exchange(await authorize(own, way))).json(),
  }
}

/** The status and error of a response. */
export async function errorOf(response: Response) {
  const { error } = await response.json()
  return { status: response.status, error }
}
