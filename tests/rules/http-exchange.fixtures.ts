import { httpExchangeOf, type PageMessage } from '@/lib/facts/http-exchange'
import { noRequestedParams } from '@/lib/flow/model/flow'
import type { AuthorizationRequest, Hop } from '@/lib/flow/model/message'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { context, failure, jarm, noon, pushed, request, response, success } from './artefacts'
import type { Fixtures } from './fixtures'

const page = 'https://auth1.sandbox.mya.ozoneapi.io/login'

/** The authorization request, and the headers of its response. */
const endpoint = (
  headers: Params | null,
  status = 200,
  overrides: Partial<AuthorizationRequest> = {},
): AuthorizationRequest => ({
  ...request(pushed).message,
  id: 'endpoint',
  httpResult: { at: noon + 100, status, error: null, ...(headers && { headers }) },
  ...overrides,
})

const hop = (headers: Params | null, overrides: Partial<Hop> = {}): Hop => ({
  kind: 'hop',
  id: 'hop',
  at: noon + 1000,
  source: 'browser',
  results: [],
  method: 'GET',
  url: page,
  status: 200,
  ...(headers && { headers }),
  ...overrides,
})

const callback = (
  query: string,
  headers: Params | null,
  status = 200,
  overrides: Parameters<typeof response>[1] = {},
) =>
  response(query, {
    id: 'callback',
    callback: { status, ...(headers && { headers }) },
    ...overrides,
  }).message

/** The page of a message, by default the last one, in a flow with these messages. */
function inFlow(
  messages: readonly PageMessage[],
  overrides: Partial<JudgingContext> = {},
  message = messages.at(-1),
): Artefacts['http-exchange'] {
  const exchange = message ? httpExchangeOf(message, { messages }) : null
  if (!message || !exchange) throw new Error('Not a page of the server or the app')
  return { message, exchange, context: { ...context, ...overrides } }
}

/** The last page of these, which the user left after ten seconds. */
const staying = (messages: readonly PageMessage[], overrides: Partial<JudgingContext> = {}) => {
  const next = hop(null, { id: 'next', at: (messages.at(-1)?.at ?? noon) + 10_000 })
  return inFlow([...messages, next], overrides, messages.at(-1))
}

const redirecting = endpoint([], 302)
const at = (url: string) => endpoint([], 302, { url })
const hsts = (value: string) => [['strict-transport-security', value]] as const
const csp = (value: string) => [['content-security-policy', value]] as const
const none = csp("frame-ancestors 'none'")
const noStore = [['cache-control', 'private, no-store']] as const
const mode = (responseMode: string) => ({ requested: { ...noRequestedParams, responseMode } })

export const fixtures: Fixtures<'http-exchange'> = {
  'http-hsts': {
    passed: [
      inFlow([endpoint(hsts('max-age=31536000; includeSubDomains'))]),
      inFlow([endpoint(hsts('MAX-AGE="31536000"'))]),
      inFlow([redirecting, hop(hsts('max-age=1'))], {}, redirecting),
      inFlow([at('https://login.example.bank/authorize')]),
    ],
    failed: [
      ['missing', inFlow([at('https://bank.example/authorize')])],
      ['parent', inFlow([redirecting])],
      ['parent', inFlow([endpoint(hsts('includeSubDomains'))])],
      ['zero', inFlow([endpoint(hsts('max-age=0'))])],
    ],
    notApplicable: [
      inFlow([redirecting, hop([])]),
      inFlow([at('https://127.0.0.1:9000/authorize')]),
      inFlow([at('https://192.0.2.1/authorize')]),
      inFlow([at('http://as.example/authorize')]),
      inFlow([callback(success, [])]),
    ],
    notObserved: [inFlow([endpoint(null)])],
  },
  'http-tls': {
    passed: [inFlow([redirecting, hop([])])],
    failed: [['scheme', inFlow([redirecting, hop([], { url: page.replace('https', 'http') })])]],
    notApplicable: [
      inFlow([redirecting]),
      inFlow([callback(success, [])]),
      inFlow([
        redirecting,
        hop([], { url: page.replace('https', 'http'), id: 'first' }),
        hop([], { url: page.replace('https', 'http') }),
      ]),
    ],
  },
  'http-authz-no-cors': {
    passed: [inFlow([redirecting])],
    failed: [['present', inFlow([endpoint([['access-control-allow-origin', '*']])])]],
    notApplicable: [
      inFlow([redirecting, hop([['access-control-allow-origin', '*']])]),
      inFlow([request(pushed).message]),
    ],
    notObserved: [inFlow([endpoint(null)])],
  },
  'http-frame-protection': {
    passed: [
      staying([endpoint(none)]),
      staying([endpoint(csp("frame-ancestors 'self' https://a.example"))]),
      staying([endpoint([['x-frame-options', 'DENY']])]),
      staying([redirecting, hop(none)]),
    ],
    failed: [
      ['missing', staying([endpoint([])])],
      ['missing', staying([endpoint(csp('frame-ancestors *'))])],
      ['missing', staying([endpoint(csp('frame-ancestors https:'))])],
      ['missing', staying([endpoint([['x-frame-options', 'ALLOW-FROM https://a.example']])])],
      ['missing', staying([redirecting, hop([])])],
    ],
    notApplicable: [
      staying([redirecting]),
      staying([endpoint([]), hop([], { at: noon + 9000 })]),
      // The last page may still post the response to the app.
      inFlow([endpoint([])]),
      inFlow([endpoint([]), callback(success, [])], {}, endpoint([])),
      staying([endpoint([])], mode('web_message')),
      staying([callback(success, [])]),
      staying([redirecting, hop([], { status: 404 })]),
      staying([endpoint([], 200, { url: 'https://localhost/authorize' })]),
    ],
    notObserved: [staying([endpoint(null)])],
  },
  'http-referrer-policy': {
    passed: [inFlow([endpoint([['referrer-policy', 'no-referrer']])])],
    failed: [
      ['missing', inFlow([endpoint([])])],
      ['missing', inFlow([endpoint([['referrer-policy', '']])])],
      ['missing', inFlow([callback(success, [])])],
      ['whole', inFlow([endpoint([['referrer-policy', 'no-referrer, unsafe-url']])])],
      ['whole', inFlow([callback(success, [['referrer-policy', 'no-referrer-when-downgrade']])])],
    ],
    notApplicable: [inFlow([redirecting]), inFlow([endpoint([]), hop([])])],
    notObserved: [inFlow([endpoint(null)])],
  },
  'http-callback-no-store': {
    passed: [inFlow([callback(success, noStore)]), inFlow([callback(jarm, noStore)])],
    failed: [
      ['missing', inFlow([callback(success, [])])],
      ['missing', inFlow([callback(success, [['cache-control', 'public']])])],
    ],
    notApplicable: [
      inFlow([callback(failure, [])]),
      inFlow([callback(success, [], 302)]),
      inFlow([callback(`#${success.slice(1)}`, [])]),
      inFlow([redirecting]),
    ],
    notObserved: [inFlow([callback(success, null)])],
  },
}
