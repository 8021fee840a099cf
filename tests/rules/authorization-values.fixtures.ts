import type { StepUp } from '@/lib/flow/model/flow-facts'
import { changed, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  bare,
  challenge,
  nonce,
  onlyClient,
  pushedObject,
  pushedRequest,
  sent,
  under,
  unseen,
  withObject,
} from './sent-requests'
import { compact } from './tokens'

const reused = (name: 'state' | 'nonce' | 'code_challenge') => ({
  ...under('oidc'),
  reused: new Set([name]),
})
const shared = { otherIssuers: ['https://bank-b.example'] }
const silent = under('oidc', {
  metadata: changed({ authorization_response_iss_parameter_supported: undefined }),
})
const to = (redirectUri: string) => sent({ redirect_uri: redirectUri })
const scoped = (scope: string) => sent({ scope })
const unprotected = {
  nonce: undefined,
  code_challenge: undefined,
  code_challenge_method: undefined,
}
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }
const known = { isConfidential: true, ...under('oidc') }
const publicClient = { isConfidential: false, ...under('oidc') }
const resource = 'AIS:3d9a81b3-a47d-4130-8765-a9c0ff861100'

/** A resource demanded this before. */
const demanding = (overrides: Partial<StepUp> = {}) => ({
  challenge: { at: 0, session: 'normal', acrValues: ['gold', 'silver'], maxAge: 60, ...overrides },
})

