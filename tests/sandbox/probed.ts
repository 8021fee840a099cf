import { createPrivateKey, createHash, randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { CompactSign, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import type { Handler } from './ports.ts'
import { published } from './settings.ts'
import type { TestClient } from './test-clients.ts'

/** A wrong thing that the server accepts: the step of a negative test, by the name that Parley gives it. */
export type Wrong = keyof typeof repairs | 'S01' | 'S19' | 'S09-8-seconds'

/** How the server treats wrong requests. oidc-provider refuses most of them by itself. */
export interface Probed {
  /** Accepts these wrong things from now on, and no others. */
  readonly accept: (...wrong: readonly Wrong[]) => void
  /** Refuses with the status and code that the clauses name, also what oidc-provider accepts or refuses otherwise. */
  readonly beExact: (on: boolean, rules?: 'fapi1') => void
  /** Responds to every push with this status from now on; null stops that. */
  readonly answerWith: (status: number | null) => void
  /** The pushes so far: when each arrived, in milliseconds since the epoch, and its method. */
  readonly pushes: () => readonly { readonly at: number; readonly method: string }[]
  readonly atPar: (handler: Handler) => Handler
  readonly atAuthorization: (handler: Handler) => Handler
}

interface Repairing {
  readonly form: URLSearchParams
  readonly client: TestClient
  readonly issuer: string
}

type Repair = (request: Repairing) => Promise<void> | void
type Claims = JWTPayload & Record<string, unknown>

const now = () => Math.floor(Date.now() / 1000)

async function signed({ key, alg }: TestClient, typ: string | undefined, claims: Claims) {
  const header = { alg, kid: key.kid, ...(typ === undefined ? {} : { typ }) }
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader(header)
    .sign(createPrivateKey({ key: key.privateJwk, format: 'jwk' }))
}

/** Opens a JWT of the form, lets the repair change its claims, and signs it again. */
const inJwt =
  (
    name: 'request' | 'client_assertion',
    repair: (claims: Claims, request: Repairing) => Claims,
  ): Repair =>
  async (request) => {
    const { form, client } = request
    const jwt = form.get(name)
    if (jwt === null) return
    const { typ } = decodeProtectedHeader(jwt)
    form.set(name, await signed(client, typ, repair(decodeJwt(jwt), request)))
  }

const inAssertion = (repair: (claims: Claims, request: Repairing) => Claims) =>
  inJwt('client_assertion', repair)

/** Changes parameters in the request object, or in the form without one. */
const inParameters =
  (change: (request: Repairing) => Record<string, string>): Repair =>
  async (request) => {
    if (request.form.has('request'))
      return inJwt('request', (claims) => ({ ...claims, ...change(request) }))(request)
    for (const [name, value] of Object.entries(change(request))) request.form.set(name, value)
  }

const issuerOnly = inAssertion((claims, { issuer }) => ({ ...claims, aud: issuer }))
const timely = (claims: Claims) => ({ ...claims, iat: now(), nbf: now(), exp: now() + 60 })
const timelyAssertion = inAssertion(timely)
const ownSubject = inAssertion((claims) => ({ ...claims, sub: String(claims['iss']) }))
const asClaimed = inJwt('request', (claims) => claims)
const timelyObject = inJwt('request', (claims) => ({ ...timely(claims), exp: now() + 300 }))
const challenge = () => createHash('sha256').update(randomBytes(32)).digest('base64url')
const asCode = inParameters(() => ({ response_type: 'code' }))
const atRegistered = inParameters(({ client }) => ({ redirect_uri: client.redirectUris.live }))

const repairs = {
  'S02-form': ({ form }) => form.delete('request_uri'),
  'S02-request-object': inJwt('request', ({ request_uri: _, ...claims }) => claims),
  S03: inParameters(() => ({ code_challenge: challenge(), code_challenge_method: 'S256' })),
  S04: inParameters(() => ({ code_challenge_method: 'S256' })),
  S05: issuerOnly,
  'S06-token-endpoint': issuerOnly,
  'S06-par-endpoint': issuerOnly,
  S07: issuerOnly,
  S08: timelyAssertion,
  'S09-65-seconds': timelyAssertion,
  'S10-no-sub': ownSubject,
  'S10-other-sub': ownSubject,
  S11: inAssertion((claims) => claims),
  S12: inAssertion((claims) => ({ ...claims, jti: randomUUID() })),
  S13: asClaimed,
  S14: asClaimed,
  S15: inJwt('request', (claims, { issuer }) => ({ ...claims, aud: issuer })),
  'S16-no-exp': timelyObject,
  'S16-long': timelyObject,
  'S16-expired': timelyObject,
  'S16-no-nbf': timelyObject,
  'S16-old-nbf': timelyObject,
  S17: async ({ form, client, issuer }) => {
    if (form.has('request')) return
    const own = [...form].filter(([name]) => !name.startsWith('client_assertion'))
    const claims = { ...Object.fromEntries(own), iss: client.clientId, aud: issuer }
    for (const [name] of own) form.delete(name)
    const typ = 'oauth-authz-req+jwt'
    form.set('request', await signed(client, typ, { ...timely(claims), jti: randomUUID() }))
  },
  'S18-code-id-token': asCode,
  'S18-token': asCode,
  'S18-code': () => undefined,
  'S20-path': atRegistered,
  'S20-query': atRegistered,
} satisfies Record<string, Repair>

interface Refusal {
  readonly status: number
  readonly error: string
  readonly headers?: Readonly<Record<string, string>>
}

const hour = 60 * 60

/** What oidc-provider accepts, or refuses with another code, and a clause refuses like this. */
const refusals: readonly ((
  form: URLSearchParams,
  method: string,
  rules?: 'fapi1',
) => Refusal | null)[] = [
  // RFC 9110, section 15.5.6
  (_, method) =>
    method === 'POST'
      ? null
      : { status: 405, error: 'invalid_request', headers: { allow: 'POST' } },
  // RFC 7523, section 3
  (form) => {
    const { iss, sub } = claimsIn(form, 'client_assertion') ?? {}
    return iss === sub ? null : { status: 401, error: 'invalid_client' }
  },
  // FAPI 2.0 Message Signing, section 5.3.1
  (form) => {
    const claims = claimsIn(form, 'request')
    if (claims === null) return null
    const { nbf, exp } = claims
    const isTimely =
      nbf !== undefined && nbf > now() - hour && exp !== undefined && exp <= nbf + hour
    return isTimely ? null : { status: 400, error: 'invalid_request_object' }
  },
  // FAPI 1.0 Advanced, section 5.2.2
  (form, _, rules) => {
    const claims = claimsIn(form, 'request')
    const isOpen = claims?.['response_type'] === 'code' && claims['response_mode'] === undefined
    return rules === 'fapi1' && isOpen ? { status: 400, error: 'invalid_request' } : null
  },
]

function claimsIn(form: URLSearchParams, name: string): Claims | null {
  const jwt = form.get(name)
  return jwt === null ? null : decodeJwt(jwt)
}

const respond = (res: ServerResponse, { status, error, headers = {} }: Refusal) =>
  void res
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error }))

