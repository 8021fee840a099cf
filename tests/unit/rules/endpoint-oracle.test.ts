import fc from 'fast-check'
import * as oauth from 'oauth4webapi'
import { expect, test } from 'vitest'
import { emptyTokenContext } from '@/lib/facts/token-context'
import { judgeDocument, judgePasted } from '@/lib/judge/judge-message'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { RuleResult } from '@/lib/model/rule-result'
import type { DocumentKind } from '@/lib/oauth/pasted-document'
import { judge } from '@/lib/rules/run'
import {
  introspection,
  knowing,
  refreshToken,
  signedIntrospection,
  signedUserinfo,
  tokenRequest,
  tokenResponse,
  userinfo,
} from '../../rules/answers'
import { changed, clientId, context, document, issuer, noon, par } from '../../rules/artefacts'
import { jwtBearer } from '../../rules/created-jwts'
import { members, pasting, pastedMessage } from '../../rules/pasted'
import { compact, idClaims, now, ps256, sign, token } from '../../rules/tokens'

const metadata = changed({
  userinfo_signing_alg_values_supported: ['PS256'],
  introspection_signing_alg_values_supported: ['PS256'],
})
const as: oauth.AuthorizationServer = { ...metadata, issuer }
/** The clock of the artefacts. */
const client: oauth.Client = {
  client_id: clientId,
  [oauth.clockSkew]: Math.round((noon - Date.now()) / 1000),
  id_token_signed_response_alg: 'PS256',
  introspection_signed_response_alg: 'PS256',
}
const subject = String(idClaims['sub'])

/** A response as it was received. */
interface Received {
  readonly status: number
  readonly body: string
  readonly type: string
}

interface Oracle {
  readonly status: number
  readonly members: JsonObject
  /** Statuses and members, with values, that no clause forbids. */
  readonly tolerated?: readonly string[]
  readonly refuses: (response: Response) => Promise<unknown>
  readonly judged: (received: Received, json: JsonObject | null) => readonly RuleResult[]
}

const headersOf = ({ type }: Received) =>
  [
    ['content-type', type],
    ['cache-control', 'no-store'],
  ] as const
const overridesOf = (received: Received) => ({
  status: received.status,
  body: received.body,
  headers: headersOf(received),
})

const pasted =
  (of: DocumentKind, request: JsonObject | null = null) =>
  ({ status, body, type }: Received, json: JsonObject | null) => {
    const overrides = { status, body, headers: headersOf({ status, body, type }) }
    const sent = request && pastedMessage(request, { method: 'POST' })
    return judgePasted(pasting(of)(json, overrides, {}, sent).document, context)
  }

const refreshRequest = tokenRequest([
  ['grant_type', 'refresh_token'],
  ['refresh_token', refreshToken],
  ['client_assertion_type', jwtBearer],
  ['client_assertion', 'a.b.c'],
])

