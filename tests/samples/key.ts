import type { KeyInfo } from '@/lib/model/key'

/** What is known of an imported signing key that does not exist. */
export const rsaKey: KeyInfo = {
  id: 'k1',
  use: 'sig',
  kid: 'sig-1',
  alg: 'PS256',
  algs: ['PS256', 'RS256'],
  kty: 'RSA',
  crv: null,
  size: 2048,
  thumbprint: 'thumb',
  publicJwk: { kty: 'RSA', n: 'n', e: 'AQAB' },
  x5c: [],
  origin: 'imported',
  createdAt: 1,
}
