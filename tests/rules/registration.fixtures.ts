import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { changed, clientId } from './artefacts'
import type { Fixtures } from './fixtures'
import { jsonType, noStore, pastedMessage, pasting } from './pasted'
import { compact, now } from './tokens'

const good: JsonObject = {
  redirect_uris: ['https://rp.example/cb'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks_uri: 'https://rp.example/jwks',
  id_token_signed_response_alg: 'PS256',
}
const requesting = pasting('registration-request')
const under = (ruleProfile: RuleProfile) => ({ ruleProfile })
const req = (changes: JsonObject = {}, known = {}) => requesting({ ...good, ...changes }, {}, known)
const posted = (overrides: Parameters<typeof requesting>[1], json: JsonObject | null = good) =>
  requesting(json, { method: 'POST', url: '/register', headers: jsonType, ...overrides })
const noBody = requesting(null)
const put = (changes: JsonObject = {}) =>
  requesting({ ...good, client_id: clientId, ...changes }, { method: 'PUT', headers: jsonType })
const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }
const tls = (changes: JsonObject) =>
  req({ token_endpoint_auth_method: 'tls_client_auth', ...changes })
const subject = { tls_client_auth_subject_dn: 'CN=rp' }
const statement = (claims: JsonObject) => ({
  software_statement: compact({ alg: 'PS256' }, { software_id: 'a', ...claims }),
})
const listing = (methods: readonly string[]) => ({
  ...under('oauth2'),
  metadata: changed({ token_endpoint_auth_methods_supported: methods }),
})

const request: Fixtures<'registration-request'> = {
  'reg-method-json': {
    passed: [posted({}), posted({ method: 'PUT' })],
    failed: [
      ['method', posted({ method: 'PATCH' })],
      ['content_type', posted({ headers: [['content-type', 'text/plain']] })],
      ['content_type', posted({ headers: [['content-type', 'application/jwt']] })],
      ['not_object', posted({}, null)],
    ],
    notApplicable: [req(), noBody],
  },
  'reg-redirect-uris': {
    passed: [req(), req({ redirect_uris: ['http://127.0.0.1/cb', 'com.example.app:/cb'] })],
    failed: [
      ['missing', req({ redirect_uris: undefined })],
      ['missing', req({ redirect_uris: [] })],
      ['fragment', req({ redirect_uris: ['https://rp.example/cb#a'] })],
      ['scheme', req({ redirect_uris: ['http://rp.example/cb'] })],
      ['relative', req({ redirect_uris: ['/cb'] })],
    ],
    notApplicable: [
      noBody,
      req({ redirect_uris: undefined, grant_types: ['client_credentials'] }),
      req({ redirect_uris: undefined, ...statement({}) }),
    ],
  },
  'reg-jwks-one': {
    passed: [req(), req({ jwks_uri: undefined, jwks: { keys: [key] } })],
    failed: [
      ['both', req({ jwks: { keys: [key] } })],
      ['missing', req({ jwks_uri: undefined })],
      [
        'missing',
        req({
          jwks_uri: undefined,
          token_endpoint_auth_method: 'none',
          id_token_encrypted_response_alg: 'RSA-OAEP',
        }),
      ],
      ['private', req({ jwks_uri: undefined, jwks: { keys: [{ ...key, d: 'c' }] } })],
      ['by_value', req({ jwks_uri: undefined, jwks: { keys: [key] } }, under('br'))],
    ],
    notApplicable: [noBody, req({ jwks_uri: undefined, token_endpoint_auth_method: 'none' })],
  },
  'reg-auth-method': {
    passed: [
      req(),
      req({ token_endpoint_auth_method: undefined }, under('oauth2')),
      req({}, listing(['private_key_jwt'])),
      req({
        token_endpoint_auth_method: undefined,
        ...statement({ token_endpoint_auth_method: 'private_key_jwt' }),
      }),
    ],
    failed: [
      ['default', req({ token_endpoint_auth_method: undefined })],
      ['not_permitted', req({ token_endpoint_auth_method: 'client_secret_jwt' }, under('fapi1'))],
      ['unlisted', req({}, listing(['client_secret_basic']))],
    ],
    notApplicable: [noBody],
  },
  'reg-grants-consistent': {
    passed: [
      req({ response_types: ['code'] }),
      req({ response_types: ['code id_token'], grant_types: ['authorization_code', 'implicit'] }),
      req({ response_types: ['none'], grant_types: ['client_credentials'] }),
      req({ response_types: ['code id_token'] }, under('uk')),
    ],
    failed: [
      ['inconsistent', req({ response_types: ['code'], grant_types: ['client_credentials'] })],
      ['inconsistent', req({ response_types: ['code id_token'] })],
      ['inconsistent', req({ response_types: ['id_token'] }, under('uk'))],
    ],
    notApplicable: [noBody, req({ grant_types: ['client_credentials'] })],
  },
  'reg-algs': {
    passed: [
      req(),
      req({ id_token_signed_response_alg: undefined }, under('oauth2')),
      req({ id_token_signed_response_alg: undefined, scope: 'accounts' }),
      req({ id_token_signed_response_alg: undefined }),
      req({ userinfo_encrypted_response_alg: 'a', userinfo_encrypted_response_enc: 'b' }),
    ],
    failed: [
      ['default', req({ id_token_signed_response_alg: undefined, scope: 'openid accounts' })],
      ['not_permitted', req({ request_object_signing_alg: 'RS256' })],
      ['not_permitted', req({ id_token_signed_response_alg: 'ES256' }, under('br'))],
      ['alg_missing', req({ userinfo_encrypted_response_enc: 'A256GCM' })],
    ],
    notApplicable: [noBody],
  },
  'reg-statement': {
    passed: [
      req(statement({ software_redirect_uris: ['https://rp.example/cb'] })),
      req({ ...statement({ software_jwks_uri: good['jwks_uri'] }), software_id: 'a' }),
      req({ software_statement: 'not a JWT' }),
    ],
    failed: [
      ['missing', req()],
      ['redirect_uri', req(statement({ software_redirect_uris: ['https://rp.example/other'] }))],
      ['redirect_uri', req(statement({ redirect_uris: [] }))],
      ['jwks_uri', req(statement({ software_jwks_endpoint: 'https://keystore.example/a' }))],
      ['differs', req({ ...statement({}), software_id: 'b' })],
    ],
    notApplicable: [noBody],
  },
  'reg-tls-subject': {
    passed: [tls(subject)],
    failed: [
      ['missing', tls({})],
      ['several', tls({ ...subject, tls_client_auth_san_dns: 'rp.example' })],
    ],
    notApplicable: [req(), noBody],
  },
  'reg-update': {
    passed: [put()],
    failed: [
      ['forbidden', put({ registration_access_token: 'a' })],
      ['client_id', put({ client_id: undefined })],
      ['client_id', put({ client_id: 'other' })],
    ],
    notApplicable: [req(), posted({})],
  },
}

