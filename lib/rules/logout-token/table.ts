import { isObject, jsonTypeOf } from '@/lib/model/json'
import { logoutEvent } from '@/lib/oauth/token-kind'
import { absent, finding } from '../builders'
import { explicitType } from '../explicit-type'
import { defineRule } from '../rule'

const required = ['iss', 'aud', 'iat', 'jti', 'events'] as const

export const table = [
  defineRule({
    id: 'lt-required',
    on: 'logout-token',
    about: 'payload',
    refs: ['OIDC-BACKCHANNEL-2.4', 'OIDC-BACKCHANNEL-2.6'],
    check({ jwt: { payload } }) {
      if (!payload) return undefined
      return [
        ...required
          .filter((name) => payload[name] === undefined)
          .map((name) => finding('missing', null, name)),
        // The final specification of 2022 did not have `exp`; errata of 2023 added it.
        ...(payload['exp'] === undefined ? [finding('exp', null, 'exp')] : []),
      ]
    },
  }),
  defineRule({
    id: 'lt-events',
    on: 'logout-token',
    about: 'events',
    refs: ['OIDC-BACKCHANNEL-2.4'],
    check({ jwt: { payload } }) {
      const events = payload?.['events']
      if (events === undefined) return undefined
      if (!isObject(events)) return [finding('type', jsonTypeOf(events), 'object')]
      if (!Object.hasOwn(events, logoutEvent))
        return [finding('missing', Object.keys(events).join(', '), logoutEvent)]
      const event = events[logoutEvent]
      return isObject(event) ? [] : [finding('type', jsonTypeOf(event), 'object')]
    },
  }),
  absent({
    id: 'lt-no-nonce',
    on: 'logout-token',
    about: 'nonce',
    refs: ['OIDC-BACKCHANNEL-2.4'],
    names: ['nonce'],
    within: ({ jwt }) => jwt.payload,
  }),
  defineRule({
    id: 'lt-typ',
    on: 'logout-token',
    about: 'typ',
    refs: ['OIDC-BACKCHANNEL-2.4'],
    check: ({ jwt }) => explicitType(jwt, 'logout+jwt'),
  }),
] as const
