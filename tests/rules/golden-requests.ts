import type { EndpointRequest } from '@/lib/flow/model/message'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { MessagePart, RuleResult } from '@/lib/model/rule-result'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { judge } from '@/lib/rules/run'
import { accessToken, refreshToken, tokenResponse } from './answers'
import { clientId, code, par, redirectUri } from './artefacts'
import {
  assertionClaims,
  created,
  jwtBearer,
  objectClaims,
  objectType,
  sentIn,
} from './created-jwts'
import { http, known, message, one, paramsOf, type Golden, type Parts } from './golden-context'
import { called, revoked } from './requests'
import { ps256, sign } from './tokens'

const form: Parts = {
  sent: { method: 'POST' },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
}

/** Stands for a signed JWT in the parameters, so that the parameter itself can be changed. */
const signed = 'signed'
const authentication: JsonObject = {
  client_id: clientId,
  client_assertion_type: jwtBearer,
  client_assertion: signed,
}

type Called = Parameters<typeof called>[0]

async function textsOf({ object, assertion = assertionClaims }: Parts) {
  const request = object && (await sign(object, { typ: objectType }))
  return { request, client_assertion: await sign(assertion) }
}

/** The request in these parts. */
async function requestIn<E extends Called>(endpoint: E, parts: Parts): Promise<EndpointRequest<E>> {
  const texts: JsonObject = await textsOf(parts)
  const params: Params = paramsOf(parts['params'] ?? {}).map(([name, value]) =>
    value === signed ? [name, String(texts[name])] : [name, value],
  )
  const { sent = {}, headers = {} } = parts
  return called(endpoint, params, {
    method: String(sent['method']),
    headers: paramsOf(headers),
  })
}

const kinds = { request: 'request-object', client_assertion: 'client-assertion' } as const

/** The results for the JWTs in a request. */
async function ofJwts(
  request: EndpointRequest<Called>,
  profile: RuleProfile,
): Promise<readonly RuleResult[]> {
  const { kind, method, url, params, headers } = request
  const context = known(profile)
  const results = Object.entries(kinds).map(async ([part, on]) => {
    const text = params.find(([name]) => name === part)?.[1]
    if (!text) return []
    const requestContext = sentIn({ kind, method, url, params, headers })
    const artefact = await created(text, { request: requestContext, context, keys: [ps256.jwk] })
    return (['jwt', on] as const).flatMap((each) =>
      judge(each, artefact, profile, part as MessagePart),
    )
  })
  return (await Promise.all(results)).flat()
}

/** Requests of a correct client to endpoints, and the responses that only such requests have. */
export const golden: Readonly<Record<string, Golden>> = {
  'PAR request': {
    parts: {
      ...form,
      params: { ...authentication, request: signed },
      object: objectClaims,
      assertion: assertionClaims,
    },
    judged: async (parts, profile) => {
      const request = await requestIn('par', parts)
      return one([
        ...judge('par-request', { message: request, context: known(profile) }, profile),
        ...(await ofJwts(request, profile)),
      ])
    },
  },
  'PAR error': {
    parts: { ...http(400), body: { error: 'invalid_request', error_description: 'Expired' } },
    judged: async (parts, profile) => {
      const artefact = par({}, { ...message(parts), body: JSON.stringify(parts['body']) })
      return one(judge('par-response', { ...artefact, context: known(profile) }, profile))
    },
  },
  'token request': {
    parts: {
      ...form,
      params: {
        ...authentication,
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        resource: 'https://rs.example',
      },
      assertion: assertionClaims,
    },
    judged: async (parts, profile) => {
      const request = await requestIn('token', parts)
      const artefact = {
        message: request,
        resources: ['https://rs.example'],
        context: known(profile),
      }
      return one([
        ...judge('token-request', artefact, profile),
        ...(await ofJwts(request, profile)),
      ])
    },
  },
  'token exchange': {
    parts: {
      ...http(200),
      params: {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: accessToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      },
      body: {
        access_token: refreshToken,
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: 600,
      },
    },
    judged: async (parts, profile) => {
      const request = called('token', paramsOf(parts['params'] ?? {}))
      const context = known(profile)
      const body = JSON.stringify(parts['body'])
      return one([
        ...judge('token-request', { message: request, resources: [], context }, profile),
        ...judge(
          'token-response',
          tokenResponse({}, { ...message(parts), body }, { request, context }),
          profile,
        ),
      ])
    },
  },
  'poll of a device': {
    parts: { ...http(400), body: { error: 'authorization_pending' } },
    judged: async (parts, profile) => {
      const request = called('token', [
        ['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'],
      ])
      const body = JSON.stringify(parts['body'])
      const artefact = tokenResponse(
        {},
        { ...message(parts), body },
        { request, context: known(profile) },
      )
      return one(judge('token-response', artefact, profile))
    },
  },
  'revocation request': {
    parts: {
      ...form,
      params: { ...authentication, token: refreshToken, token_type_hint: 'refresh_token' },
      assertion: assertionClaims,
    },
    judged: async (parts, profile) => {
      const request = await requestIn('revocation', parts)
      return one([
        ...judge('revocation-request', { message: request, context: known(profile) }, profile),
        ...(await ofJwts(request, profile)),
      ])
    },
  },
  'revocation response': {
    parts: http(200),
    judged: async (parts, profile) => {
      const artefact = revoked(200, '', message(parts))
      return one(judge('revocation-response', { ...artefact, context: known(profile) }, profile))
    },
  },
  'refused revocation': {
    parts: { ...http(400), body: { error: 'unsupported_token_type' } },
    judged: async (parts, profile) => {
      const artefact = revoked(400, JSON.stringify(parts['body']), message(parts))
      return one(judge('revocation-response', { ...artefact, context: known(profile) }, profile))
    },
  },
}
