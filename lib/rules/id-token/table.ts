import { absent } from '../builders'
import { hashClaim } from '../hash-claims'

export const table = [
  hashClaim({
    id: 'idt-at-hash',
    claim: 'at_hash',
    of: 'accessToken',
    refs: [
      'OIDC-CORE-3.1.3.6',
      'OIDC-CORE-3.1.3.8',
      'OIDC-CORE-3.2.2.9',
      'OIDC-CORE-3.3.2.9',
      'OIDC-CORE-3.3.2.11',
    ],
  }),
  hashClaim({
    id: 'idt-c-hash',
    claim: 'c_hash',
    of: 'code',
    refs: ['OIDC-CORE-3.3.2.10', 'OIDC-CORE-3.3.2.11'],
  }),
  hashClaim({
    id: 'idt-s-hash',
    claim: 's_hash',
    of: 'state',
    refs: ['FAPI1-ADV-5.2.2.1', 'FAPI1-ADV-5.2.3.1'],
  }),
  absent({
    id: 'idt-headers',
    on: 'id-token',
    about: 'header',
    refs: ['OIDC-CORE-2'],
    names: ['x5u', 'x5c', 'jku', 'jwk'],
    within: ({ jwt }) => jwt.header,
  }),
] as const
