import type { Params } from '@/lib/model/params'
import type { Fixtures } from './fixtures'
import { challenging, dpop, interactionId, replying, resourceReply } from './resources'

const ok = replying()
const bare = { headers: [] }
const nonce: Params = [['DPoP-Nonce', 'eyJ7S_zG.eyJH0-Z']]
const wantsNonce = 'DPoP error="use_dpop_nonce", algs="ES256 PS256"'
const stepUp = 'Bearer error="insufficient_user_authentication"'
const proofOnly = { headers: [['dpop', 'a.b.c']] as const }

const fromPage: { headers: Params } = { headers: [...dpop, ['Origin', 'https://app.example']] }
const crossOrigin = (exposed: Params, request: { headers: Params } | null = fromPage) =>
  replying(
    { headers: [...nonce, ['access-control-allow-origin', 'https://app.example'], ...exposed] },
    request,
  )
const exposing = (names: string): Params => [['Access-Control-Expose-Headers', names]]

const echoing = (received: Params, sent: Params = []) =>
  replying({ headers: [...resourceReply().headers, ...received] }, { headers: sent })
const id = (value: string): Params => [['x-fapi-interaction-id', value]]

const dated: Params = [['date', 'Fri, 20 Nov 2026 12:00:00 GMT']]
const typed = (contentType: string, body = '{}') =>
  replying({ headers: [...dated, ['content-type', contentType]], body })

