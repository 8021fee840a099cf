import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import { tokenRole } from '@/lib/oauth/token-kind'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (payload: unknown, header: JsonObject = { alg: 'PS256' }) =>
  decodeJwt(`${part(header)}.${part(payload)}.AAAA`)

const isIdToken = (...args: Parameters<typeof jwt>) => tokenRole(jwt(...args)).kind === 'id-token'

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const claims = { iss: 'https://auth.example', aud: 'tpp', exp: 2, iat: 1 }
const idToken = { ...claims, sub: 'u' }

test.each<[string, JsonObject, JsonObject]>([
  ['without typ', idToken, {}],
  ['typ JWT', idToken, { typ: 'JWT' }],
  ['typ jwt', idToken, { typ: 'jwt' }],
  ['a typ that is not a string', idToken, { typ: 1 }],
  ['with what a hybrid flow adds', { ...idToken, nonce: 'n', c_hash: 'a', s_hash: 'b' }, {}],
  ['that lacks a claim, which the rules then name', { iss: claims.iss }, {}],
])('an ID token: %s', (_, payload, header) => {
  expect(isIdToken(payload, { alg: 'PS256', ...header })).toBe(true)
})

describe('none is', () => {
  test.each([
    'at+jwt',
    'AT+JWT',
    'application/at+jwt',
    'dpop+jwt',
    'oauth-authz-req+jwt',
    'token-introspection+jwt',
    'secevent+jwt',
    'logout+jwt',
    'vc+sd-jwt',
    'dc+sd-jwt',
  ])('a JWT of typ %s', (typ) => {
    expect(isIdToken(idToken, { alg: 'PS256', typ })).toBe(false)
  })

  test.each<[string, JsonObject]>([
    ['DPoP proof', { htm: 'POST', htu: 'https://auth.example/token', jti: 'a', iat: 1 }],
    ['request object', { ...claims, response_type: 'code', client_id: 'tpp' }],
    ['JARM response', { ...claims, code: 'c', state: 's' }],
    ['JARM error', { ...claims, error: 'access_denied', state: 's' }],
    ['JARM response within a claim', { ...claims, response: {} }],
    ['logout token', { ...claims, sub: 'u', events: {} }],
    ['introspection response', { ...claims, token_introspection: { active: true } }],
    ['software statement', { ...claims, software_id: 'a' }],
    ['client assertion', { ...claims, iss: 'tpp', sub: 'tpp' }],
  ])('a %s', (_, payload) => {
    expect(isIdToken(payload)).toBe(false)
  })

  test('an inherited object member does not indicate a kind', () => {
    expect(isIdToken({ ...idToken, toString: 'x' })).toBe(true)
  })

  test.each(['', 'a.b', 'a.b.c.d.e', `${part({ alg: 'none' })}.${part([])}.`])('%j', (text) => {
    expect(tokenRole(decodeJwt(text)).kind).not.toBe('id-token')
  })
})

describe('what it is instead', () => {
  test.each<[string, JsonObject, JsonObject, string | null]>([
    ['access-token', { typ: 'AT+jwt' }, { ...claims, sub: 'u' }, 'typ: AT+jwt'],
    ['access-token', {}, { ...claims, typ: 'Bearer', nonce: 'n' }, 'typ: bearer'],
    ['access-token', {}, { ...claims, token_use: 'access' }, 'token_use: access'],
    ['access-token', {}, { ...claims, scp: ['a'] }, 'scp'],
    ['access-token', {}, { ...claims, aud: 'https://api.example' }, 'aud'],
    ['id-token', {}, { ...claims, aud: 'https://app.example', nonce: 'n' }, 'nonce'],
    ['id-token', {}, { ...claims, token_use: 'id' }, 'token_use: id'],
    ['id-token', {}, { ...claims, scope: 'openid', at_hash: 'x' }, 'at_hash'],
    ['refresh-token', {}, { ...claims, typ: 'Offline' }, 'typ: offline'],
    [
      'client-assertion',
      { typ: 'client-authentication+jwt' },
      claims,
      'typ: client-authentication+jwt',
    ],
    ['dpop-proof', {}, { htm: 'POST', htu: 'x' }, 'htm'],
    ['logout-token', { typ: 'secevent+jwt' }, { events: { [logoutEvent]: {} } }, 'events'],
    ['set', {}, { ...claims, events: {} }, 'events'],
    ['software-statement', {}, { iss: 'cdr-register' }, 'iss: cdr-register'],
    ['request-object', {}, { client_id: 'tpp', scope: 'openid' }, 'client_id'],
    ['request-object', {}, { client_id: 'tpp', iss: 'tpp', nonce: 'n', exp: 2 }, 'client_id'],
    ['access-token', {}, { client_id: 'tpp', iss: claims.iss, scope: 'a' }, 'scope'],
    ['access-token', {}, { client_id: 'tpp', sub: 'u', scope: 'a' }, 'scope'],
    ['userinfo', {}, { iss: claims.iss, sub: 'u' }, 'no exp'],
    ['jwt', { typ: 'entity-statement+jwt' }, idToken, 'typ: entity-statement+jwt'],
    ['jwt', {}, { ...claims, software_statement: 'x' }, 'software_statement'],
    ['jwt', {}, { sub: 'u', name: 'n', iat: 1 }, null],
  ])('%s by %j %j', (kind, header, payload, sign) => {
    expect(tokenRole(jwt(payload, { alg: 'PS256', ...header }))).toEqual({ kind, sign })
  })

  test('anything has a kind, and no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(part)), (text) => {
        expect(tokenRole(decodeJwt(text)).kind).toBeTruthy()
        expect(tokenRole(decodeJwt(`${part({ alg: 'x' })}.${text}.AA`)).kind).toBeTruthy()
      }),
    )
  })
})