const registered: JsonObject = {
  ...good,
  client_id: clientId,
  client_secret: 'k7Wm3Qz9Lp2Xr5Tn8Bv4Hs6Jd1Gf0Yc',
  client_secret_expires_at: 0,
}
const responding = pasting('registration-response')
const created = { status: 201, headers: noStore } as const
const sent = (json: JsonObject, method = 'POST') => pastedMessage(json, { method })
const res = (changes: JsonObject = {}, overrides: Parameters<typeof responding>[1] = created) =>
  responding({ ...registered, ...changes }, overrides)
const to = (before: JsonObject, changes: JsonObject = {}) =>
  responding({ ...registered, ...changes }, created, {}, sent(before))
const refused = (status: number | null, error?: string) =>
  responding(error === undefined ? { message: 'No' } : { error }, { status, headers: jsonType })
const { client_id: _, ...withoutId } = registered

const response: Fixtures<'registration-response'> = {
  'reg-status-201': {
    passed: [
      res(),
      res({}, { status: 200, headers: noStore }),
      responding(registered, { status: 200, headers: noStore }, {}, sent(good, 'PUT')),
    ],
    failed: [
      ['status', res({}, { status: 202, headers: noStore })],
      ['status', responding(registered, { status: 200, headers: noStore }, {}, sent(good))],
      ['content_type', res({}, { status: 201, headers: [['cache-control', 'no-store']] })],
      ['cache', res({}, { status: 201, headers: jsonType })],
    ],
    notApplicable: [res({}, {}), refused(400, 'invalid_redirect_uri')],
  },
  'reg-client-id': {
    passed: [
      res(),
      res({ client_secret: undefined, client_secret_expires_at: undefined }),
      res({ registration_client_uri: 'https://as.example/r', registration_access_token: 'a' }),
    ],
    failed: [
      ['missing', responding(withoutId, created)],
      ['missing', responding(null, created)],
      ['type', res({ client_secret: 1 })],
      ['expiry', res({ client_secret_expires_at: undefined })],
      ['expiry', res({ client_secret_expires_at: '0' })],
      ['expired', res({ client_secret_expires_at: now - 10 })],
      ['pair', res({ registration_access_token: 'a' })],
    ],
    notApplicable: [refused(400, 'invalid_redirect_uri'), responding(null)],
  },
  'reg-returned-metadata': {
    passed: [to(good), to({ ...good, client_name: 'App' })],
    failed: [
      ['missing', to(good, { redirect_uris: undefined })],
      ['substituted', to(good, { token_endpoint_auth_method: 'tls_client_auth' })],
      ['statement', to({ ...good, software_statement: 'a.b.c' })],
      ['statement', to({ ...good, software_statement: 'a.b.c' }, { software_statement: 'd' })],
    ],
    notApplicable: [res(), refused(400, 'invalid_redirect_uri')],
  },
  'reg-error': {
    passed: [
      refused(400, 'invalid_redirect_uri'),
      refused(null, 'invalid_client_metadata'),
      refused(401, 'invalid_token'),
      refused(500),
    ],
    failed: [
      ['status', refused(422, 'invalid_client_metadata')],
      ['missing', refused(400)],
      ['unknown', refused(400, 'bad_request')],
    ],
    notApplicable: [res()],
  },
}

export const fixtures = { 'registration-request': request, 'registration-response': response }