export const fixtures: Fixtures<'resource-response'> = {
  'rr-challenge-syntax': {
    passed: [
      challenging('Bearer error="invalid_token"'),
      challenging('Bearer realm="a, \\"b\\"", DPoP algs=ES256,, Basic realm=x'),
      challenging('Negotiate TlRMTVNTUAAB==, Bearer'),
      challenging('Bearer realm=a\nDPoP algs="ES256"'),
    ],
    failed: [
      ['syntax', challenging('Bearer error=invalid token')],
      ['syntax', challenging('Bearer realm="a" error="invalid_token"')],
      ['syntax', challenging('error="invalid_token"')],
      ['syntax', challenging('Bearer realm="a')],
      ['repeated', challenging('Bearer scope="a", scope="b"')],
      ['charset', challenging('Bearer error="invalid_token", error_description="ung\\"ltig"')],
      ['charset', challenging('Bearer error="x", error_uri="https://a b"')],
    ],
    notApplicable: [ok],
  },
  'at-challenge': {
    passed: [
      challenging('Bearer error="invalid_token"'),
      challenging('DPoP', {}, null),
      challenging('Bearer', {}, bare),
    ],
    failed: [
      ['missing', replying({ status: 401 })],
      ['error', challenging('Bearer realm="api"')],
      ['scheme', challenging('Basic realm="api"')],
    ],
    notApplicable: [ok],
    notObserved: [replying({ status: 401, headers: [] })],
  },
  'rr-no-credentials': {
    passed: [challenging('Bearer realm="api"', {}, bare)],
    failed: [['error', challenging('Bearer error="invalid_token"', {}, bare)]],
    notApplicable: [
      ok,
      challenging('Bearer error="invalid_token"'),
      challenging('Basic', {}, bare),
      challenging('Bearer error="a"', {}, { headers: [['authorization', 'Basic YTpi']] }),
    ],
    notObserved: [challenging('Bearer', {}, null)],
  },
  'rr-error-status': {
    passed: [
      challenging('Bearer error="invalid_token"'),
      challenging('Bearer error="insufficient_scope", scope="a"', { status: 403 }),
    ],
    failed: [
      ['status', challenging('Bearer error="invalid_token"', { status: 400 })],
      ['status', challenging('Bearer error=invalid_request')],
      ['status', challenging(wantsNonce, { status: 400 })],
      ['scope', challenging('Bearer error="insufficient_scope"', { status: 403 })],
    ],
    notApplicable: [ok, challenging('Bearer'), challenging('Bearer error="another"')],
    notObserved: [challenging('Bearer error="invalid_token"', { status: null })],
  },
  'rr-step-up': {
    passed: [
      challenging(`${stepUp}, acr_values="myACR"`),
      challenging(`${stepUp}, max_age=0`, { status: null }),
    ],
    failed: [
      ['status', challenging(`${stepUp}, max_age="5"`, { status: 403 })],
      ['missing', challenging(stepUp)],
      ['form', challenging(`${stepUp}, max_age="-1"`)],
      ['form', challenging(`${stepUp}, acr_values=""`)],
    ],
    notApplicable: [ok, challenging('Bearer error="invalid_token"')],
  },
  'rr-dpop-challenge': {
    passed: [
      challenging(wantsNonce, {}, {}, nonce),
      challenging('DPoP error="use_dpop_nonce"', {}, {}, nonce),
      challenging('Bearer, DPoP algs="ES256"'),
    ],
    failed: [
      ['nonce', challenging(wantsNonce)],
      ['algs', challenging('DPoP error="invalid_token"')],
      ['scheme', challenging('Bearer error="use_dpop_nonce"', {}, {}, nonce)],
    ],
    notApplicable: [ok, challenging('Bearer error="invalid_token"', {}, { headers: dpop })],
  },
  'dpop-error': {
    passed: [
      challenging(wantsNonce, {}, {}, nonce),
      replying({ headers: nonce }),
      replying({ headers: [['dpop-nonce', 'a,b']] }),
    ],
    failed: [
      ['several_nonces', replying({ headers: [...nonce, ...nonce] })],
      ['several_nonces', replying({ headers: [['dpop-nonce', 'a, b']] })],
      ['status', challenging(wantsNonce, { status: 400 }, {}, nonce)],
      ['challenge', challenging('Bearer error="use_dpop_nonce"')],
      ['challenge', replying({ status: 401, body: '{"error":"invalid_dpop_proof"}' }, proofOnly)],
    ],
    notApplicable: [ok, challenging('Bearer error="invalid_token"')],
  },
  'dpop-nonce-cors': {
    passed: [crossOrigin(exposing('WWW-Authenticate, DPoP-Nonce')), crossOrigin(exposing('*'))],
    failed: [
      ['missing', crossOrigin([])],
      ['missing', crossOrigin(exposing('WWW-Authenticate'))],
    ],
    notApplicable: [
      ok,
      replying({ headers: nonce }),
      replying({ headers: nonce }, fromPage),
      crossOrigin([], { headers: [['origin', 'https://rs.example']] }),
      crossOrigin([], { headers: [['origin', 'chrome-extension://abc']] }),
    ],
    notObserved: [crossOrigin([], null)],
  },
  'rr-interaction-id': {
    passed: [
      echoing(id('own-id'), id('own-id')),
      echoing(id(interactionId)),
      echoing(id(interactionId.toUpperCase())),
    ],
    failed: [
      ['missing', echoing([], id(interactionId))],
      ['missing', echoing([])],
      ['missing', replying({}, null)],
      ['differs', echoing(id(interactionId), id('another'))],
      ['form', echoing(id('1'))],
    ],
    notApplicable: [replying({ status: null }), replying({ kind: 'userinfo-response' } as never)],
    notObserved: [replying({ headers: [] }), replying({ headers: id(interactionId) }, null)],
  },
  'rr-date-content-type': {
    passed: [
      ok,
      typed('application/problem+json'),
      typed('application/json;charset="UTF-8"'),
      typed('application/pdf', '%PDF'),
      replying({ status: 204, headers: dated, body: '' }),
    ],
    failed: [
      ['date', replying({ headers: [['content-type', 'application/json']] })],
      ['content_type', typed('text/plain')],
      ['content_type', typed('application/json; charset=iso-8859-1')],
    ],
    notApplicable: [replying({ status: null }), replying({ kind: 'userinfo-response' } as never)],
    notObserved: [replying({ headers: [] })],
  },
}