/** A request with another method or body, as if it had arrived like this. */
function requestWith(req: IncomingMessage, url: string, body: string): IncomingMessage {
  const headers = {
    ...req.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  }
  const { socket, httpVersion } = req
  const stream = Readable.from([Buffer.from(body)])
  return Object.assign(stream, { headers, method: 'POST', url, socket, httpVersion }) as never
}

/** Returns a server that treats every request as oidc-provider does, until it is changed. */
export function createProbed(
  clients: () => readonly TestClient[],
  issuer: string,
  push: (form: URLSearchParams) => Promise<string>,
): Probed {
  let accepted: readonly Wrong[] = []
  let exact: { readonly rules?: 'fapi1' | undefined } | null = null
  let answer: number | null = null
  const pushes: { at: number; method: string }[] = []

  const clientOf = (form: URLSearchParams) => {
    const { iss } = claimsIn(form, 'client_assertion') ?? {}
    return clients().find(({ clientId }) => clientId === iss || clientId === form.get('client_id'))
  }

  const repair = async (form: URLSearchParams) => {
    const client = clientOf(form)
    if (!client) return
    for (const wrong of accepted) {
      const mend = (repairs as Readonly<Record<string, Repair>>)[wrong]
      await mend?.({ form, client, issuer })
    }
  }

  const refusalOf = (form: URLSearchParams, method: string): Refusal | null => {
    const { nbf = 0 } = claimsIn(form, 'client_assertion') ?? {}
    if (accepted.includes('S09-8-seconds') && nbf > now() + 2)
      return { status: 401, error: 'invalid_client' }
    if (!exact || accepted.length > 0) return null
    const { rules } = exact
    return (
      refusals.map((refuse) => refuse(form, method, rules)).find((each) => each !== null) ?? null
    )
  }

  return {
    accept: (...wrong) => void (accepted = wrong),
    beExact: (on, rules) => void (exact = on ? { rules } : null),
    answerWith: (status) => void (answer = status),
    pushes: () => pushes,
    atPar: (handler) => async (req, res) => {
      const url = new URL(req.url ?? '/', issuer)
      const { method = 'GET' } = req
      if (url.pathname !== published.paths.pushed_authorization_request) return handler(req, res)
      pushes.push({ at: Date.now(), method })
      const form = method === 'POST' ? new URLSearchParams(await text(req)) : url.searchParams
      if (answer !== null) return respond(res, { status: answer, error: 'temporarily_unavailable' })
      const refusal = refusalOf(form, method)
      if (refusal) return respond(res, refusal)
      await repair(form)
      if (method !== 'POST' && !accepted.includes('S01')) return handler(req, res)
      return handler(requestWith(req, url.pathname, String(form)), res)
    },
    atAuthorization: (handler) => async (req, res) => {
      const url = new URL(req.url ?? '/', issuer)
      const isPlain = url.searchParams.has('response_type') && !url.searchParams.has('request')
      if (accepted.includes('S19') && isPlain) {
        const clientId = url.searchParams.get('client_id') ?? ''
        const query = new URLSearchParams({
          client_id: clientId,
          request_uri: await push(url.searchParams),
        })
        req.url = `${url.pathname}?${query}`
      }
      return handler(req, res)
    },
  }
}
