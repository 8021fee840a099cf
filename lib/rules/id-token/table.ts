import { absent } from '../builders'

export const table = [
  absent({
    id: 'idt-headers',
    on: 'id-token',
    about: 'header',
    refs: ['OIDC-CORE-2'],
    names: ['x5u', 'x5c', 'jku', 'jwk'],
    within: ({ jwt }) => jwt.header,
  }),
] as const