/** The redirect_uri, the scope, and the values that a client generates for each request. */
export const valueFixtures: Fixtures<'authorization-request'> = {
  'az-redirect-uri-present': {
    passed: [sent(), pushedRequest(), withObject()],
    failed: [['missing', sent({ redirect_uri: undefined })]],
    notApplicable: [
      bare,
      sent({ redirect_uri: undefined, scope: 'accounts' }),
      pushedRequest({ redirect_uri: undefined, scope: 'accounts' }),
      pushedObject({ redirect_uri: undefined }),
      onlyClient,
    ],
    notObserved: [unseen],
  },
  'az-redirect-uri-absolute': {
    passed: [sent(), to('com.example.app:/cb')],
    failed: [
      ['relative', to('/cb')],
      ['fragment', to('https://rp.example/#/cb')],
    ],
    notApplicable: [sent({ redirect_uri: undefined })],
    notObserved: [unseen],
  },
  'az-redirect-uri-https': {
    passed: [sent(), to('http://127.0.0.1:51004/cb'), to('http://[::1]/cb'), to('com.example:/cb')],
    failed: [
      ['scheme', to('http://rp.example/cb')],
      ['private_scheme', to('myapp:/cb')],
      ['localhost', to('http://localhost:3000/cb')],
    ],
    notApplicable: [sent({ redirect_uri: undefined }), to('/cb')],
    notObserved: [unseen],
  },
  'az-redirect-uri-wildcard': {
    passed: [sent(), to('https://rp.example/cb?bank=a@b')],
    failed: [
      ['wildcard', to('https://*.rp.example/cb')],
      ['path', to('https://rp.example/a/../cb')],
      ['path', to(String.raw`https://rp.example\cb`)],
      ['path', to('https://rp.example/a%2fcb')],
      ['userinfo', to('https://rp.example@evil.example/cb')],
      ['redirector', to('https://rp.example/cb?next=https://evil.example')],
    ],
    notApplicable: [sent({ redirect_uri: undefined })],
    notObserved: [unseen],
  },
  'az-redirect-uri-distinct': {
    passed: [
      sent(),
      sent({}, { ...under('oidc'), ...shared }),
      sent({ response_type: 'code id_token' }, { ...silent, ...shared }),
    ],
    failed: [['shared', sent({}, { ...silent, ...shared })]],
    notApplicable: [sent({ redirect_uri: undefined })],
    notObserved: [
      unseen,
      sent({}, under('oidc', { issuer: null })),
      sent({}, { ...under('oidc', { metadata: null }), ...shared }),
    ],
  },
  'az-scope-syntax': {
    passed: [sent(), scoped('a,b openid')],
    failed: [
      ['separator', scoped('openid  accounts')],
      ['separator', scoped(' openid')],
      ['separator', scoped('openid,accounts')],
      ['charset', scoped('openid "accounts"')],
      ['charset', scoped('openid\taccounts')],
      ['repeated', scoped('openid accounts openid')],
    ],
    notApplicable: [sent({ scope: undefined }), withObject({ scope: ['openid'] })],
    notObserved: [unseen],
  },
  'az-scope-openid': {
    passed: [sent()],
    failed: [
      ['missing', scoped('accounts profile')],
      ['missing', sent({ scope: undefined, response_type: 'id_token' })],
    ],
    notApplicable: [sent({ scope: 'accounts', nonce: undefined, max_age: '1' }), bare],
    notObserved: [unseen],
  },
  'az-scope-supported': {
    passed: [
      sent(),
      sent(
        { scope: 'consent:urn:a:1' },
        under('br', { metadata: changed({ scopes_supported: ['consent:{id}'] }) }),
      ),
    ],
    failed: [['unlisted', scoped('openid acounts')]],
    notApplicable: [
      sent({ scope: undefined }),
      sent({}, under('oidc', { metadata: changed({ scopes_supported: undefined }) })),
    ],
    notObserved: [unseen, sent({}, under('oidc', { metadata: null }))],
  },
  'az-br-consent-scope': {
    passed: [
      scoped('openid consent:urn:a:1 accounts'),
      scoped('openid recurring-consent:urn:a:1'),
      scoped('openid enrollment:urn:a:1'),
    ],
    failed: [
      ['missing', scoped('openid accounts')],
      ['several', scoped('openid consent:urn:a:1 consent:urn:a:2')],
      ['openid', scoped('consent:urn:a:1')],
    ],
    notApplicable: [sent({ scope: undefined })],
    notObserved: [unseen],
  },
  'az-bg-scope': {
    passed: [scoped(resource), scoped('PIS:1 offline_access')],
    failed: [
      ['form', scoped('accounts')],
      ['form', sent({ scope: undefined })],
      ['pkce', sent({ scope: resource, code_challenge_method: 'plain' })],
      ['state', sent({ scope: resource, state: undefined })],
    ],
    notApplicable: [bare, onlyClient],
    notObserved: [unseen],
  },
  'az-state-present': {
    passed: [sent(), sent({ state: undefined }), sent({}, under('fapi1'))],
    failed: [
      ['missing', sent({ ...unprotected, state: undefined })],
      ['missing', pushedRequest({ scope: 'accounts', state: undefined }, under('fapi1'))],
    ],
    notApplicable: [bare, onlyClient, sent({ state: undefined }, under('fapi1'))],
    notObserved: [unseen],
  },
  'az-state-entropy': {
    passed: [sent(unprotected), sent({ state: '/home' }), sent({}, reused('state'))],
    failed: [
      ['constant', sent(unprotected, reused('state'))],
      ['short', sent({ ...unprotected, state: '1' })],
      ['charset', sent({ state: 'é' })],
    ],
    notApplicable: [sent({ state: undefined })],
    notObserved: [unseen],
  },
  'az-state-length': {
    passed: [sent()],
    failed: [['long', sent({ state: 'a'.repeat(129) })]],
    notApplicable: [sent({ state: undefined })],
    notObserved: [unseen],
  },
  'az-state-sensitive': {
    passed: [
      sent(),
      sent({ state: '{"page":"/home","at":1700000000}' }),
      sent({ state: 'https://rp.example/home?code=SPRING' }),
      sent({ state: '2026112-00-00001' }),
    ],
    failed: [
      ['personal', sent({ state: '{"nric":"900101-14-5678"}' })],
      ['personal', sent({ state: 'user=900101-14-5678' })],
      ['personal', sent({ state: btoa('{"next":"ann@example.com"}') })],
      ['personal', sent({ state: compact({ alg: 'HS256' }, { email: 'ann@example.com' }) })],
      ['credentials', sent({ state: 'https://ann:secret@rp.example/home' })],
      ['credentials', sent({ state: 'https://rp.example/home?access_token=a' })],
      ['credentials', sent({ state: '{"password":"a"}' })],
    ],
    notApplicable: [sent({ state: undefined })],
    notObserved: [unseen],
  },
  'az-nonce-present': {
    passed: [sent(), withObject()],
    failed: [
      ['missing', sent({ response_type: 'code id_token', nonce: undefined })],
      ['missing', pushedRequest({ nonce: undefined }, under('fapi1'))],
      ['recommended', sent({ nonce: undefined })],
    ],
    notApplicable: [bare, sent({ scope: 'accounts' }), pushedObject({ nonce: undefined })],
    notObserved: [unseen],
  },
  'az-nonce-length': {
    passed: [sent(), sent({ nonce: nonce.repeat(5) })],
    failed: [
      ['long', pushedRequest({ nonce: nonce.repeat(5) })],
      ['short', sent({ nonce: '1' })],
    ],
    notApplicable: [sent({ nonce: undefined }), withObject({ nonce: 1 })],
    notObserved: [unseen],
  },
  'az-nonce-reuse': {
    passed: [sent(), sent({}, reused('state'))],
    failed: [
      ['nonce', sent({}, reused('nonce'))],
      ['challenge', sent({}, reused('code_challenge'))],
    ],
    notApplicable: [sent(unprotected), bare],
    notObserved: [unseen],
  },
  'az-pkce-present': {
    passed: [sent(), pushedRequest(), sent(withoutPkce, known)],
    failed: [
      ['missing', sent(withoutPkce, publicClient)],
      ['missing', pushedRequest(withoutPkce, under('fapi1'))],
      ['missing', withObject(withoutPkce, { code_challenge: challenge }, under('fapi2'))],
      ['confidential', sent(unprotected)],
      ['confidential', sent({ ...withoutPkce, scope: 'accounts' }, known)],
    ],
    notApplicable: [
      bare,
      sent({ ...withoutPkce, response_type: 'id_token' }),
      pushedRequest({ ...withoutPkce, state: issuer }),
      pushedObject(withoutPkce),
    ],
    notObserved: [unseen, sent(withoutPkce)],
  },
  'step-request': {
    passed: [
      sent({ acr_values: 'gold', max_age: '30' }, demanding()),
      sent({ claims: '{"id_token":{"acr":{"value":"gold"}}}', prompt: 'login' }, demanding()),
      sent({ acr_values: 'silver' }, demanding({ maxAge: null })),
      sent({ max_age: '60' }, demanding({ acrValues: [] })),
    ],
    failed: [
      ['missing', sent({}, demanding())],
      ['missing', sent({ acr_values: 'bronze', max_age: '30' }, demanding())],
      ['missing', sent({ acr_values: 'gold', max_age: '3600' }, demanding())],
    ],
    notApplicable: [sent(), bare],
    notObserved: [
      { ...unseen, authorizationContext: { ...unseen.authorizationContext, ...demanding() } },
    ],
  },
  'az-pkce-method': {
    passed: [sent()],
    failed: [
      ['absent', sent({ code_challenge_method: undefined })],
      ['plain', sent({ code_challenge_method: 'plain' })],
      ['unknown', sent({ code_challenge_method: 's256' })],
    ],
    notApplicable: [sent(withoutPkce)],
    notObserved: [unseen],
  },
  'az-pkce-challenge-format': {
    passed: [sent(), sent({ code_challenge: 'a~'.repeat(30), code_challenge_method: 'plain' })],
    failed: [
      ['length', sent({ code_challenge: 'a'.repeat(64) })],
      ['length', sent({ code_challenge: 'a', code_challenge_method: 'plain' })],
      ['charset', sent({ code_challenge: `${challenge}=` })],
    ],
    notApplicable: [sent(withoutPkce), withObject({ code_challenge: 1 })],
    notObserved: [unseen],
  },
}
