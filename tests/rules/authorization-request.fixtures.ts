import type { JudgingContext } from '@/lib/facts/judging-context'
import type { JsonObject } from '@/lib/model/json'
import { changed, clientId, fresh, context, noon, pushed, request, unknown } from './artefacts'
import { openIdFixtures } from './authorization-openid.fixtures'
import { parameterFixtures } from './authorization-parameters.fixtures'
import { valueFixtures } from './authorization-values.fixtures'
import type { Fixtures } from './fixtures'

const bare = request('https://auth1.sandbox.mya.ozoneapi.io/auth')
const direct = request(`?client_id=${clientId}&response_type=code&scope=openid`)
const requested = (requestUri: string) =>
  request(`?client_id=${clientId}&request_uri=${encodeURIComponent(requestUri)}`)
const byReference = `?client_id=${clientId}&request_uri=https%3A%2F%2Frp.example%2Fro.jwt`
const hash = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const plain = (metadata: JsonObject): JudgingContext => ({ ...unknown, metadata })
const fapi: JudgingContext = { ...context, ruleProfile: 'fapi2' }

export const fixtures: Fixtures<'authorization-request'> = {
  ...parameterFixtures,
  ...valueFixtures,
  ...openIdFixtures,
  'az-endpoint-match': {
    passed: [request(pushed)],
    failed: [
      ['differs', request(`https://auth1.sandbox.mya.ozoneapi.io.evil.example/auth${pushed}`)],
      ['spelling', request(`https://auth1.sandbox.mya.ozoneapi.io:443/auth${pushed}`)],
    ],
    notApplicable: [request(pushed, { context: { ...context, metadata: {} } })],
    notObserved: [request(pushed, { context: unknown })],
  },
  'az-https': {
    passed: [request(pushed), request(`http://[::1]:9000/auth${pushed}`)],
    failed: [['scheme', request(`http://as.example/auth${pushed}`)]],
    notApplicable: [request(`/auth${pushed}`)],
  },
  'az-client-id-present': {
    passed: [request(pushed)],
    failed: [
      ['missing', request('?request_uri=urn:x:1')],
      ['missing', request('?client_id=&request_uri=urn:x:1')],
      ['charset', request('?client_id=caf%C3%A9')],
    ],
    notApplicable: [bare],
  },
  'az-request-uri-form': {
    passed: [request(pushed), requested(`https://rp.example/ro.jwt#${hash}`)],
    failed: [
      ['empty', requested('urn:ietf:params:oauth:request_uri:')],
      ['relative', requested('6esc_11ACC5bwc014ltc14eY22c')],
      ['charset', requested('urn:x:é')],
      ['long', requested(`data:${'a'.repeat(700)}`)],
      ['fragment', requested('https://rp.example/ro.jwt#1')],
      ['fragment', requested(`urn:ietf:params:oauth:request_uri:1#${hash}`)],
    ],
    notApplicable: [direct],
  },
  'az-request-uri-reuse': {
    passed: [request(pushed), request(pushed, { stored: { ...fresh, usedAt: noon } })],
    failed: [['reused', request(pushed, { stored: { ...fresh, usedAt: noon - 1 } })]],
    notApplicable: [direct],
    notObserved: [request(pushed, { stored: null })],
  },
  'az-request-uri-age': {
    passed: [request(pushed)],
    failed: [
      ['expired', request(pushed, { at: noon + 50_000 })],
      [
        'expired',
        request(pushed, { at: noon + 90_000, stored: { ...fresh, receivedAssumed: true } }),
      ],
    ],
    notApplicable: [direct],
    notObserved: [
      request(pushed, { stored: null }),
      request(pushed, { stored: { ...fresh, expiresAt: null } }),
      request(pushed, { stored: { ...fresh, receivedAssumed: true } }),
    ],
  },
  'az-request-and-request-uri': {
    passed: [request(pushed), request(`?client_id=${clientId}&request=e30.e30.`)],
    failed: [['both', request(`${pushed}&request=e30.e30.`)]],
    notApplicable: [direct],
  },
  'az-par-only-two-params': {
    passed: [
      request(pushed),
      request(`${pushed}&scope=openid`),
      request(`${pushed}&tenant=1`, {
        context: {
          ...context,
          metadata: changed({ authorization_endpoint: 'https://as.example/auth?tenant=1' }),
        },
      }),
    ],
    failed: [
      ['unexpected', request(`${pushed}&response_type=code`, { context: unknown })],
      ['unexpected', request(`${pushed}&scope=openid+accounts`)],
      ['unexpected_scope', request(`${pushed}&scope=openid`, { context: fapi })],
    ],
    notApplicable: [
      direct,
      request(`${byReference}&response_type=code&scope=openid`, { context: unknown, stored: null }),
    ],
  },
  'az-par-required': {
    passed: [request(pushed), request(byReference)],
    failed: [
      ['missing', direct],
      ['missing', { ...direct, context: plain({ require_pushed_authorization_requests: true }) }],
      ['missing', { ...direct, context: { ...unknown, ruleProfile: 'cdr' } }],
    ],
    notApplicable: [bare, { ...direct, context: plain({}) }],
    notObserved: [request(byReference, { stored: null }), { ...direct, context: unknown }],
  },
  'az-duplicate-params': {
    passed: [request(pushed), request('?resource=https://a.example&resource=https://b.example')],
    failed: [['repeated', request('?scope=a&scope=b')]],
    notApplicable: [bare],
  },
  'az-no-fragment': {
    passed: [request(pushed)],
    failed: [['fragment', request(`${pushed}#x`)]],
    notApplicable: [request(`/auth${pushed}`)],
  },
  'az-encoding': {
    passed: [request(pushed), request('?client_id=a&scope=openid+caf%C3%A9')],
    failed: [
      ['raw', request('?scope=openid accounts')],
      ['raw', request('?scope=é')],
      ['percent', request('?scope=100%')],
      ['percent', request('?scope=%zz')],
      ['utf8', request('?scope=%E9')],
    ],
    notApplicable: [bare],
  },
}