const oracles: Readonly<Record<string, Oracle>> = {
  processPushedAuthorizationResponse: {
    status: 201,
    members: {
      request_uri: 'urn:ietf:params:oauth:request_uri:bwc4JK-ESC0w8acc191e-Y1LTC2',
      expires_in: 60,
    },
    refuses: async (response) => oauth.processPushedAuthorizationResponse(as, client, response),
    judged: (received, json) => {
      const requestUri = typeof json?.['request_uri'] === 'string' ? json['request_uri'] : ''
      const expiresIn = typeof json?.['expires_in'] === 'number' ? json['expires_in'] : null
      return judge(
        'par-response',
        par({}, { ...overridesOf(received), requestUri, expiresIn }),
        'fapi2',
      )
    },
  },
  processRefreshTokenResponse: {
    status: 200,
    members: {
      access_token: 'Zk4WmR8vQ1xTn6LhB3yCsJd0GfPaUeIo7SrKqXtMw2F',
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: refreshToken,
      scope: 'accounts',
    },
    refuses: async (response) => oauth.processRefreshTokenResponse(as, client, response),
    judged: (received) => {
      const tokenContext = { ...emptyTokenContext, from: 'refresh' as const }
      const parties = { request: refreshRequest, context: { ...context, tokenContext } }
      return judge('token-response', tokenResponse({}, overridesOf(received), parties), 'fapi2')
    },
  },
  processUserInfoResponse: {
    status: 200,
    tolerated: ['status 201', 'status 302'],
    members: { sub: subject, email: 'a@example.com' },
    refuses: async (response) => oauth.processUserInfoResponse(as, client, subject, response),
    judged: (received) => judge('userinfo-response', userinfo({}, overridesOf(received)), 'fapi2'),
  },
  processIntrospectionResponse: {
    status: 200,
    tolerated: ['status 201', 'status 302'],
    members: { active: true, scope: 'accounts', client_id: clientId },
    refuses: async (response) => oauth.processIntrospectionResponse(as, client, response),
    judged: (received) =>
      judge('introspection-response', introspection({}, overridesOf(received)), 'fapi2'),
  },
  processDiscoveryResponse: {
    status: 200,
    members: metadata,
    refuses: async (response) => oauth.processDiscoveryResponse(new URL(issuer), response),
    judged: ({ status, body, type }, json) => {
      const { document: fetched } = document(json, { status, body, contentType: type })
      return judgeDocument(fetched, { ...context, issuer, metadata: json })
    },
  },
  processDeviceAuthorizationResponse: {
    status: 200,
    tolerated: ['verification_uri_complete: ""', 'expires_in: -1', 'interval: 0', 'interval: -1'],
    members: {
      device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
      user_code: 'WDJB-MJHT',
      verification_uri: 'https://as.example/device',
      verification_uri_complete: 'https://as.example/device?user_code=WDJB-MJHT',
      expires_in: 1800,
      interval: 5,
    },
    refuses: async (response) => oauth.processDeviceAuthorizationResponse(as, client, response),
    judged: pasted('device-response'),
  },
  processBackchannelAuthenticationResponse: {
    status: 200,
    members: { auth_req_id: '1c266114-a1be-4252-8ad1-04986c5b9ac1', expires_in: 120, interval: 2 },
    refuses: async (response) =>
      oauth.processBackchannelAuthenticationResponse(as, client, response),
    judged: pasted('backchannel-response'),
  },
  processDynamicClientRegistrationResponse: {
    status: 201,
    tolerated: ['client_secret: ""', 'client_secret_expires_at: -1'],
    members: {
      client_id: clientId,
      client_secret: 'k7Wm3Qz9Lp2Xr5Tn8Bv4Hs6Jd1Gf0Yc',
      client_secret_expires_at: 0,
    },
    refuses: async (response) => oauth.processDynamicClientRegistrationResponse(response),
    judged: pasted('registration-response', {}),
  },
  processResourceDiscoveryResponse: {
    status: 200,
    members: { resource: 'https://rs.example', authorization_servers: [issuer] },
    refuses: async (response) =>
      oauth.processResourceDiscoveryResponse(new URL('https://rs.example'), response),
    judged: (received, json) => {
      const url = 'https://rs.example/.well-known/oauth-protected-resource'
      const request = pastedMessage(null, { method: 'GET', url })
      const artefact = pasting('protected-resource-metadata')(
        json,
        overridesOf(received),
        {},
        request,
      )
      return judgePasted(artefact.document, context)
    },
  },
}

async function isRefused(response: Promise<unknown>): Promise<boolean> {
  return response.then(
    () => false,
    () => true,
  )
}

function failures(results: readonly RuleResult[]): readonly string[] {
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
    .map(({ id }) => id)
}

const odd = [undefined, '', 1, 0, -1, true, null, [], {}, 'x', '60'] as const

/** The members with one of them changed, and bodies and statuses that no such response has. */
function mutationsOf({
  status,
  members: good,
}: Oracle): readonly (Received & { readonly name: string })[] {
  const type = 'application/json'
  const withBody = (body: string, name = body) => ({ name, status, body, type })
  return [
    ...Object.keys(good).flatMap((name) =>
      odd.map((value) =>
        withBody(JSON.stringify({ ...good, [name]: value }), `${name}: ${JSON.stringify(value)}`),
      ),
    ),
    ...['[]', '"x"', 'null', '', '<p>', '{'].map((body) => withBody(body)),
    ...[200, 201, 204, 302].map((other) => ({
      name: `status ${other}`,
      status: other,
      body: other === 204 ? '' : JSON.stringify(good),
      type,
    })),
  ]
}

