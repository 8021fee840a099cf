import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/jose/types'
import { tokenRole } from '@/lib/oauth/token-kind'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (payload: unknown, header: JsonObject = { alg: 'PS256' }) =>
  decodeJwt(`${part(header)}.${part(payload)}.AAAA`)

const isIdToken = (...args: Parameters<typeof jwt>) => tokenRole(jwt(...args)).kind === 'id-token'

const claims = { iss: 'https://auth.example', aud: 'tpp', exp: 2, iat: 1 }
const idToken = { ...claims, sub: 'u' }

test.each<[string, JsonObject, JsonObject]>([
  ['without typ', idToken, {}],
  ['typ JWT', idToken, { typ: 'JWT' }],
  ['typ jwt', idToken, { typ: 'jwt' }],
  ['a typ that is no text', idToken, { typ: 1 }],
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

  test('a member that every object inherits is no sign of another kind', () => {
    expect(isIdToken({ ...idToken, toString: 'x' })).toBe(true)
  })

  test.each(['', 'a.b', 'a.b.c.d.e', `${part({ alg: 'none' })}.${part([])}.`])('%j', (text) => {
    expect(tokenRole(decodeJwt(text)).kind).not.toBe('id-token')
  })
})
