import type { JsonObject } from '@/lib/model/json'
import type { TokenKind } from '@/lib/oauth/token-kind'
import type { TestKey } from '../../rules/tokens'
import { clients, issuers, keys, now, signed } from './token-world'

type Bank = keyof typeof issuers

/** Whose key a sample is signed with: the right one, or one of the same kid that is not. */
export interface Sample {
  readonly name: string
  readonly kind: TokenKind
  readonly by: 'issuer' | 'client' | 'proof' | 'unknown'
  readonly make: (bank: Bank, key: 'good' | 'wrong') => Promise<string>
}

const times = { iat: now - 5, exp: now + 300 }

const issuerKeys = { good: { a: keys.a, b: keys.b }, wrong: { a: keys.wrongA, b: keys.wrongB } }
const clientKeys = {
  good: { a: keys.clientA, b: keys.clientB },
  wrong: { a: keys.wrongClient, b: keys.wrongClient },
}

type Claims = (bank: Bank) => JsonObject

const byIssuer = (
  name: string,
  kind: TokenKind,
  claims: Claims,
  header: JsonObject = {},
): Sample => ({
  name,
  kind,
  by: 'issuer',
  make: (bank, key) =>
    signed({ iss: issuers[bank], ...claims(bank) }, issuerKeys[key][bank], header),
})

const byClient = (
  name: string,
  kind: TokenKind,
  claims: Claims,
  header: JsonObject = {},
): Sample => ({
  name,
  kind,
  by: 'client',
  make: (bank, key) => signed(claims(bank), clientKeys[key][bank], header),
})

const proofClaims = { jti: 'p1', htm: 'POST', htu: 'https://bank-b.example/token', iat: now - 5 }
const publicMembers = ({ jwk: { kty, crv, x, y } }: TestKey) => ({ kty, crv, x, y })

export const samples: readonly Sample[] = [
  byIssuer('ID token', 'id-token', (bank) => ({
    ...times,
    aud: clients[bank],
    sub: 'u',
    nonce: 'n1',
  })),
  byIssuer('ID token without nonce, aud a list', 'id-token', (bank) => ({
    ...times,
    aud: [clients[bank]],
    sub: 'u',
  })),
  byIssuer(
    'JWT access token of RFC 9068',
    'access-token',
    (bank) => ({
      ...times,
      aud: 'https://api.example',
      sub: 'u',
      client_id: clients[bank],
      jti: 'j',
      scope: 'accounts',
      cnf: { jkt: 'CwlkM1iSzmhQZC2FKrBzNaqOtWx1VqkZD6y9GxBWqCA' },
    }),
    { typ: 'at+jwt' },
  ),
  byIssuer('JWT access token without typ', 'access-token', () => ({
    ...times,
    aud: 'https://api.example',
    sub: 'u',
    scp: ['accounts'],
  })),
  byIssuer('JWT access token without typ and scope', 'access-token', () => ({
    ...times,
    aud: ['https://api.example'],
    sub: 'u',
  })),
  byIssuer('JARM response', 'jarm', (bank) => ({
    exp: times.exp,
    aud: clients[bank],
    code: 'c1',
    state: 's1',
  })),
  byIssuer('JARM error', 'jarm', (bank) => ({
    exp: times.exp,
    aud: clients[bank],
    error: 'access_denied',
    state: 's1',
  })),
  byIssuer('signed UserInfo', 'userinfo', (bank) => ({
    aud: clients[bank],
    sub: 'u',
    email: 'u@example.com',
  })),
  byIssuer(
    'signed introspection response',
    'introspection',
    () => ({ iat: times.iat, aud: 'rs-1', token_introspection: { active: true } }),
    { typ: 'application/Token-Introspection+JWT' },
  ),
  byIssuer(
    'SET',
    'set',
    () => ({ iat: times.iat, jti: 's', events: { 'urn:example:event': {} } }),
    { typ: 'secevent+jwt' },
  ),
  byIssuer('logout token', 'logout-token', (bank) => ({
    ...times,
    jti: 'l',
    aud: clients[bank],
    sub: 'u',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })),
  byIssuer('software statement of the bank', 'software-statement', () => ({
    iat: times.iat,
    jti: 'ssa',
    software_id: 's',
  })),
  byClient('client assertion', 'client-assertion', (bank) => ({
    ...times,
    iss: clients[bank],
    sub: clients[bank],
    aud: issuers[bank],
    jti: 'a',
  })),
  byClient(
    'request object',
    'request-object',
    (bank) => ({
      ...times,
      iss: clients[bank],
      aud: issuers[bank],
      client_id: clients[bank],
      response_type: 'code',
    }),
    { typ: 'oauth-authz-req+jwt' },
  ),
  byClient('request object without typ and iss', 'request-object', (bank) => ({
    client_id: clients[bank],
    response_type: 'code',
    redirect_uri: 'https://app.example/cb',
  })),
  {
    name: 'DPoP proof',
    kind: 'dpop-proof',
    by: 'proof',
    make: (_, key) =>
      signed(proofClaims, key === 'good' ? keys.proof : keys.wrongProof, {
        typ: 'dpop+jwt',
        jwk: publicMembers(keys.proof),
        kid: undefined,
      }),
  },
  {
    name: 'DPoP proof with a kid',
    kind: 'dpop-proof',
    by: 'proof',
    make: (_, key) =>
      signed(proofClaims, key === 'good' ? keys.proof : keys.wrongProof, {
        typ: 'application/dpop+jwt',
        jwk: publicMembers(keys.proof),
        kid: 'sig',
      }),
  },
  {
    name: 'software statement of a directory',
    kind: 'software-statement',
    by: 'unknown',
    make: (_, key) =>
      signed(
        { iss: 'https://directory.example', iat: times.iat, jti: 'ssa', software_id: 's' },
        key === 'good' ? keys.statement : keys.a,
      ),
  },
  {
    name: 'ID token of an unknown issuer',
    kind: 'id-token',
    by: 'unknown',
    make: (bank, key) =>
      signed(
        { ...times, iss: 'https://bank-c.example', aud: clients[bank], sub: 'u', nonce: 'n1' },
        key === 'good' ? keys.statement : issuerKeys.good[bank],
      ),
  },
]

export { publicMembers, proofClaims, times }
