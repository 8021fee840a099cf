import { emptyResponseContext } from '@/lib/facts/response-context'
import { emptyTokenContext } from '@/lib/facts/token-context'
import { decodeJwt } from '@/lib/jose/decode'
import { judgeDocument, judgeToken } from '@/lib/judge/judge-message'
import type { JsonObject } from '@/lib/model/json'
import { judge } from '@/lib/rules/run'
import {
  accessToken,
  codeRequest,
  introspection,
  knowing,
  refreshToken,
  signedIntrospection,
  signedUserinfo,
  tokenResponse,
  userinfo,
} from './answers'
import { clientId, code, document, issuer, noon, par, request, response, state } from './artefacts'
import { goldenMetadata, goldenUnder } from './golden-metadata'
import { asking } from './responses'
import { idClaims, now, ps256 } from './tokens'
import {
  thumbprint,
  subject,
  hashes,
  known,
  queryOf,
  message,
  http,
  one,
  delivered,
  signed,
  accessClaims,
  tokenMembers,
  requested,
  refreshRequest,
} from './golden-context'
import type { Golden } from './golden-context'

export const golden: Readonly<Record<string, Golden>> = {
  metadata: {
    parts: { json: goldenMetadata },
    judged: async ({ json = {} }, profile) => {
      const published = goldenUnder(profile, json)
      const { document: fetched } = document(published)
      return judgeDocument(fetched, known(profile, { metadata: published }))
    },
  },
  'PAR response': {
    parts: {
      ...http(201),
      body: JSON.parse(par().message.body) as JsonObject,
    },
    judged: async (parts, profile) => {
      const { body = {} } = parts
      const artefact = par({}, { ...message(parts), body: JSON.stringify(body) })
      const requestUri = typeof body['request_uri'] === 'string' ? body['request_uri'] : ''
      const read = { ...artefact.message, requestUri }
      const parties = { request: null, context: known(profile) }
      return one(judge('par-response', { message: read, ...parties }, profile))
    },
  },
  'authorization request': {
    parts: {
      params: {
        client_id: clientId,
        request_uri: 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc',
      },
    },
    judged: async ({ params = {} }, profile) =>
      one(
        judge(
          'authorization-request',
          request(queryOf(params), { context: known(profile) }),
          profile,
        ),
      ),
  },
  'authorization response': {
    parts: { params: { code, state, iss: issuer } },
    judged: async ({ params = {} }, profile) =>
      one(judge('authorization-response', delivered(params, known(profile)), profile)),
  },
  'error response': {
    parts: { params: { error: 'access_denied', error_description: 'Denied', state, iss: issuer } },
    judged: async ({ params = {} }, profile) =>
      one(judge('authorization-response', delivered(params, known(profile)), profile)),
  },
  'JARM response': {
    parts: {
      header: { alg: 'PS256', kid: ps256.jwk.kid },
      claims: { iss: issuer, aud: clientId, iat: now, exp: now + 300, code, state },
    },
    judged: async (parts, profile) => {
      const judgingContext = known(profile, asking('code', 'jwt'))
      const { jwt, verification } = await signed(parts, judgingContext)
      const { message: jarm } = response(`?response=${jwt.text}`, {}, judgingContext)
      const artefact = {
        message: jarm,
        jwt,
        verification,
        decryption: null,
        context: judgingContext,
      }
      const inMessage = {
        message: jarm,
        responseContext: emptyResponseContext,
        context: judgingContext,
      }
      return one([
        ...judge('authorization-response', inMessage, profile),
        ...judge('jarm', artefact, profile, 'response'),
        ...judge('jwt', artefact, profile, 'response'),
      ])
    },
  },
  'ID token': {
    parts: {
      header: { alg: 'PS256', kid: ps256.jwk.kid, typ: 'JWT' },
      claims: {
        ...idClaims,
        auth_time: now - 30,
        at_hash: hashes.accessToken?.S256 ?? null,
        azp: clientId,
      },
    },
    judged: async (parts, profile) => {
      const judgingContext = known(profile, {
        tokenContext: { ...emptyTokenContext, from: 'token-response', hashes, accessToken },
      })
      const { jwt, verification } = await signed(parts, judgingContext)
      return judgeToken(
        { kind: 'id-token', message: null, decryption: null, jwt, verification },
        judgingContext,
      )
    },
  },
  'second ID token': {
    parts: { header: { alg: 'PS256', kid: ps256.jwk.kid }, claims: idClaims },
    judged: async (parts, profile) => {
      const earlier = { ...emptyTokenContext.earlier, idToken: idClaims }
      const judgingContext = known(profile, {
        tokenContext: { ...emptyTokenContext, from: 'token-response', earlier },
      })
      const { jwt, verification } = await signed(parts, judgingContext)
      return judgeToken(
        { kind: 'id-token', message: null, decryption: null, jwt, verification },
        judgingContext,
      )
    },
  },
  'access token': {
    parts: { header: { alg: 'PS256', kid: ps256.jwk.kid, typ: 'at+jwt' }, claims: accessClaims },
    judged: async (parts, profile) => {
      const tokenContext = {
        ...emptyTokenContext,
        dpopThumbprint: thumbprint,
        response: tokenMembers,
      }
      const judgingContext = known(profile, { tokenContext })
      const { jwt, verification } = await signed(parts, judgingContext)
      return judgeToken(
        { kind: 'access-token', message: null, decryption: null, jwt, verification },
        judgingContext,
      )
    },
  },
  'token response': {
    parts: { ...http(200), body: tokenMembers },
    judged: async (parts, profile) => {
      const body = JSON.stringify(parts['body'])
      const parties = { request: codeRequest, context: known(profile, { requested }) }
      return one(
        judge('token-response', tokenResponse({}, { ...message(parts), body }, parties), profile),
      )
    },
  },
  'token error': {
    parts: { ...http(400), body: { error: 'invalid_grant', error_description: 'Expired' } },
    judged: async (parts, profile) => {
      const body = JSON.stringify(parts['body'])
      const parties = { request: codeRequest, context: known(profile, { requested }) }
      return one(
        judge('token-response', tokenResponse({}, { ...message(parts), body }, parties), profile),
      )
    },
  },
  'refresh response': {
    parts: { ...http(200), body: { ...tokenMembers, access_token: refreshToken } },
    judged: async (parts, profile) => {
      const body = JSON.stringify(parts['body'])
      const earlier = { ...emptyTokenContext.earlier, response: tokenMembers }
      const tokenContext = {
        ...emptyTokenContext,
        from: 'refresh',
        granted: tokenMembers,
        earlier,
      } as const
      const parties = {
        request: refreshRequest,
        context: known(profile, { requested, tokenContext }),
      }
      return one(
        judge('token-response', tokenResponse({}, { ...message(parts), body }, parties), profile),
      )
    },
  },
  'UserInfo response': {
    parts: { ...http(200), body: { sub: subject, email: 'a@example.com', email_verified: true } },
    judged: async (parts, profile) => {
      const body = JSON.stringify(parts['body'])
      const judgingContext = {
        ...known(profile),
        tokenContext: knowing({}, { subject }).tokenContext,
      }
      return one(
        judge(
          'userinfo-response',
          userinfo({}, { ...message(parts), body }, judgingContext),
          profile,
        ),
      )
    },
  },
  'signed UserInfo response': {
    parts: {
      header: { alg: 'PS256', kid: ps256.jwk.kid },
      claims: { iss: issuer, aud: clientId, sub: subject, email: 'a@example.com' },
    },
    judged: async (parts, profile) => {
      const judgingContext = {
        ...known(profile),
        tokenContext: knowing({}, { subject }).tokenContext,
      }
      const opened = await signed(parts, judgingContext)
      return one([
        ...judge('userinfo-response', signedUserinfo(opened, judgingContext), profile),
        ...judge('jwt', opened, profile, 'body'),
      ])
    },
  },
  'introspection response': {
    parts: {
      ...http(200),
      body: {
        active: true,
        scope: 'openid accounts',
        client_id: clientId,
        iss: issuer,
        exp: now + 60,
        iat: now,
      },
    },
    judged: async (parts, profile) => {
      const body = JSON.stringify(parts['body'])
      const judgingContext = known(profile, {
        tokenContext: { ...emptyTokenContext, response: tokenMembers },
      })
      return one(
        judge(
          'introspection-response',
          introspection({}, { ...message(parts), body }, judgingContext),
          profile,
        ),
      )
    },
  },
  'signed introspection response': {
    parts: {
      header: { alg: 'PS256', kid: ps256.jwk.kid, typ: 'token-introspection+jwt' },
      claims: {
        iss: issuer,
        aud: clientId,
        iat: noon / 1000,
        token_introspection: { active: true },
      },
    },
    judged: async (parts, profile) => {
      const opened = await signed(parts, known(profile))
      return one([
        ...judge(
          'introspection-response',
          signedIntrospection(opened, {}, known(profile)),
          profile,
        ),
        ...judge('jwt', { ...opened, jwt: decodeJwt(opened.jwt.text) }, profile, 'body'),
      ])
    },
  },
}
