import {
  clientId,
  changed,
  code,
  failure,
  formPost,
  issuer,
  jarm,
  redirectUri,
  response,
  state,
  success,
  unknown,
  requestedOnly,
} from './artefacts'
import { noRequestedParams } from '@/lib/flow/model/flow'
import type { Fixtures } from './fixtures'
import { aroundFixtures } from './response-around.fixtures'
import { differences, encoded, spellings } from './redirect-targets'
import { asking, closed, inside, noJwt, signed } from './responses'

const from = (iss: string) => response(`?code=${code}&iss=${encodeURIComponent(iss)}`)
const withCode = (value: string) => response(`?code=${encodeURIComponent(value)}`)
const nothing = response('?x=1', { params: [] })
const withoutPromise = {
  metadata: changed({ authorization_response_iss_parameter_supported: undefined }),
}
const offering = (...modes: string[]) => ({
  metadata: changed({ response_modes_supported: modes }),
})
const fragment = `#code=${code}&state=${state}`
const withQuery = { redirectUris: [`${redirectUri}?x=1`] }
const loopback = {
  redirectUris: ['http://127.0.0.1/cb', 'http://[::1]:1/cb', 'com.example.app:/cb'],
}

const requesting = (uri: string) => ({
  redirectUris: [uri],
  requested: { ...noRequestedParams, redirectUri: uri },
})

