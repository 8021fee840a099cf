import type { KeyInfo } from '@/lib/model/key'

/** What is known of a key that does not exist. */
export const keyInfo: KeyInfo = {
  id: 'k1',
  use: 'sig',
  kid: 'a',
  alg: 'ES256',
  algs: ['ES256'],
  kty: 'EC',
  crv: 'P-256',
  size: 256,
  thumbprint: 't',
  publicJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  x5c: [],
  origin: 'generated',
  createdAt: 1,
}
