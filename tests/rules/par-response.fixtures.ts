import { bareRequestUri, bodyOnly, par, refusal, unknown } from './artefacts'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { Fixtures } from './fixtures'
import { called } from './requests'

const prefix = 'urn:ietf:params:oauth:request_uri:'
const named = (requestUri: string) => par({ request_uri: requestUri })
const typed = (contentType: string) => par({}, { headers: [['Content-Type', contentType]] })

const under = (
  ruleProfile: RuleProfile,
  artefact: Artefacts['par-response'],
): Artefacts['par-response'] => ({ ...artefact, context: { ...artefact.context, ruleProfile } })

const html: Params = [['content-type', 'text/html']]
const refused = (error: unknown, status: number, type = 'application/json') =>
  par({ error }, { status, headers: [['content-type', type]] })

const interaction = 'x-fapi-interaction-id'
const id = '93bac548-d2de-4546-b106-880a5018460d'
const traced = (sent: string, ...headers: Params): Artefacts['par-response'] => ({
  ...par({}, { headers }),
  request: called('par', [], { headers: [[interaction, sent]] }),
})
const refusedTraced = par(
  { error: 'invalid_request' },
  { status: 400, headers: [[interaction, id]] },
).message

export const fixtures: Fixtures<'par-response'> = {
  'par-status-201': {
    passed: [par()],
    failed: [['differs', par({}, { status: 200 })]],
    notApplicable: [refusal, par({ error: 'invalid_request' }, { status: null })],
    notObserved: [bodyOnly, bareRequestUri],
  },
  'par-content-type': {
    passed: [par(), typed('application/json;charset=UTF-8')],
    failed: [
      ['differs', typed('text/plain')],
      ['missing', par({}, { headers: [['date', 'Fri, 20 Nov 2026 12:00:00 GMT']] })],
      ['not_object', par({}, { headers: [], body: '<html></html>' })],
      ['not_object', par({}, { body: '[]' })],
      ['not_object', par({}, { body: '' })],
      ['repeated', par({}, { body: '{"request_uri":"a","request_uri":"b"}' })],
      ['repeated', par({}, { status: 400, body: '{"error":"a","error":"b"}' })],
      ['repeated', par({}, { status: 201, body: '{"a":[{"b":1,"b":1}]}' })],
    ],
    notApplicable: [refusal, par({}, { status: 502, body: '{"a":1,"a":2}' })],
    notObserved: [bodyOnly, bareRequestUri],
  },
  'par-request-uri-present': {
    passed: [par(), named('https://as.example/par/1')],
    failed: [
      ['missing', par({ request_uri: 1 })],
      ['relative', named('6esc')],
      ['charset', named(`${prefix}é`)],
      ['long', named(prefix + 'a'.repeat(512))],
    ],
    notApplicable: [refusal],
  },
  'par-request-uri-entropy': {
    passed: [
      par(),
      named(`${prefix}9f86d081884c7d659a2feaa0c55ad015`),
      named(`${prefix}3f2504e0-4f89-41d3-9a0c-0305e82c3301`),
      named('https://as.example/par/SplxlOBeZQQYbYS6WxSbIA'),
    ],
    failed: [
      ['short', named(`${prefix}42`)],
      ['short', named(`${prefix}6esc_11ACC5bwc014ltc1`)],
      ['short', named('https://as.example/a-long-path-before-it/42')],
      ['repetitive', named(prefix + '0'.repeat(39) + '42')],
    ],
    notApplicable: [named(''), named('6esc')],
  },
  'par-expires-in-type': {
    passed: [par(), bodyOnly],
    failed: [
      ['missing', par({ expires_in: undefined })],
      ['type', par({ expires_in: '60' })],
      ['range', par({ expires_in: 0 })],
      ['range', par({ expires_in: 60.5 })],
      ['range', par({ expires_in: -1 })],
      ['long', par({ expires_in: 1e15 })],
    ],
    notApplicable: [refusal],
    notObserved: [bareRequestUri],
  },
  'par-expires-in-max': {
    passed: [
      par(),
      par({ expires_in: 599 }),
      par({}, { body: '' }),
      { ...par({ expires_in: 600 }), context: unknown },
    ],
    failed: [
      ['long', par({ expires_in: 600 })],
      ['long', par({}, { body: '', expiresIn: 3600 })],
      ['long', { ...par({ expires_in: 601 }), context: unknown }],
    ],
    notApplicable: [refusal, par({ expires_in: '3600' })],
    notObserved: [bareRequestUri],
  },
  'par-expires-in-min': {
    passed: [par(), par({ expires_in: 30 })],
    failed: [['short', par({ expires_in: 5 })]],
    notApplicable: [refusal, par({ expires_in: undefined })],
    notObserved: [bareRequestUri],
  },
  'par-expires-in-profile': {
    passed: [
      under('cdr', par({ expires_in: 10 })),
      under('cdr', par({ expires_in: 90 })),
      under('br', par({ expires_in: 3600 })),
    ],
    failed: [
      ['short', under('cdr', par({ expires_in: 9 }))],
      ['short', under('br', par({ expires_in: 59 }))],
      ['long', under('cdr', par({ expires_in: 91 }))],
    ],
    notApplicable: [par(), under('cdr', refusal), under('br', par({ expires_in: '60' }))],
    notObserved: [under('cdr', bareRequestUri)],
  },
  'par-error-shape': {
    passed: [
      refusal,
      refused('invalid_client', 401),
      refused('invalid_client', 400),
      refused('invalid_request', 413),
      refused('server_error', 500),
      par({ error: 'invalid_request' }, { status: 400, headers: [] }),
    ],
    failed: [
      ['status', refused('invalid_request', 200)],
      ['status', refused('invalid_request', 401)],
      ['status', refused('invalid_request', 500)],
      ['content_type', refused('invalid_request', 400, 'text/html')],
      ['content_type', par({}, { status: 400, headers: html, body: '<html>' })],
      ['missing', par({}, { status: 400 })],
      ['missing', par({}, { status: 400, headers: html, body: '' })],
      ['missing', refused(1, 400)],
      ['unknown', refused('bad_request', 400)],
      ['interaction', refused('login_required', 400)],
    ],
    notApplicable: [
      par(),
      par({}, { status: 502, headers: html, body: '<html>' }),
      par({}, { status: 405, headers: [], body: '' }),
    ],
    notObserved: [par({ error: 'invalid_request' }, { status: null, headers: [] })],
  },
  'par-fapi-interaction-id': {
    passed: [traced(id, ['X-FAPI-Interaction-ID', id])],
    failed: [
      ['differs', traced(id, [interaction, 'b'])],
      ['missing', traced(id, ['date', 'Fri, 20 Nov 2026 12:00:00 GMT'])],
    ],
    notApplicable: [par(), { ...traced('a', [interaction, id]), message: refusedTraced }],
    notObserved: [traced(id)],
  },
  'par-cache': {
    passed: [par(), par({}, { headers: [['Cache-Control', 'No-Store']] })],
    failed: [
      ['missing', typed('application/json')],
      ['differs', par({}, { headers: [['cache-control', 'no-cache']] })],
    ],
    notApplicable: [refusal],
    notObserved: [bodyOnly, bareRequestUri],
  },
}
