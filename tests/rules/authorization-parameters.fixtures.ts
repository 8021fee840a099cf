import { changed, clientId, request, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  bare,
  challenge,
  closedObject,
  onlyClient,
  pushedObject,
  pushedRequest,
  queryOf,
  sent,
  under,
  unseen,
  withObject,
} from './sent-requests'

const reference = (outside: Record<string, string>, scheme = 'https') =>
  queryOf({ client_id: clientId, request_uri: `${scheme}://rp.example/ro.jwt`, ...outside })
const openIdOnly = { stored: null, ...under('oidc') }
const fapi1 = { stored: null, ...under('fapi1') }
const publishing = (members: object) => under('oidc', { metadata: changed({ ...members }) })
const unpublished = { context: { ...unknown, ruleProfile: 'oidc' } } as const
const longUrl = sent({ state: 'a'.repeat(2100) })
const details = (members: object) => JSON.stringify([{ type: 'account-access', ...members }])

/** The URL, request objects, and what the client asks the server to return. */
export const parameterFixtures: Fixtures<'authorization-request'> = {
  'az-empty-params': {
    passed: [sent(), unseen],
    failed: [['empty', sent({ state: '' })]],
    notApplicable: [bare],
  },
  'az-url-length': {
    passed: [sent(), unseen],
    failed: [['long', longUrl]],
    notApplicable: [bare],
  },
  'az-sensitive-in-url': {
    passed: [sent(), unseen],
    failed: [
      ['present', sent({ client_secret: 'hunter2' })],
      ['hint', sent({ login_hint: 'ann@example.com' })],
    ],
    notApplicable: [bare],
  },
  'az-unknown-params': {
    passed: [
      sent({ claims_locales: 'ms', grant_id: '1' }),
      sent(
        { tenant: '1' },
        publishing({ authorization_endpoint: 'https://as.example/auth?tenant=1' }),
      ),
    ],
    failed: [
      ['slip', sent({ redirect_url: 'https://app.example/cb' })],
      ['slip', sent({ code_challange: challenge })],
      ['unknown', sent({ domain_hint: 'x' })],
    ],
    notApplicable: [bare],
  },
  'az-in-frame': {
    passed: [sent(), unseen],
    failed: [['framed', sent({}, { ...under('oidc'), frame: 'sub' })]],
    notApplicable: [bare, sent({ prompt: 'none' }, { ...under('oidc'), frame: 'sub' })],
    notObserved: [request(reference({}), { ...openIdOnly, frame: 'sub' })],
  },
  'az-fetch-xhr': {
    passed: [sent(), unseen],
    failed: [['fetched', sent({}, { ...under('oidc'), fetched: true })]],
    notApplicable: [bare],
  },
  'az-request-uri-https': {
    passed: [
      request(reference({}), openIdOnly),
      request(queryOf({ request_uri: 'http://127.0.0.1/ro.jwt' }), openIdOnly),
    ],
    failed: [
      ['scheme', request(reference({}, 'http'), openIdOnly)],
      ['scheme', request(reference({ scope: 'openid' }, 'http'), fapi1)],
    ],
    notApplicable: [sent(), unseen, request(reference({}, 'http'))],
    notObserved: [request(reference({ scope: 'openid' }, 'http'), openIdOnly)],
  },
  'az-request-param-forbidden': {
    passed: [sent(), unseen],
    failed: [['present', withObject()]],
    notApplicable: [bare],
  },
  'az-jar-required-fapi1': {
    passed: [withObject(), unseen],
    failed: [['missing', sent()]],
    notApplicable: [bare],
  },
  'az-jar-dup-params-fapi1': {
    passed: [
      withObject({}, { response_type: 'code', scope: 'openid accounts' }),
      withObject({}, { response_type: 'code', scope: 'openid' }, under('oidc')),
    ],
    failed: [
      ['missing', withObject()],
      ['missing', withObject({}, { response_type: 'code' }, under('oidc'))],
      ['missing', request(reference({ scope: 'openid' }), openIdOnly)],
      ['differs', withObject({}, { response_type: 'code', scope: 'openid' })],
      ['differs', withObject({}, { response_type: 'token', scope: 'openid' }, under('oidc'))],
    ],
    notApplicable: [
      sent(),
      unseen,
      withObject({ scope: 'accounts' }, {}, under('oidc')),
      withObject({}, {}, under('fapi2')),
    ],
    notObserved: [
      closedObject({ response_type: 'code', scope: 'openid' }),
      closedObject({}, under('oidc')),
      request(reference({ response_type: 'code', scope: 'openid' }), fapi1),
    ],
  },
  'az-params-outside-ignored': {
    passed: [
      withObject({ claims: { id_token: { acr: null } } }, { claims: '{"id_token":{"acr":null}}' }),
      withObject({}, { scope: 'openid accounts' }),
    ],
    failed: [
      ['differs', withObject({}, { scope: 'openid' }, under('fapi1'))],
      ['differs', withObject({}, { state: 'other' })],
      ['differs', withObject({ max_age: 300 }, { max_age: '60' })],
    ],
    notApplicable: [sent(), unseen, withObject(), withObject({ state: undefined }, { state: 'a' })],
    notObserved: [closedObject({ state: 'a' })],
  },
  'az-response-type-present': {
    passed: [sent(), pushedRequest(), withObject()],
    failed: [
      ['missing', sent({ response_type: undefined })],
      ['missing', withObject({ response_type: undefined }, { response_type: 'code' })],
      ['missing', onlyClient],
    ],
    notApplicable: [
      bare,
      pushedRequest({ response_type: undefined }),
      pushedObject({ response_type: undefined }),
    ],
    notObserved: [unseen, closedObject()],
  },
  'az-response-type-value': {
    passed: [
      sent(),
      sent({}, under('fapi2')),
      withObject(
        { response_type: 'id_token code' },
        {},
        { context: { ...unknown, ruleProfile: 'fapi1' } },
      ),
      withObject({ response_mode: 'jwt' }),
    ],
    failed: [
      ['unlisted', sent({ response_type: 'id_token' })],
      ['not_code', sent({ response_type: 'code id_token' }, under('fapi2'))],
      ['fapi1', withObject()],
    ],
    notApplicable: [
      sent({ response_type: undefined }),
      withObject({ response_type: 1 }),
      pushedRequest({ response_type: 'code id_token' }),
    ],
    notObserved: [unseen, sent({}, unpublished)],
  },
  'az-implicit': {
    passed: [sent(), sent({ response_type: 'code id_token' })],
    failed: [['present', sent({ response_type: 'id_token token' })]],
    notApplicable: [sent({ response_type: undefined }), bare],
    notObserved: [unseen],
  },
  'az-response-mode-allowed': {
    passed: [
      sent({ response_mode: 'form_post' }, publishing({ response_modes_supported: ['form_post'] })),
      pushedRequest(
        { response_mode: 'jwt' },
        {
          ...under('fapi2ms', { metadata: changed({ response_modes_supported: ['jwt'] }) }),
        },
      ),
    ],
    failed: [
      ['unlisted', sent({ response_mode: 'form_post' })],
      ['query', sent({ response_mode: 'query', response_type: 'code id_token' })],
      ['not_jwt', pushedRequest({}, under('fapi2ms', { metadata: null }))],
      ['default', sent({ response_mode: 'query' })],
    ],
    notApplicable: [sent(), bare, pushedRequest({}, under('fapi2ms')), onlyClient],
    notObserved: [
      unseen,
      sent({ response_mode: 'form_post' }, unpublished),
      sent({ response_mode: 'form_post' }, publishing({ response_modes_supported: undefined })),
    ],
  },
  'az-dpop-jkt': {
    passed: [sent({ dpop_jkt: challenge })],
    failed: [
      ['form', sent({ dpop_jkt: 'a'.repeat(64) })],
      ['no_code', sent({ dpop_jkt: challenge, response_type: 'token' })],
    ],
    notApplicable: [sent(), withObject({ dpop_jkt: 1 })],
    notObserved: [unseen],
  },
  'az-resource': {
    passed: [
      sent({ resource: 'https://api.example/' }),
      withObject({ resource: ['https://a.example/', 'https://b.example/'] }),
    ],
    failed: [
      ['relative', sent({ resource: '/api' })],
      ['fragment', withObject({ resource: ['https://a.example/', 'https://b.example/#x'] })],
      ['query', sent({ resource: 'https://api.example/?a=b' })],
    ],
    notApplicable: [sent()],
    notObserved: [unseen],
  },
  'az-authorization-details': {
    passed: [
      sent({ authorization_details: details({ locations: ['https://rs.example'] }) }),
      pushedRequest({ authorization_details: details({ creditorAccount: { iban: 'DE0212' } }) }),
    ],
    failed: [
      ['json', sent({ authorization_details: '{"type":"a"}' })],
      ['json', sent({ authorization_details: '[{}]' })],
      ['sensitive', sent({ authorization_details: details({ to: [{ iban: 'DE0212' }] }) })],
    ],
    notApplicable: [sent(), withObject({ authorization_details: 'x' })],
    notObserved: [unseen],
  },
}
