import { bareRequestUri, bodyOnly, par, refusal, unknown } from './artefacts'
import type { Fixtures } from './fixtures'

const prefix = 'urn:ietf:params:oauth:request_uri:'
const named = (requestUri: string) => par({ request_uri: requestUri })
const typed = (contentType: string) => par({}, { headers: [['Content-Type', contentType]] })

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
