import type { TokenView } from '@/lib/messaging/views'
import { failed, issuer, passed } from './sample'

const text = 'eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln'

export const valid: TokenView = {
  jwt: {
    text,
    kind: 'jws',
    parts: text.split('.'),
    header: { alg: 'PS256', kid: 'k1' },
    payload: { iss: issuer, exp: 1_000_000_000 },
    payloadText: null,
    signatureLength: 3,
    isDetached: false,
    isUnencoded: false,
    json: null,
    sdJwt: null,
    issues: [],
  },
  role: { kind: 'id-token', sign: null },
  signer: {
    by: 'issuer',
    because: 'claim',
    id: issuer,
    profile: { id: 'p1', name: 'Bank A' },
  },
  header: [{ name: 'alg', value: 'PS256', kind: 'text', registered: true }],
  payload: [
    { name: 'iss', value: issuer, kind: 'text', registered: true },
    { name: 'exp', value: 1_000_000_000, kind: 'time', registered: true },
    { name: 'odd', value: { deep: [1, null] }, kind: 'json', registered: false },
    { name: 'none', value: null, kind: 'text', registered: false },
    { name: 'code', value: 'secret-code', kind: 'text', registered: false },
  ],
  verification: {
    status: 'valid',
    reason: null,
    jwk: {
      kid: 'k1',
      kty: 'RSA',
      crv: null,
      alg: 'PS256',
      use: 'sig',
      size: 2048,
      thumbprint: 'YDosYBBaI74ENVhUhFI0drUzl6d8K1yE1b880IYMjW8',
    },
    keys: { all: 1, fitting: 1 },
    source: 'jwks_uri',
  },
  decryption: null,
  further: [],
  sdJwt: null,
  results: [{ ...passed, id: 'idt_iss', about: 'exp' }, failed],
  keyIssues: [],
  judgedAt: 0,
}

export const unknownKid: TokenView = {
  ...valid,
  verification: {
    ...valid.verification,
    status: 'not-run',
    reason: 'kid-unknown',
    jwk: null,
    seen: 'k1',
    expected: 'k2',
  },
}

export const withoutKeys: TokenView = {
  ...valid,
  verification: {
    status: 'not-run',
    reason: 'jwks-missing',
    jwk: null,
    keys: null,
    source: null,
  },
  keyIssues: [{ code: 'fetch_access', seen: issuer }],
}

export const broken: TokenView = {
  ...withoutKeys,
  jwt: {
    ...valid.jwt,
    kind: 'malformed',
    header: { alg: 'PS256' },
    payload: null,
    payloadText: '{"iss":',
    signatureLength: null,
    issues: [{ part: 'payload', code: 'json', seen: 'end of text' }],
  },
  payload: [],
  results: [],
}
