import { noRequestedParams } from '@/lib/flow/model/flow'
import type { JsonObject } from '@/lib/model/json'
import { emptyResponseContext, type ResponseContext } from '@/lib/facts/response-context'
import {
  code,
  failure,
  formPost,
  issuer,
  jarm,
  noon,
  redirectUri,
  response,
  state,
  success,
  unknown,
} from './artefacts'
import type { Fixtures } from './fixtures'
import { asking, closed, inside, noJwt, signed } from './responses'
import { compact, encrypted } from './tokens'

const from = (iss: string) => response(`?code=${code}&iss=${encodeURIComponent(iss)}`)
const withCode = (value: string) => response(`?code=${encodeURIComponent(value)}`)
const fragment = `#code=${code}&state=${state}`
const wantingAcr = { requested: { ...noRequestedParams, acrValues: 'urn:example:gold' } }

const around = (
  changes: Partial<ResponseContext>,
  artefact = response(`?code=${code}&state=${state}`, { from: new URL(issuer).origin }),
) => ({ ...artefact, responseContext: { ...emptyResponseContext, ...changes } })
const other = { name: 'Bank B', issuer: 'https://b.example', origins: ['https://b.example'] }
const own = { origins: [new URL(issuer).origin], others: [other] }
const taken = (...seconds: readonly number[]) =>
  seconds.map((after) => ({ at: noon + after * 1000, accepted: true }))
const readable = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const codeJwt = (claims: JsonObject) => `?code=${compact({ alg: 'PS256' }, claims)}`

/** Of the rules that judge what accompanies a response, and its result. */
/** A response that Parley released to the app, each time as often as this. */
function releasedTimes(...times: readonly (1 | 2)[]) {
  const releases = times.map((done) => ({
    at: noon + 1000,
    params: [],
    changes: [],
    defence: null,
    times: done,
    done,
    defended: null,
  }))
  const hold = { state: 'released', at: noon, tabId: 1, initiator: null, releases } as const
  return response(success, { hold })
}

const idTokenWith = (claims: JsonObject) => compact({ alg: 'PS256' }, claims)
const hybrid = (idToken: string, rest = `&state=${state}`) =>
  response(`#code=${code}&id_token=${idToken}${rest}`)

const posted = (formPage: ResponseContext['formPage']) => {
  const artefact = formPost([['code', code]])
  return { ...artefact, responseContext: { ...artefact.responseContext, formPage } }
}

