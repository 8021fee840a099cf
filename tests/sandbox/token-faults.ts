import type { Fault } from './faults.ts'
import type { Claims } from './keys.ts'

const without =
  (name: string) =>
  ({ [name]: _left, ...others }: Claims): Claims =>
    others

const withHash =
  (name: 'at_hash' | 'c_hash' | 's_hash'): NonNullable<Fault['idToken']> =>
  ({ header, claims }, keys) =>
    keys.signJwt(header, { ...claims, [name]: 'AAAAAAAAAAAAAAAAAAAAAA' })

const otherJkt = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const withOtherKey = (claims: Claims): Claims => ({ ...claims, cnf: { jkt: otherJkt } })

/** Faults of the grant, and of the tokens and responses that follow. */
export const tokenFaults = {
  'token-no-token-type': {
    does: 'The token response has no token_type.',
    token: without('token_type'),
  },
  'token-no-access-token': {
    does: 'The token response has no access_token.',
    token: without('access_token'),
  },
  'id-token-at-hash-wrong': {
    does: 'The at_hash of the ID token is of another access token.',
    idToken: withHash('at_hash'),
  },
  'id-token-c-hash-wrong': {
    does: 'The c_hash of the ID token is of another code; in the front channel too.',
    idToken: withHash('c_hash'),
  },
  'id-token-s-hash-wrong': {
    does: 'The s_hash of the ID token is of another state; in the front channel too.',
    idToken: withHash('s_hash'),
  },
  'refresh-token-rotated': {
    does: 'A refresh token is replaced when it is used, whatever the settings say.',
    rotates: true,
  },
  'refresh-token-kept': {
    does: 'A refresh token stays when it is used, whatever the settings say.',
    rotates: false,
  },
  'userinfo-sub-wrong': {
    does: 'UserInfo is that of another subject.',
    userInfo: (claims) => ({ ...claims, sub: 'mallory' }),
  },
  'scope-narrower': {
    does: 'The user grants only openid, whatever scope is asked for.',
    grantsScope: (scope) => scope === 'openid',
  },
  'authorization-details-other': {
    does: 'The authorization details that are granted allow to read balances, whatever is asked for.',
    grantsDetail: (detail) => ({
      ...detail,
      consent: { ...(detail['consent'] as object), permissions: ['read_balances'] },
    }),
  },
  'cnf-jkt-wrong': {
    does: 'Introspection and JWT access tokens name another DPoP key.',
    introspection: withOtherKey,
    accessToken: withOtherKey,
  },
} satisfies Record<string, Fault>
