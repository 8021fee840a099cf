import * as oauth from 'oauth4webapi'
import { sandboxHeaders } from './adjustments.ts'
import type { Assignment } from './assignments.ts'
import { clientAuthOf, signerOf } from './client-auth.ts'
import { requestConsent } from './consent.ts'
import { endpointsOf, type Origins } from './origins.ts'
import type { ClientId, TestClient } from './test-clients.ts'
import { published, type ResponseMode, type SandboxSettings } from './settings.ts'

/** The options of a push; all have a sensible default. */
export interface PushOptions extends Assignment {
  /** The live page of the application if undefined. */
  readonly redirectUri?: string
  readonly state?: string
  readonly nonce?: string
  readonly scope?: string
  /** The data provider; if undefined, the user chooses. */
  readonly dpId?: string
  readonly permissions?: readonly string[]
  readonly responseMode?: ResponseMode
  /** `code` if undefined. */
  readonly responseType?: string
  readonly prompt?: string
  readonly clientId?: ClientId
}

/** A response as a tester's client shows and copies it. */
interface RawResponse {
  readonly status: number
  /** The JSON of the body. */
  readonly body: Readonly<Record<string, unknown>>
  /** Status line, headers, an empty line and the body, as text. */
  readonly raw: string
}

export interface Pushed extends RawResponse {
  readonly clientId: ClientId
  readonly requestUri: string
  /** Seconds. */
  readonly expiresIn: number
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly redirectUri: string
}

export interface Exchanged extends RawResponse {
  readonly accessToken?: string
  readonly refreshToken?: string
  readonly idToken?: string
}

export interface DataConsumer {
  /** Signs and pushes an authorization request; throws if the server refuses it. */
  readonly push: (options?: PushOptions) => Promise<Pushed>
  /** Sends a code to the token endpoint and returns any response. */
  readonly exchange: (input: {
    readonly code: string
    readonly redirectUri: string
    readonly codeVerifier: string
    readonly clientId?: ClientId
  }) => Promise<Exchanged>
  /** Sends a refresh token to the token endpoint and returns any response. */
  readonly refresh: (input: {
    readonly refreshToken: string
    readonly clientId?: ClientId
  }) => Promise<Exchanged>
}

const fiveMinutes = 5 * 60

async function readRaw(response: Response): Promise<RawResponse> {
  const text = await response.text()
  const statusLine = `HTTP/1.1 ${response.status} ${response.statusText}`
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  return {
    status: response.status,
    body: JSON.parse(text),
    raw: [statusLine, ...headers, '', text].join('\n'),
  }
}

function readTokens(response: RawResponse): Exchanged {
  const { access_token, refresh_token, id_token } = response.body
  return {
    ...response,
    ...(typeof access_token === 'string' ? { accessToken: access_token } : {}),
    ...(typeof refresh_token === 'string' ? { refreshToken: refresh_token } : {}),
    ...(typeof id_token === 'string' ? { idToken: id_token } : {}),
  }
}

type Endpoint = 'pushed_authorization_request_endpoint' | 'token_endpoint'

const audienceOf: Readonly<
  Record<
    SandboxSettings['assertionAudience'],
    (server: oauth.AuthorizationServer, endpoint: Endpoint) => string | undefined
  >
> = {
  issuer: ({ issuer }) => issuer,
  'token-endpoint': (server) => server.token_endpoint,
  'called-endpoint': (server, endpoint) => server[endpoint],
}

const overHttp = { [oauth.allowInsecureRequests]: true }

/** The headers that ask the server for special behaviour. */
function headersOf(wanted: Assignment): Headers {
  const headers = new Headers()
  for (const name of ['fault', 'redirectBy', 'decision'] as const) {
    const value = wanted[name]
    if (value) headers.set(sandboxHeaders[name], value)
  }
  return headers
}

/** The authorization URL of a pushed request, as opened in a browser. */
export function authorizeUrlOf(
  issuer: string,
  { clientId, requestUri }: Pick<Pushed, 'clientId' | 'requestUri'>,
): string {
  const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri })
  return `${issuer}${published.paths.authorization}?${query}`
}

/** Returns the actions of a tester with an API client, for one of the registered clients. */
export function createDataConsumer(options: {
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly clients: readonly TestClient[]
  /** The first client if undefined. */
  readonly clientId: ClientId | undefined
}): DataConsumer {
  const server: oauth.AuthorizationServer = endpointsOf(options.origins, options.settings)

  async function actAs(
    endpoint: Endpoint,
    clientId: ClientId | undefined = options.clientId ?? options.clients[0]?.clientId,
  ) {
    const known = options.clients.find((client) => client.clientId === clientId)
    if (!known) throw new Error(`Unknown client: ${clientId}`)
    return {
      client: { client_id: known.clientId },
      auth: await clientAuthOf(
        known,
        audienceOf[options.settings.assertionAudience](server, endpoint),
      ),
      signer: await signerOf(known),
      known,
    }
  }

  async function push(wanted: PushOptions = {}): Promise<Pushed> {
    const { client, auth, signer, known } = await actAs(
      'pushed_authorization_request_endpoint',
      wanted.clientId,
    )
    const codeVerifier = oauth.generateRandomCodeVerifier()
    const sent = {
      redirectUri: wanted.redirectUri ?? known.redirectUris.live,
      state: wanted.state ?? oauth.generateRandomState(),
      nonce: wanted.nonce ?? oauth.generateRandomNonce(),
    }
    const details = requestConsent({
      dcId: known.clientId,
      dpId: wanted.dpId,
      permissions: wanted.permissions,
    })
    const parameters = {
      response_type: wanted.responseType ?? 'code',
      redirect_uri: sent.redirectUri,
      state: sent.state,
      nonce: sent.nonce,
      scope: wanted.scope ?? published.scopes.join(' '),
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      claims: JSON.stringify({ id_token: { auth_time: null, acr: null, id_type: null } }),
      ...(wanted.responseMode === undefined ? {} : { response_mode: wanted.responseMode }),
      // A silent request cannot grant anything new.
      ...(wanted.prompt === 'none' ? {} : { authorization_details: JSON.stringify(details) }),
      ...(wanted.prompt === undefined ? {} : { prompt: wanted.prompt }),
    }
    const request = await oauth.issueRequestObject(server, client, parameters, signer, {
      [oauth.modifyAssertion]: (_header, claims) => {
        claims['exp'] = Number(claims['iat']) + fiveMinutes
      },
    })
    const response = await readRaw(
      await oauth.pushedAuthorizationRequest(
        server,
        client,
        auth,
        { request },
        { ...overHttp, headers: headersOf(wanted) },
      ),
    )
    if (response.status !== 201) throw new Error(`The push was refused\n${response.raw}`)
    return {
      ...response,
      ...sent,
      codeVerifier,
      clientId: known.clientId,
      requestUri: String(response.body['request_uri']),
      expiresIn: Number(response.body['expires_in']),
    }
  }

  async function grant(
    type: string,
    parameters: Record<string, string>,
    clientId: ClientId | undefined,
  ) {
    const { client, auth } = await actAs('token_endpoint', clientId)
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      auth,
      type,
      parameters,
      overHttp,
    )
    return readTokens(await readRaw(response))
  }

  return {
    push,
    exchange: ({ code, redirectUri, codeVerifier, clientId }) =>
      grant(
        'authorization_code',
        { code, redirect_uri: redirectUri, code_verifier: codeVerifier },
        clientId,
      ),
    refresh: ({ refreshToken, clientId }) =>
      grant('refresh_token', { refresh_token: refreshToken }, clientId),
  }
}
