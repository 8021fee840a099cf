import { accessToken } from './answers'
import type { Fixtures } from './fixtures'
import { dpop, interactionId, resourceUrl, sending } from './resources'

const none = sending({ headers: [] })
const inQuery = { url: `${resourceUrl}?a=b&access_token=${accessToken}` }
const inBody = { params: [['access_token', accessToken]] as const }
const header = (name: string, value: string, known = {}) =>
  sending({ headers: [[name, value]] }, known)

export const fixtures: Fixtures<'resource-request'> = {
  'at-used-in-query': {
    passed: [sending(), sending({ headers: [], ...inBody })],
    failed: [['present', sending({ headers: [], ...inQuery })]],
    notApplicable: [none, sending({ headers: [['authorization', 'Basic YTpi']] })],
  },
  'at-http-plain': {
    passed: [sending(), sending({ url: 'http://localhost:4000/accounts' })],
    failed: [
      ['scheme', sending({ url: 'http://rs.example/accounts' })],
      ['scheme', sending({ url: `http://rs.example/?access_token=${accessToken}`, headers: [] })],
    ],
    notApplicable: [sending({ url: 'http://rs.example/accounts', headers: [] })],
  },
  'rq-token-once': {
    passed: [sending(), sending({ headers: dpop })],
    failed: [
      ['several', sending(inQuery)],
      ['several', sending(inBody)],
    ],
    notApplicable: [none],
  },
  'at-scheme': {
    passed: [
      sending({}, { tokenType: 'bearer' }),
      sending({ headers: dpop }, { tokenType: 'DPoP' }),
      sending({ headers: [['Authorization', `dpop ${accessToken}`]] }, { tokenType: 'DPoP' }),
      sending({}, { tokenType: 'DPoP', knowsOnlyBearer: true }),
    ],
    failed: [
      ['scheme', sending({ headers: dpop }, { tokenType: 'Bearer' })],
      ['downgraded', sending({}, { tokenType: 'DPoP' })],
    ],
    notApplicable: [none, sending({}, { tokenType: 'mac' })],
    notObserved: [sending()],
  },
  'rq-interaction-id': {
    passed: [
      header('x-fapi-interaction-id', interactionId, { earlierIds: new Set(['another']) }),
      header('X-FAPI-Auth-Date', 'Fri, 20 Nov 2026 12:00:00 GMT'),
      header('x-fapi-customer-ip-address', '198.51.100.119'),
      header('x-fapi-customer-ip-address', '2001:db8::1893:25c8:1946'),
    ],
    failed: [
      ['form', header('x-fapi-interaction-id', 'request-1')],
      [
        'repeated',
        header('x-fapi-interaction-id', interactionId, { earlierIds: new Set([interactionId]) }),
      ],
      ['header', header('x-fapi-auth-date', '2026-11-20T12:00:00Z')],
      ['header', header('x-fapi-customer-ip-address', '198.51.100.256')],
      ['header', header('x-fapi-customer-ip-address', '198.51.100')],
      ['header', header('x-fapi-customer-ip-address', '1:2:3')],
    ],
    notApplicable: [sending()],
  },
}
