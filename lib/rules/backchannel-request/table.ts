import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import { param, paramsIn, type Params } from '@/lib/model/params'
import type { PastedMessage } from '@/lib/oauth/pasted-document'
import { binds } from '../bodies'
import { finding } from '../builders'
import { given } from '../reading'
import { defineRule } from '../rule'

const on = 'backchannel-request'

const hints = ['login_hint', 'login_hint_token', 'id_token_hint'] as const

/** Parameters that authenticate the client, beside a signed request. */
const ofClient: ReadonlySet<string> = new Set([
  'request',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
])

/** Seconds. @see [FAPI-CIBA](https://openid.net/specs/openid-financial-api-ciba-ID1.html#section-5.2.2) */
const longest = 3600

/** Characters that a user can compare on two devices. */
const longestMessage = 100

/** The parameters that the server uses; null if they are in a JWT that cannot be read. */
function effectiveOf({ params }: PastedMessage): Params | null {
  const text = param(params, 'request')
  if (text === undefined) return params
  const { payload } = decodeJwt(text)
  return payload && paramsIn(payload)
}

/** Whether the client is notified, because the server does not let it poll. */
function isNotified(metadata: JsonObject | null): boolean {
  const modes = textsIn(metadata, 'backchannel_token_delivery_modes_supported')
  return modes !== null && modes.length > 0 && !modes.includes('poll')
}

export const table = [
  /** @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.1) */
  defineRule({
    id: 'cb-request',
    on,
    about: 'params',
    refs: ['CIBA-7.1'],
    check({ document: { message }, context: { metadata } }) {
      const params = effectiveOf(message)
      if (!params) return undefined
      const sent = hints.filter((name) => given(params, name) !== undefined)
      const scopes = (given(params, 'scope') ?? '').split(' ')
      const lacksToken = isNotified(metadata) && !given(params, 'client_notification_token')
      return [
        ...(sent.length === 1 ? [] : [finding('hint', sent.join(', ') || null, hints.join(', '))]),
        ...(scopes.includes('openid') ? [] : [finding('openid', given(params, 'scope') ?? null)]),
        ...(lacksToken ? [finding('notification')] : []),
      ]
    },
  }),
  /** @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.1.1) */
  defineRule({
    id: 'cb-signed-request',
    on,
    about: 'request',
    refs: ['CIBA-7.1.1', 'FAPI-CIBA-5.2.2', 'FAPI-CIBA-5.2.3.1'],
    check({ document: { message }, context: { ruleProfile } }) {
      const isFapi = binds(ruleProfile, 'FAPI1A')
      const text = param(message.params, 'request')
      if (text === undefined) return isFapi ? [finding('unsigned')] : undefined
      const { header, payload } = decodeJwt(text)
      if (!payload) return undefined
      const required = ['iss', 'aud', 'exp', 'iat', 'nbf', 'jti']
      const [exp, nbf] = [payload['exp'], payload['nbf']]
      const lifetime = typeof exp === 'number' && typeof nbf === 'number' ? exp - nbf : 0
      const alg = textIn(header, 'alg') ?? ''
      return [
        ...required
          .filter((name) => payload[name] === undefined)
          .map((name) => finding('missing', null, name)),
        ...message.params
          .filter(([name]) => !ofClient.has(name))
          .map(([name]) => finding('outside', name)),
        ...(symmetricAlgorithms.has(alg) ? [finding('symmetric', alg)] : []),
        ...(isFapi && lifetime > longest
          ? [finding('long', `${lifetime} s`, `≤ ${longest} s`)]
          : []),
      ]
    },
  }),
  defineRule({
    id: 'cb-binding-message',
    on,
    about: 'binding_message',
    refs: ['CIBA-7.1', 'FAPI-CIBA-5.2.2'],
    check({ document: { message }, context: { ruleProfile } }) {
      const params = effectiveOf(message)
      if (!params) return undefined
      const text = given(params, 'binding_message')
      // Details of what the user agrees to are a unique context as well.
      const isUnique = given(params, 'authorization_details') ?? given(params, 'claims')
      if (text === undefined && isUnique !== undefined) return undefined
      if (text === undefined)
        return binds(ruleProfile, 'FAPI1A', 'FAPI2') ? [finding('missing')] : undefined
      return text.length > longestMessage
        ? [finding('long', String(text.length), `≤ ${longestMessage}`)]
        : []
    },
  }),
] as const
