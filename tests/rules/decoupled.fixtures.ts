import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { changed, clientId, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import { form, jsonType, noStore, pasting } from './pasted'
import { compact, now } from './tokens'

const under = (ruleProfile: RuleProfile) => ({ ruleProfile })
const ok = { status: 200, headers: noStore } as const

const device: JsonObject = {
  device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://as.example/device',
  expires_in: 1800,
}
const deviceResponse = pasting('device-response')
const dv = (changes: JsonObject = {}, overrides: Parameters<typeof deviceResponse>[1] = ok) =>
  deviceResponse({ ...device, ...changes }, overrides)
const deviceError = deviceResponse({ error: 'invalid_client' }, { status: 401, headers: jsonType })

const ofDevice: Fixtures<'device-response'> = {
  'dv-response': {
    passed: [dv(), dv({ interval: 5 }), dv({}, {})],
    failed: [
      ['missing', dv({ expires_in: undefined })],
      ['missing', dv({ user_code: '' })],
      ['type', dv({ expires_in: '1800' })],
      ['type', dv({ verification_uri_complete: 1 })],
      ['missing', deviceResponse(null, ok)],
      ['status', dv({}, { status: 201, headers: noStore })],
      ['cache', dv({}, { status: 200, headers: jsonType })],
    ],
    notApplicable: [deviceError, deviceResponse(null)],
  },
  'dv-verification-uri': {
    passed: [dv(), dv({ user_code: '019-450-730' })],
    failed: [
      ['scheme', dv({ verification_uri: 'http://as.example/device' })],
      ['short', dv({ user_code: '123456' })],
      ['short', dv({ user_code: 'ABCD' })],
    ],
    notApplicable: [deviceError, dv({ user_code: undefined, verification_uri: undefined })],
  },
}

const params: Params = [
  ['scope', 'openid accounts'],
  ['login_hint', 'a@example.com'],
  ['client_id', clientId],
]
const backchannelRequest = pasting('backchannel-request')
const cb = (sent: Params = params, known = {}) => backchannelRequest(null, form(sent), known)
const without = (name: string) => params.filter(([key]) => key !== name)
const claims: JsonObject = {
  iss: clientId,
  aud: issuer,
  exp: now + 300,
  iat: now,
  nbf: now,
  jti: 'bc-1',
  scope: 'openid',
  login_hint: 'a@example.com',
}
const signed = (
  changes: JsonObject = {},
  header: JsonObject = { alg: 'PS256' },
  more: Params = [],
) => cb([['request', compact(header, { ...claims, ...changes })], ...more], under('fapi1'))
const { jti: _, ...withoutJti } = claims
const delivering = (...modes: readonly string[]) => ({
  metadata: changed({ backchannel_token_delivery_modes_supported: modes }),
})
const message = (text: string) => cb([...params, ['binding_message', text]])

const ofRequest: Fixtures<'backchannel-request'> = {
  'cb-request': {
    passed: [cb(), signed(), cb(params, delivering('poll', 'ping'))],
    failed: [
      ['hint', cb(without('login_hint'))],
      ['hint', cb([...params, ['id_token_hint', 'a.b.c']])],
      ['openid', cb([...without('scope'), ['scope', 'accounts']])],
      ['notification', cb(params, delivering('ping'))],
    ],
    notApplicable: [cb([['request', 'encrypted']])],
  },
  'cb-signed-request': {
    passed: [signed(), signed({}, { alg: 'PS256' }, [['client_id', clientId]])],
    failed: [
      ['missing', cb([['request', compact({ alg: 'PS256' }, withoutJti)]])],
      ['outside', signed({}, { alg: 'PS256' }, [['scope', 'openid']])],
      ['symmetric', signed({}, { alg: 'HS256' })],
      ['unsigned', cb(params, under('fapi1'))],
      ['long', signed({ exp: now + 3601 })],
    ],
    notApplicable: [cb(params, under('oauth2')), cb([['request', 'encrypted']])],
  },
  'cb-binding-message': {
    passed: [message('W4SCT'), signed({ binding_message: 'W4SCT' })],
    failed: [
      ['missing', cb(params, under('fapi2'))],
      ['long', message('W4SCT '.repeat(50))],
    ],
    notApplicable: [
      cb(params, under('oauth2')),
      cb([['request', 'encrypted']]),
      cb([...params, ['authorization_details', '[{"type":"account-access"}]']], under('fapi2')),
    ],
  },
}

const accepted: JsonObject = {
  auth_req_id: '1c266114-a1be-4252-8ad1-04986c5b9ac1-8f2e',
  expires_in: 120,
}
const backchannelResponse = pasting('backchannel-response')
const res = (changes: JsonObject = {}) => backchannelResponse({ ...accepted, ...changes }, ok)
const refused = (status: number | null, error?: string) =>
  backchannelResponse(error === undefined ? {} : { error }, { status, headers: jsonType })

const ofResponse: Fixtures<'backchannel-response'> = {
  'cb-response': {
    passed: [res(), res({ interval: 5 })],
    failed: [
      ['missing', res({ expires_in: undefined })],
      ['short', res({ auth_req_id: '1234567890' })],
      ['charset', res({ auth_req_id: '1c266114/a1be+4252=8ad1/04986c5b9ac1/8f2e' })],
      ['type', res({ expires_in: '120' })],
      ['type', res({ interval: 0 })],
      ['missing', backchannelResponse(null, ok)],
      ['status', backchannelResponse(accepted, { status: 201, headers: noStore })],
    ],
    notApplicable: [refused(400, 'unknown_user_id'), backchannelResponse(null)],
  },
  'cb-error': {
    passed: [
      refused(400, 'unknown_user_id'),
      refused(403, 'access_denied'),
      refused(null, 'invalid_client'),
    ],
    failed: [
      ['status', refused(404, 'unknown_user_id')],
      ['unknown', refused(400, 'user_unknown')],
    ],
    notApplicable: [res(), refused(400)],
  },
}

export const fixtures = {
  'device-response': ofDevice,
  'backchannel-request': ofRequest,
  'backchannel-response': ofResponse,
}