function jsonOf(body: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

const responseOf = ({ status, body, type }: Received) =>
  new Response(status === 204 ? null : body, { status, headers: { 'content-type': type } })

test.each(Object.entries(oracles))('what %s refuses fails a rule', async (_, oracle) => {
  const { status, members: good, refuses, judged } = oracle
  const correct = { status, body: JSON.stringify(good), type: 'application/json' }
  expect(await isRefused(refuses(responseOf(correct)))).toBe(false)
  expect(failures(judged(correct, good))).toEqual([])
  const unnoticed: string[] = []
  let refused = 0
  for (const received of mutationsOf(oracle)) {
    if (!(await isRefused(refuses(responseOf(received))))) continue
    refused += 1
    const isNoticed = failures(judged(received, jsonOf(received.body))).length > 0
    if (!isNoticed) unnoticed.push(received.name)
  }
  expect(unnoticed).toEqual(oracle.tolerated ?? [])
  expect(refused).toBeGreaterThan(5)
})

const about = (good: unknown) =>
  fc.oneof(fc.constant(good), fc.constantFrom<unknown>('', 1, true, null, [], {}, 'x', undefined))

const headers = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ alg: 'PS256' }) },
  fc.constantFrom({ alg: 'none' }, { alg: 'PS256', crit: ['x'] }),
)

const textOf = async (claims: JsonObject, header: JsonObject) =>
  header['alg'] === 'PS256' && !header['crit'] ? sign(claims, header) : compact(header, claims)

test('what processUserInfoResponse refuses of a JWT fails a rule', async () => {
  const claims = fc.record({
    sub: fc.oneof(about(subject), fc.constant('other')),
    iss: fc.constantFrom<unknown>(issuer, undefined, `${issuer}/`),
    aud: fc.constantFrom<unknown>(clientId, undefined, 'other', [clientId]),
    exp: fc.constantFrom<unknown>(now + 60, undefined, now - 600, 'x'),
  })
  await fc.assert(
    fc.asyncProperty(claims, headers, async (payload, header) => {
      const text = await textOf(members(payload), header)
      const response = new Response(text, { headers: { 'content-type': 'application/jwt' } })
      fc.pre(await isRefused(oauth.processUserInfoResponse(as, client, subject, response)))
      const known = { ...knowing({}, { subject }), metadata }
      const opened = await token(text, [ps256.jwk], known)
      const results = [
        ...judge('userinfo-response', signedUserinfo(opened, known), 'fapi2'),
        ...judge('jwt', opened, 'fapi2', 'body'),
      ]
      expect(failures(results)).not.toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('what processIntrospectionResponse refuses of a JWT fails a rule', async () => {
  const claims = fc.record({
    iss: about(issuer),
    aud: fc.constantFrom<unknown>(clientId, undefined),
    iat: about(now),
    token_introspection: fc.oneof(about({ active: true }), fc.constant({ active: 'true' })),
  })
  const typ = fc.constantFrom('token-introspection+jwt', 'JWT', undefined)
  await fc.assert(
    fc.asyncProperty(claims, headers, typ, async (payload, header, type) => {
      const text = await textOf(members(payload), members({ ...header, typ: type }))
      const response = new Response(text, {
        headers: { 'content-type': 'application/token-introspection+jwt' },
      })
      fc.pre(await isRefused(oauth.processIntrospectionResponse(as, client, response)))
      const known = { ...context, metadata }
      const opened = await token(text, [ps256.jwk], known)
      const results = [
        ...judge('introspection-response', signedIntrospection(opened, {}, known), 'fapi2'),
        ...judge('jwt', opened, 'fapi2', 'body'),
      ]
      expect(failures(results)).not.toEqual([])
    }),
    { numRuns: 150 },
  )
})