export const aroundFixtures: Fixtures<'authorization-response'> = {
  'ar-uk-s-hash-needed': {
    passed: [hybrid(idTokenWith({ s_hash: 'a' }))],
    failed: [['missing', hybrid(idTokenWith({ iss: issuer }))]],
    notApplicable: [response(success), hybrid(idTokenWith({}), ''), hybrid('abc'), closed],
    notObserved: [hybrid(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))],
  },
  'ar-mixup': {
    passed: [
      around(own),
      around(own, response(success)),
      around(own, inside),
      around(own, response(`#code=a&id_token=${compact({}, { iss: issuer })}`)),
      around({ ...own, others: [{ ...other, origins: own.origins }] }),
    ],
    failed: [
      ['iss', around(own, from('https://b.example'))],
      ['iss', around(own, from('https://unknown.example'))],
      ['iss', around(own, signed({ code, iss: 'https://b.example' }))],
      ['iss', around(own, response(`#id_token=${compact({}, { iss: 'https://b.example' })}`))],
      ['source', around(own, response('?code=a', { from: 'https://b.example' }))],
      ['source', around(own, response(success, { from: 'https://b.example' }))],
    ],
    notApplicable: [
      response('?code=a', { via: 'pasted' }),
      // Only spelled differently, which another rule reports.
      around(own, response(`?code=${code}&iss=${encodeURIComponent(`${issuer}/`)}`)),
    ],
    notObserved: [
      around(own, response('?code=a', { from: 'https://login.example' })),
      around(own, response('?code=a')),
      response(success, {}, unknown),
    ],
  },
  'ar-unsolicited': {
    passed: [response(success), response(success, { matchedBy: 'redirect-chain' })],
    failed: [['alone', response(success, { matchedBy: 'unsolicited' })]],
    notApplicable: [response(success, { matchedBy: 'pasted' })],
  },
  'ar-params-for-type': {
    passed: [
      response(success),
      response(success, {}, { ...asking('code'), ruleProfile: 'oauth2' }),
      response('#code=a&id_token=b', {}, asking('code id_token')),
      response('#access_token=a&token_type=Bearer', {}, asking('token')),
      signed({ code }, '?', asking('code', 'jwt')),
    ],
    failed: [
      ['missing', response('#code=a', {}, asking('code id_token'))],
      ['missing', response('#access_token=a', {}, asking('token'))],
      ['unasked', response('#code=a&id_token=b', {}, asking('code'))],
      ['unasked', response(success, {}, asking('none'))],
      ['missing', signed({ state }, '?', asking('code', 'jwt'))],
    ],
    notApplicable: [response(failure, {}, asking('code')), noJwt],
    notObserved: [
      response(success, {}, unknown),
      response(success, {}, asking('vp_token')),
      closed,
    ],
  },
  'ar-iss-outside-jarm': {
    passed: [inside],
    failed: [
      ['outside', response(`${jarm}&iss=https%3A%2F%2Fas.example`)],
      ['outside', response(`${jarm}#iss=https%3A%2F%2Fas.example`)],
    ],
    notApplicable: [response(success)],
  },
  'ar-iss-id-token': {
    passed: [
      response(
        `#code=a&iss=https://a.example&id_token=${compact({}, { iss: 'https://a.example' })}`,
      ),
    ],
    failed: [
      [
        'differs',
        response(
          `#code=a&iss=https://a.example&id_token=${compact({}, { iss: 'https://b.example' })}`,
        ),
      ],
    ],
    notApplicable: [response(success), response('#code=a&id_token=b&iss=c'), inside],
    notObserved: [response(`#iss=https://a.example&id_token=${encrypted({ alg: 'dir' })}`)],
  },
  'ar-code-lifetime': {
    passed: [
      response(codeJwt({ iat: 1, exp: 61 })),
      response(codeJwt({ iat: 1, exp: 601 }), {}, unknown),
    ],
    failed: [
      ['late', around({ redemptions: taken(76) })],
      ['late', { ...around({ redemptions: taken(616) }), context: unknown }],
      ['long', response(codeJwt({ iat: 1, exp: 602 }), {}, unknown)],
      ['long', response(codeJwt({ iat: 1, exp: 301 }))],
    ],
    notApplicable: [
      response(failure),
      response(success),
      // An early success shows nothing about how long the code would have been accepted.
      around({ redemptions: taken(2) }),
      // The browser sees the code later than the server.
      around({ redemptions: taken(75) }),
      { ...around({ redemptions: taken(615) }), context: unknown },
      around({ redemptions: [{ at: noon + 120_000, accepted: false }, ...taken(1)] }),
      around({ redemptions: [{ at: noon + 120_000, accepted: null }] }),
      response(codeJwt({ iat: 61, exp: 1 })),
    ],
  },
  'ar-code-reuse': {
    passed: [
      response(success),
      releasedTimes(1),
      around({ redemptions: taken(1) }),
      around({ redemptions: [...taken(1), { at: noon + 2000, accepted: false }] }),
    ],
    failed: [
      ['taken', around({ redemptions: taken(1, 2) })],
      ['delivered', around({ deliveredAt: noon - 1000 })],
      ['replayed', response(success, { replays: [{ at: noon + 1, tabId: 1 }] })],
      ['released', releasedTimes(1, 1)],
      ['released', releasedTimes(2)],
    ],
    notApplicable: [response(failure)],
  },
  'ar-code-pii': {
    passed: [response(success), withCode(readable({ sub: '1', jti: 'x' })), withCode('+/=')],
    failed: [
      ['personal', response(codeJwt({ name: 'Anna' }))],
      ['personal', withCode(readable({ user: { email: 'x' } }))],
      ['personal', signed({ code, state: readable({ phone_number: '1' }) })],
      ['address', response('?code=a&state=anna@example.com')],
      ['address', withCode(Buffer.from('for anna@example.com').toString('base64'))],
    ],
    notApplicable: [response('?error=access_denied'), closed],
  },
  'ar-form-post-method': {
    passed: [formPost([['code', code]])],
    failed: [
      ['in_url', formPost([['code', code]], `${redirectUri}?code=${code}`)],
      ['in_url', response(success, { method: 'POST' }, asking('code', 'form_post'))],
      [
        'method',
        response(redirectUri, { responseMode: 'form', method: 'PUT', params: [['code', code]] }),
      ],
    ],
    notApplicable: [
      response(success),
      response(success, {}, asking('code', 'form_post')),
      response(success, { via: 'pasted', responseMode: 'form' }),
    ],
  },
  'ar-form-post-cache': {
    passed: [posted({ headers: [['cache-control', 'no-cache, no-store']], shown: 80 })],
    failed: [
      ['missing', posted({ headers: [['cache-control', 'public']], shown: 80 })],
      ['missing', posted({ headers: [], shown: 80 })],
    ],
    notApplicable: [response(success), posted({ headers: [], shown: 9000 })],
    notObserved: [posted({ headers: null, shown: 80 })],
  },
  'ar-query-get': {
    passed: [response(success), response(fragment)],
    failed: [['method', response(success, { method: 'POST', status: 307 })]],
    notApplicable: [
      formPost([['code', code]]),
      response(success, { method: 'POST' }, asking('code', 'form_post')),
      response(success, { via: 'pasted' }),
    ],
  },
  'ar-acr-not-met': {
    passed: [response('?error=unmet_authentication_requirements', {}, wantingAcr)],
    failed: [
      ['denied', response(failure, {}, wantingAcr)],
      ['denied', signed({ error: 'access_denied' }, '?', wantingAcr)],
      [
        'denied',
        response(
          failure,
          {},
          {
            requested: { ...noRequestedParams, claims: '{"id_token":{"acr":{"essential":true}}}' },
          },
        ),
      ],
    ],
    notApplicable: [
      response(failure),
      response(success, {}, wantingAcr),
      response('?error=login_required', {}, wantingAcr),
    ],
  },
  'ar-error-no-redirect': {
    passed: [response(failure)],
    failed: [
      ['redirected', response('?error=invalid_redirect_uri')],
      ['redirected', signed({ error: 'invalid_client' })],
    ],
    notApplicable: [response(success)],
  },
  'ar-leak-next-hop': {
    passed: [response(success), inside],
    failed: [['passed_on', response(success, { passedOn: ['https://app.example/home'] })]],
    notApplicable: [response(failure), response(success, { via: 'pasted' })],
    notObserved: [response(success, { callback: {} })],
  },
  'ar-307-credentials': {
    passed: [
      response(success),
      response(success, { status: 307, method: 'POST', posted: ['csrf', 'consent'] }),
    ],
    failed: [
      ['posted', response(success, { status: 307, method: 'POST', posted: ['user', 'password'] })],
      ['posted', response(success, { via: 'navigation', status: null, posted: ['PIN'] })],
    ],
    notApplicable: [response(success, { via: 'navigation', status: null, posted: [] })],
    notObserved: [response(success, { status: 308 })],
  },
}
