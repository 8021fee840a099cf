import type { Params } from '@/lib/model/params'
import type { Fixtures } from './fixtures'
import { replying, resourceUrl, sending } from './resources'
import { brUrl, ukBody, ukUrl } from './signed-payloads'

const signed: Params = [['x-jws-signature', 'ey..a']]
const payment = { method: 'POST', url: ukUrl, body: ukBody }
const account = { url: 'https://rs.example/open-banking/v4.0/aisp/accounts' }
const brPayment = { method: 'POST', url: brUrl, body: '{"data":{}}' }
const jwt = 'eyJhbGciOiJQUzI1NiJ9.e30.c2ln'
const date: Params = [['date', 'Fri, 20 Nov 2026 12:00:00 GMT']]

export const requests: Fixtures<'resource-request'> = {
  'rq-jws-signature': {
    passed: [sending({ ...payment, headers: signed }), sending({ ...account, body: '{}' })],
    failed: [
      ['missing', sending(payment)],
      ['unexpected', sending({ ...account, headers: signed })],
    ],
    notApplicable: [
      sending({ url: ukUrl }),
      sending({ ...payment, url: resourceUrl }),
      sending({ ...payment, url: `${ukUrl}/pdc-1/funds-confirmation` }),
    ],
  },
  'rq-signed-body': {
    passed: [sending({ ...brPayment, body: jwt })],
    failed: [['missing', sending(brPayment)]],
    notApplicable: [sending({ url: brUrl }), sending({ ...brPayment, url: resourceUrl })],
  },
}

export const responses: Fixtures<'resource-response'> = {
  'rr-jws-signature': {
    passed: [replying({ headers: signed }, payment), replying({}, account)],
    failed: [
      ['missing', replying({ headers: date }, payment)],
      ['missing', replying({ headers: date }, { url: `${ukUrl}/pdc-1` })],
      ['refusal', replying({ headers: date, status: 400 }, payment)],
      ['unexpected', replying({ headers: signed }, account)],
    ],
    notApplicable: [
      replying({ headers: signed }, null),
      replying({}, { url: resourceUrl }),
      replying({ status: null }, payment),
      replying({ body: '' }, payment),
    ],
    notObserved: [replying({ headers: [] }, payment)],
  },
  'rr-signed-body': {
    passed: [replying({ body: jwt }, brPayment)],
    failed: [
      ['missing', replying({}, brPayment)],
      ['missing', replying({ status: 422, body: '{"errors":[]}' }, brPayment)],
    ],
    notApplicable: [
      replying({ status: 400, body: '{"errors":[]}' }, brPayment),
      replying({}, null),
      replying({ status: null }, brPayment),
      replying({}, { url: resourceUrl }),
    ],
  },
}