export const fixtures: Fixtures<'authorization-response'> = {
  'ar-state-match': {
    passed: [response(success), response(failure)],
    failed: [
      ['differs', response(`?code=${code}&state=NmXmoXwbgRCsYFZ0aB3kQ1`)],
      ['differs', response(`?code=${code}&state=${state.toLowerCase()}`)],
      [
        'differs',
        response(`?code=${code}&state=a+b`, {}, { expected: { state: 'a+b', nonce: null } }),
      ],
      ['missing', response(`?code=${code}`)],
      ['missing', response('?error=access_denied')],
      ['unasked', response(success, {}, requestedOnly('client_id'))],
    ],
    notApplicable: [inside, closed, response(`?code=${code}`, {}, requestedOnly('client_id'))],
    notObserved: [
      response(success, {}, unknown),
      response(`?code=${code}`, {}, unknown),
      response(success, {}, requestedOnly('state')),
    ],
  },
  'ar-iss-present': {
    passed: [response(success), response(failure), response(success, {}, unknown)],
    failed: [
      ['missing', response(`?code=${code}&state=${state}`)],
      ['missing', response(`?code=${code}&iss=`)],
      ['missing', response(`?error=access_denied&state=${state}`)],
      ['required', response(`?code=${code}`, {}, withoutPromise)],
      ['required', response(`?code=${code}`, {}, { metadata: null })],
      ['missing', response(`?code=${code}`, {}, { ruleProfile: 'oauth2' })],
    ],
    notApplicable: [
      response(`?code=${code}`, {}, { ...withoutPromise, ruleProfile: 'oauth2' }),
      response('#code=a&id_token=b'),
      response(jarm),
    ],
    notObserved: [response(`?code=${code}`, {}, unknown)],
  },
  'ar-iss-match': {
    passed: [response(success), response(success, {}, { issuer: null })],
    failed: [
      ['differs', from('https://auth2.sandbox.mya.ozoneapi.io')],
      ['differs', from('https://AUTH1.sandbox.mya.ozoneapi.io')],
      ['slash', from(`${issuer}/`)],
    ],
    notApplicable: [response(`?code=${code}`), response(`${jarm}&iss=https%3A%2F%2Fas.example`)],
    notObserved: [response(success, {}, unknown)],
  },
  'ar-iss-url': {
    passed: [response(success), from('http://localhost:9000')],
    failed: [
      ['not_url', from('as.example')],
      ['scheme', from('http://as.example')],
      ['query', from('https://as.example/?a=1')],
      ['fragment', from('https://as.example/#a')],
      ['userinfo', from('https://me:secret@as.example/')],
    ],
    notApplicable: [response(`?code=${code}`), response(`${jarm}&iss=as.example`)],
  },
  'ar-iss-unadvertised': {
    passed: [response(success)],
    failed: [['unadvertised', response(success, {}, withoutPromise)]],
    notApplicable: [response(`?code=${code}`), response(jarm)],
    notObserved: [response(success, {}, unknown)],
  },
  'ar-single-outcome': {
    passed: [response(success), response(failure), response('#access_token=a&id_token=b'), inside],
    failed: [
      ['both', response(`?code=${code}&error=access_denied`)],
      ['both', signed({ code, error: 'access_denied' })],
      ['neither', response(`?code=&state=${state}`)],
    ],
    notApplicable: [response(jarm), noJwt, response('?state=a', {}, asking('none'))],
    notObserved: [closed],
  },
  'ar-duplicate-params': {
    passed: [response(success), response(`${success}#_=_`)],
    failed: [
      ['repeated', response('?code=a&code=b')],
      ['repeated', response('?code=a&state=1&state=1')],
      ['repeated', response('?code=a&state=1#state=1')],
      ['repeated', formPost([['code', code]], `${redirectUri}?code=${code}`)],
    ],
    notApplicable: [nothing],
  },
  'ar-response-mode': {
    passed: [
      response(success),
      response(failure),
      response('#code=a&id_token=b'),
      response(success, {}, asking('code')),
      response(fragment, {}, asking('code', 'fragment')),
      response('#error=access_denied', {}, asking('code id_token')),
      formPost([['code', code]], redirectUri, asking('code', 'form_post')),
      signed({ code }, '?', asking('code', 'jwt')),
      signed({ code, id_token: 'a' }, '#', asking('code id_token', 'jwt')),
      signed({ code }, '#', asking('code', 'fragment.jwt')),
      signed({ code }, '?', asking(null, 'query.jwt')),
      formPost([['response', 'a.b.c']], redirectUri, asking('code', 'form_post.jwt')),
    ],
    failed: [
      ['token_in_query', response('?code=a&id_token=b')],
      ['not_offered', response(fragment)],
      ['not_offered', formPost([['code', code]])],
      ['not_offered', response(fragment, {}, offering('form_post'))],
      ['not_offered', signed({ code }, '?', offering('query'))],
      ['differs', response(fragment, {}, asking('code'))],
      ['differs', response(success, {}, asking('code', 'fragment'))],
      ['differs', response('?error=access_denied', {}, asking('code id_token'))],
      ['differs', response(success, {}, asking('code', 'jwt'))],
      ['differs', signed({ code }, '?', asking('code'))],
      ['differs', signed({ code }, '?', asking('code', 'query'))],
      ['differs', formPost([['code', code]], redirectUri, asking('code', 'form_post.jwt'))],
    ],
    notApplicable: [signed({ code }, '#', asking('code', 'jwt'))],
    notObserved: [
      response(fragment, {}, unknown),
      response(fragment, {}, { metadata: changed({ response_modes_supported: undefined }) }),
      formPost([['code', code]], redirectUri, offering('query', 'form_post')),
      signed({ code }, '?', offering('jwt')),
      signed({ code }, '#', offering('fragment.jwt')),
      response(success, {}, asking('code', 'web_message')),
      response(`#/login?code=${code}&state=${state}`, {}, asking('code')),
      response(`#/login?code=${code}&state=${state}`),
      response(success, { via: 'pasted', url: 'code=a&state=b' }, asking('code', 'form_post')),
    ],
  },
  'ar-token-in-url': {
    passed: [response(success)],
    failed: [
      ['present', response('#access_token=a')],
      ['present', signed({ access_token: 'a' }, '#')],
      ['in_query', response('?code=a&refresh_token=b')],
      ['in_query', signed({ access_token: 'a' })],
    ],
    notApplicable: [formPost([['access_token', 'a']]), closed],
  },
  'ar-redirect-target': {
    passed: [
      response(success),
      response('http://127.0.0.1:51004/cb?code=a', {}, loopback),
      response('http://[::1]:51004/cb?code=a', {}, loopback),
      response('com.example.app:/cb?code=a', {}, loopback),
      response('?x=1&code=a', {}, withQuery),
      ...spellings.map(([uri, url]) => response(url, {}, { redirectUris: [uri] })),
      ...encoded.map(([uri, url]) => response(url, { asSent: true }, { redirectUris: [uri] })),
      response('#/login?code=a'),
      response(`${redirectUri}#/login?code=a`, {}, requesting(`${redirectUri}#/login`)),
      response('http://127.0.0.1:3000/cb?code=a', {}, requesting('http://127.0.0.1:3000/cb')),
    ],
    failed: [
      ['differs', response('https://app.example/cb/?code=a')],
      ...spellings.map(
        ([uri, url]) =>
          ['differs', response(url, { asSent: true }, { redirectUris: [uri] })] as const,
      ),
      ...differences.map(
        ([uri, url]) => ['differs', response(url, {}, { redirectUris: [uri] })] as const,
      ),
      ['differs', response('#/other?code=a', {}, requesting(`${redirectUri}#/login`))],
      [
        'differs',
        response('http://127.0.0.1:3001/cb?code=a', {}, requesting('http://127.0.0.1:3000/cb')),
      ],
      ['differs', response('?code=a', {}, withQuery)],
      ['differs', response('http://127.0.0.1:51004/other?code=a', {}, loopback)],
      ['differs', response('https://app.example:444/cb?code=a')],
    ],
    notApplicable: [response('?code=a', { target: '' })],
    notObserved: [response(success, {}, unknown)],
  },
  'ar-redirect-https': {
    passed: [response(success), response('http://127.0.0.1:51004/cb?code=a')],
    failed: [['scheme', response('http://app.example/cb?code=a')]],
    notApplicable: [
      response('com.example.app:/cb?code=a'),
      // The request is at fault, and judged.
      response(
        'http://app.example/cb?code=a',
        {},
        {
          ...requestedOnly('redirect_uri'),
          requested: { ...noRequestedParams, redirectUri: 'http://app.example/cb' },
        },
      ),
    ],
  },
  'ar-redirect-status': {
    passed: [response(success), response(success, { status: 302 })],
    failed: [
      ['resends', response(success, { status: 307 })],
      ['resends', response(success, { status: 308 })],
    ],
    notApplicable: [
      response(success, { via: 'navigation', status: null }),
      response(success, { via: 'pasted', status: null }),
    ],
    notObserved: [response(success, { status: null })],
  },
  'ar-code-entropy': {
    passed: [response(success), withCode('SplxlOBeZQQYbYS6WxSbIA'), inside],
    failed: [
      ['short', withCode('123456')],
      ['short', withCode('0123456789abcdef0123456789abcde')],
      ['repetitive', withCode('codecodecodecodecodecodecode')],
      ['charset', withCode('SplxlOBeZQQYbYS6WxSbIé')],
      ['short', signed({ code: '123456' })],
    ],
    notApplicable: [response(failure), response(jarm)],
  },
  'ar-error-registered': {
    passed: [response(failure), response('?error=invalid_target')],
    failed: [
      ['unknown', response('?error=user_cancelled')],
      ['unknown', signed({ error: 'user_cancelled' })],
    ],
    notApplicable: [response(success)],
  },
  'ar-error-charset': {
    passed: [response(failure), response('?error=server_error&error_uri=https://as.example/e')],
    failed: [
      ['error', response('?error=acc%C3%A8s')],
      ['error_description', response('?error=server_error&error_description=%22no%22')],
      ['error_description', response('?error=server_error&error_description=a%0Ab')],
      ['error_uri', response('?error=server_error&error_uri=a+b')],
      ['error', signed({ error: 'accès' })],
    ],
    notApplicable: [response(success)],
  },
  'ar-unexpected-params': {
    passed: [
      response(success),
      response(failure),
      response('#code=a&id_token=b&session_state=c'),
      response(`${failure}&session_state=a`),
      response('?code=a&scope=b&vp_token=c'),
    ],
    failed: [
      ['unexpected', response(`${failure}&error_code=17`)],
      ['unexpected', response(`${success}&error_description=a`)],
      ['unexpected', response(`${success}&client_id=${clientId}`)],
      ['client', response(`${success}&client_id=other`)],
      ['client', response(`${failure}&client_id=other`)],
      ['client', response(`${success}&client_id=${clientId}&client_id=other`)],
      ['client', response(`${jarm}&client_id=other`)],
    ],
    notApplicable: [response(jarm)],
  },
  'ar-callback-status': {
    passed: [response(success), response(success, { callback: { status: 302 } })],
    failed: [
      ['refused', response(success, { callback: { status: 500 } })],
      ['unreachable', response(success, { callback: { error: 'net::ERR_CONNECTION_REFUSED' } })],
    ],
    notApplicable: [response(success, { via: 'pasted', callback: {} })],
    notObserved: [response(success, { callback: {} })],
  },
  ...aroundFixtures,
}
