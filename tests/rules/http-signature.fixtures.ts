import type { Fixtures } from './fixtures'
import { http } from './signed-payloads'
import { now } from './tokens'

const good = http()
const plain = http({ input: '("@method")' })
const unread = http({ input: '(' })
const ofResponse = { of: 'response', requestHeaders: [] } as const
const components = '"@status" "content-digest" "@method";req "@target-uri";req'
const reply = (more = '', headers: readonly (readonly [string, string])[] = []) =>
  http({
    input: `(${components}${more});created=${now};keyid="k";tag="fapi-2-response"`,
    exchange: { ...ofResponse, requestHeaders: headers },
  })
const fapi = (parameters: string) =>
  http({
    input: `("@method" "@target-uri" "authorization" "content-digest");${parameters}tag="fapi-2-request"`,
  })
const failing = (
  reason: 'signature' | 'kid-unknown' | 'key-alg' | 'base-unknown' | 'jwks-missing',
) =>
  http({
    verification: {
      status: reason === 'signature' ? 'invalid' : 'not-run',
      reason,
      keys:
        reason === 'jwks-missing' || reason === 'base-unknown'
          ? null
          : { all: 1, fitting: reason === 'signature' ? 1 : 0 },
      source: reason === 'jwks-missing' ? null : 'jwks_uri',
    },
  })
const noDigest = { headers: [] as const }

export const fixtures: Fixtures<'http-signature'> = {
  'hs-form': {
    passed: [good, plain],
    failed: [
      ['input', unread],
      ['signature', http({ signature: 'sig1=:A' })],
      ['unpaired', http({ signature: 'other=:AAAA:' })],
    ],
    notApplicable: [{ ...good, signatures: { list: [], unreadable: [], unpaired: [] } }],
  },
  'hs-tag': {
    passed: [good, reply()],
    failed: [
      ['differs', plain],
      [
        'differs',
        http({ exchange: { of: 'response' }, input: '("@status");tag="fapi-2-request"' }),
      ],
    ],
    notApplicable: [unread],
  },
  'hs-covered': {
    passed: [
      good,
      reply(),
      reply(' "signature";req;key="sig1" "signature-input";req', [
        ['signature', 'a'],
        ['signature-input', 'b'],
      ]),
    ],
    failed: [
      [
        'missing',
        http({ input: '("@method" "@target-uri" "content-digest");tag="fapi-2-request"' }),
      ],
      ['missing', http({ headers: [['DPoP', 'ey']] })],
      ['missing', reply('', [['content-digest', 'sha-256=:AAAA:']])],
      [
        'missing',
        http({ exchange: ofResponse, input: '("content-digest");tag="fapi-2-response"' }),
      ],
    ],
    notApplicable: [plain, unread],
  },
  'hs-alg': {
    passed: [good, http({ input: '("@method");alg="ed25519"' })],
    failed: [
      ['unregistered', http({ input: '("@method");alg="PS256"' })],
      ['differs', failing('key-alg')],
    ],
    notApplicable: [unread],
    notObserved: [http({ verification: null })],
  },
  'hs-keyid': {
    passed: [good],
    failed: [
      ['missing', plain],
      ['unknown', failing('kid-unknown')],
    ],
    notApplicable: [unread],
    notObserved: [http({ verification: null }), failing('jwks-missing')],
  },
  'hs-created': {
    passed: [good, http({ input: `("@method");expires=${now + 10}` })],
    failed: [
      ['missing', fapi('')],
      ['future', fapi(`created=${now + 120};`)],
      ['old', fapi(`created=${now - 61};`)],
      ['expired', http({ input: `("@method");created=${now - 200};expires=${now - 100}` })],
    ],
    notApplicable: [plain, unread],
  },
  'hs-signature': {
    passed: [good],
    failed: [
      ['differs', failing('signature')],
      ['component', failing('base-unknown')],
      ['unverifiable', failing('kid-unknown')],
    ],
    notApplicable: [unread, http({ signature: 'other=:AAAA:' })],
    notObserved: [
      failing('jwks-missing'),
      http({ verification: null }),
      { ...failing('base-unknown'), exchange: { ...reply().exchange, method: null } },
    ],
  },
  'hs-digest': {
    passed: [good],
    failed: [
      ['missing', http({ exchange: noDigest })],
      ['differs', http({ digest: 'differs' })],
      ['unsupported', http({ digest: 'unknown' })],
    ],
    notApplicable: [
      { ...plain, exchange: { ...plain.exchange, ...noDigest } },
      http({ exchange: { ...noDigest, hasBody: false } }),
    ],
    notObserved: [
      http({ digest: 'coded' }),
      http({ digest: 'inexact' }),
      http({ verification: null }),
    ],
  },
}
