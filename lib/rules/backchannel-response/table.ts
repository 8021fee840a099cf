import { textIn } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { codePoints } from '../characters'
import { enoughBits, possibleBits } from '../entropy'
import { isError, membersOfSuccess, missingIn, wrongStatus, wrongTypes } from '../pasted-reading'
import { defineRule } from '../rule'

const on = 'backchannel-response'

const types = { auth_req_id: 'string', expires_in: 'number', interval: 'number' }

/** The status of each error code. */
const statuses: ReadonlyMap<string, number> = new Map([
  ['invalid_request', 400],
  ['invalid_scope', 400],
  ['expired_login_hint_token', 400],
  ['unknown_user_id', 400],
  ['unauthorized_client', 400],
  ['missing_user_code', 400],
  ['invalid_user_code', 400],
  ['invalid_binding_message', 400],
  ['invalid_client', 401],
  ['access_denied', 403],
])

export const table = [
  /** @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.3) */
  defineRule({
    id: 'cb-response',
    on,
    about: 'auth_req_id',
    refs: ['CIBA-7.3'],
    check({ document: { message } }) {
      const json = membersOfSuccess(message)
      if (!json) return undefined
      const id = textIn(json, 'auth_req_id') ?? ''
      const forbidden = id.match(/[^\w.-]/gu)
      const bits = Math.floor(possibleBits(id))
      return [
        ...wrongStatus(message, 200),
        ...missingIn(json, ['auth_req_id', 'expires_in']),
        ...wrongTypes(json, types),
        ...['expires_in', 'interval'].flatMap((name) => notPositive(name, json[name])),
        ...(id !== '' && bits < enoughBits
          ? [finding('short', `${bits} bits`, `≥ ${enoughBits} bits`)]
          : []),
        ...(forbidden ? [finding('charset', codePoints(forbidden))] : []),
      ]
    },
  }),
  /** @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.13) */
  defineRule({
    id: 'cb-error',
    on,
    about: 'error',
    refs: ['CIBA-13'],
    check({ document: { message } }) {
      const { status, json } = message
      const error = textIn(json, 'error')
      if (!isError(message) || error === null) return undefined
      const expected = statuses.get(error)
      if (expected === undefined) return [finding('unknown', error)]
      return status === null || status === expected
        ? []
        : [finding('status', String(status), String(expected))]
    },
  }),
] as const

function notPositive(name: string, value: unknown): readonly Finding[] {
  if (typeof value !== 'number' || (Number.isInteger(value) && value > 0)) return []
  return [finding('type', `${name}: ${value}`, 'positive integer')]
}
