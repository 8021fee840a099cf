import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import {
  accessToken,
  codeRequest,
  knowing,
  noTokenAnswer,
  pastedTokens,
  tokenError,
  tokenRequest,
  tokenResponse,
} from './answers'
import { requestedOnly, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { fixtures as grant } from './grant.fixtures'
import { fixtures as refresh } from './refresh.fixtures'
import { fixtures as lifetimes } from './token-lifetime.fixtures'
import { fixtures as requests } from './token-request.fixtures'

const good = tokenResponse()
const unread = tokenResponse({}, { truncated: true })
const withHeaders = (...headers: Params) => tokenResponse({}, { headers })
const jwt = 'eyJhbGciOiJQUzI1NiJ9.e30.c2ln'

const basic = tokenRequest([['grant_type', 'authorization_code']], {
  headers: [['Authorization', 'Basic dHBwOnNlY3JldA==']],
})
const invalidClient = (status: number, headers: Params = []) =>
  tokenError({ error: 'invalid_client' }, { status, headers }, { request: basic })

const proven = { request: { ...codeRequest, headers: [['DPoP', 'eyJ']] as Params } }

const asking = (scope: string | null) => ({
  context: knowing({ requested: { ...unknown.requested, scope } }),
})
const unprotected = (ruleProfile: RuleProfile) => ({
  context: knowing({
    ruleProfile,
    requested: { ...unknown.requested, scope: 'openid' },
    ...requestedOnly('scope'),
  }),
})
const clientCredentials = tokenRequest([['grant_type', 'client_credentials']])
const tokenExchange = tokenRequest([
  ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
])
const narrowed = tokenRequest([
  ['grant_type', 'client_credentials'],
  ['scope', 'accounts'],
])
const exchangeWithScope = tokenRequest([
  ['grant_type', 'authorization_code'],
  ['scope', 'openid'],
])
const brazil = 'openid consent:urn:bank:C1DD33123 accounts'

/** A refresh, with what was requested at first and, unless the response left it out, granted. */
const refreshed = (members: JsonObject, first: string | undefined, more: Params = []) =>
  tokenResponse(
    members,
    {},
    {
      request: tokenRequest([['grant_type', 'refresh_token'], ['refresh_token', 'r'], ...more]),
      context: knowing(
        { requested: { ...unknown.requested, scope: 'openid accounts' } },
        { granted: first === undefined ? {} : { scope: first } },
      ),
    },
  )

export const fixtures: Fixtures<'token-response'> = {
  ...grant,
  ...refresh,
  ...lifetimes,
  ...requests,
  'tr-status': {
    passed: [
      good,
      tokenError(),
      invalidClient(401, [['www-authenticate', 'Basic realm="as"']]),
      tokenError({ error: 'invalid_client' }, { status: 401 }),
      // Which body is missing is for other checks to say.
      tokenError({}, { status: 400, body: '<html></html>' }),
      tokenError({}, { status: 401, body: '{}' }),
    ],
    failed: [
      ['differs', tokenResponse({}, { status: 201 })],
      ['differs', tokenResponse({}, { status: 500, body: '<html>' })],
      ['differs', tokenError({}, { status: 403 })],
      ['success', tokenError({}, { status: 200 })],
      ['not_401', invalidClient(400)],
      ['challenge', invalidClient(401)],
      ['challenge', invalidClient(401, [['www-authenticate', 'Bearer']])],
      ['empty', tokenError({}, { status: 400, body: '' })],
      ['empty', tokenError({}, { status: 401, body: ' ' })],
      ['busy', tokenResponse({}, { status: 503, headers: [['retry-after', '30']] })],
    ],
    notApplicable: [noTokenAnswer],
    notObserved: [pastedTokens],
  },
  'tr-content-type': {
    passed: [good, tokenError()],
    failed: [
      ['not_object', tokenResponse({}, { body: 'access_token=a&token_type=bearer' })],
      ['not_object', tokenResponse({}, { body: '[]' })],
      ['repeated', tokenResponse({}, { body: '{"access_token":"a","access_token":"b"}' })],
      ['missing', withHeaders(['cache-control', 'no-store'])],
      ['differs', withHeaders(['Content-Type', 'text/html'])],
    ],
    notApplicable: [
      noTokenAnswer,
      tokenResponse({}, { status: 502, body: '<html>' }),
      tokenError({}, { status: 400, body: '' }),
    ],
    notObserved: [pastedTokens, unread],
  },
  'tr-cache': {
    passed: [good],
    failed: [
      ['missing', withHeaders(['content-type', 'application/json'])],
      ['differs', withHeaders(['Cache-Control', 'private, max-age=60'])],
      ['pragma', withHeaders(['cache-control', 'no-cache, No-Store'])],
    ],
    notApplicable: [tokenError(), noTokenAnswer],
    notObserved: [pastedTokens],
  },
  'tr-access-token-present': {
    passed: [good, tokenResponse({ access_token: `${jwt}==` })],
    failed: [
      ['missing', tokenResponse({ access_token: undefined })],
      ['type', tokenResponse({ access_token: 1 })],
      ['charset', tokenResponse({ access_token: 'a "b"' })],
    ],
    notApplicable: [tokenError(), noTokenAnswer],
    notObserved: [unread],
  },
  'tr-token-type': {
    passed: [
      good,
      tokenResponse({ token_type: 'dpop' }, {}, proven),
      tokenResponse({ token_type: 'DPoP' }, {}, { request: null }),
    ],
    failed: [
      ['missing', tokenResponse({ token_type: undefined })],
      ['type', tokenResponse({ token_type: ['Bearer'] })],
      ['unknown', tokenResponse({ token_type: 'mac' })],
      ['not_bound', tokenResponse({}, {}, proven)],
      ['not_asked', tokenResponse({ token_type: 'DPoP' })],
      [
        'not_bound',
        tokenResponse(
          {},
          {},
          {
            request: null,
            context: knowing({ requested: { ...unknown.requested, dpopKeyId: 'k' } }),
          },
        ),
      ],
    ],
    notApplicable: [tokenError()],
    notObserved: [unread],
  },
  'tr-scope': {
    passed: [
      tokenResponse({}, {}, asking('openid accounts')),
      tokenResponse({}, {}, asking('accounts openid')),
      tokenResponse({ scope: 'openid accounts openid' }, {}, asking('accounts  accounts openid')),
      tokenResponse({ scope: undefined }, {}, asking('openid')),
      tokenResponse({ scope: brazil }, {}, asking(brazil)),
      // What the token request asks for counts.
      tokenResponse({ scope: 'accounts' }, {}, { ...asking('openid'), request: narrowed }),
      tokenResponse({ scope: 'accounts' }, {}, { request: narrowed }),
      tokenResponse({ scope: undefined }, {}, { request: narrowed }),
      // Only FAPI 1.0 requires the scope if the user could have changed the request.
      tokenResponse({ scope: undefined }, {}, unprotected('oidc')),
      // A code exchange has no scope: a server ignores it, or gives what both requests ask for.
      tokenResponse({}, {}, { ...asking('openid accounts'), request: exchangeWithScope }),
      tokenResponse(
        { scope: 'openid' },
        {},
        { ...asking('openid accounts'), request: exchangeWithScope },
      ),
      tokenResponse(
        { scope: 'accounts' },
        {},
        { ...asking('accounts'), request: exchangeWithScope },
      ),
      // A refresh that asks for more than the first grant fails rf-scope-not-wider alone.
      refreshed({ scope: 'openid' }, 'openid', [['scope', 'openid payments']]),
      // A refresh gives what was granted at first, whatever that left out.
      refreshed({ scope: 'openid' }, 'openid'),
      refreshed({ scope: undefined }, 'openid'),
      refreshed({ scope: 'openid accounts' }, undefined),
      refreshed({ scope: 'openid' }, 'openid accounts', [['scope', 'openid']]),
      // That is for rf-scope-not-wider to say.
      refreshed({ scope: 'openid payments' }, 'openid'),
    ],
    failed: [
      ['type', tokenResponse({ scope: ['openid'] })],
      ['syntax', tokenResponse({ scope: 'openid,  accounts' })],
      ['syntax', tokenResponse({ scope: '' })],
      ['type', tokenResponse({ scope: null }, {}, asking('openid'))],
      ['syntax', tokenResponse({ scope: ' openid' }, {}, asking('openid'))],
      ['wider', tokenResponse({}, {}, asking('openid'))],
      ['wider', tokenResponse({ scope: 'OpenID' }, {}, asking('openid'))],
      ['wider', tokenResponse({}, {}, { request: narrowed })],
      ['wider', refreshed({ scope: 'openid accounts' }, 'openid accounts', [['scope', 'openid']])],
      ['narrower', tokenResponse({ scope: 'openid' }, {}, asking('openid accounts profile'))],
      ['narrower', tokenResponse({ scope: 'OpenID' }, {}, asking('openid'))],
      ['narrower', tokenResponse({ scope: 'openid' }, {}, asking(brazil))],
      [
        'narrower',
        tokenResponse({ scope: 'openid' }, {}, asking('openid offline_access accounts')),
      ],
      ['narrower', refreshed({ scope: 'openid' }, 'openid accounts')],
      [
        'narrower',
        tokenResponse(
          { scope: 'accounts' },
          {},
          { ...asking('openid accounts'), request: exchangeWithScope },
        ),
      ],
      ['offline', tokenResponse({ scope: 'openid' }, {}, asking('openid offline_access'))],
      ['missing_fapi1', tokenResponse({ scope: undefined }, {}, unprotected('uk'))],
    ],
    notApplicable: [tokenError()],
    notObserved: [
      good,
      tokenResponse({ scope: undefined }),
      tokenResponse({}, {}, asking('')),
      tokenResponse({}, {}, { ...asking('openid'), request: clientCredentials }),
      tokenResponse({}, {}, { ...asking('openid'), request: tokenExchange }),
    ],
  },
  'tr-id-token-present': {
    passed: [tokenResponse({ id_token: jwt })],
    failed: [
      ['missing', good],
      ['missing', tokenResponse({ scope: undefined, id_token: '' }, {}, asking('openid'))],
      ['type', tokenResponse({ id_token: {} })],
    ],
    notApplicable: [
      tokenError(),
      tokenResponse({ scope: 'accounts' }),
      tokenResponse({}, {}, { request: clientCredentials }),
    ],
    notObserved: [pastedTokens, tokenResponse({ scope: undefined })],
  },
  'tr-refresh-token': {
    passed: [tokenResponse({ refresh_token: accessToken })],
    failed: [
      ['missing', tokenResponse({}, {}, asking('openid offline_access'))],
      ['type', tokenResponse({ refresh_token: 1 })],
    ],
    notApplicable: [tokenError(), good],
    notObserved: [unread],
  },
  'tr-token-entropy': {
    passed: [good],
    failed: [
      ['short', tokenResponse({ access_token: 'token1' })],
      ['repetitive', tokenResponse({ refresh_token: 'ab'.repeat(30) })],
    ],
    notApplicable: [tokenError(), tokenResponse({ access_token: jwt })],
    notObserved: [unread],
  },
  'tr-unknown-members': {
    // Registered for authorization responses as well.
    passed: [good, tokenResponse({ session_state: 'a', id_token: 'a', scope: 'b' })],
    failed: [
      ['elsewhere', tokenResponse({ state: 'a' })],
      ['elsewhere', tokenResponse({ iss: 'https://as.example' })],
      ['unknown', tokenResponse({ ext_expires_in: 600 })],
    ],
    notApplicable: [tokenError()],
    notObserved: [unread],
  },
  'tr-error-code': {
    passed: [tokenError(), tokenError({ error: 'use_dpop_nonce' })],
    failed: [
      ['unknown', tokenError({ error: 'token_expired' })],
      ['missing', tokenError({ error: undefined })],
      ['type', tokenError({ error: { code: 1 } })],
    ],
    notApplicable: [good, noTokenAnswer],
    notObserved: [tokenError({}, { body: '<html>' })],
  },
  'tr-error-charset': {
    passed: [tokenError({ error_description: 'The code was used.' })],
    failed: [
      ['error', tokenError({ error: 'ungültig' })],
      ['error_description', tokenError({ error_description: '“quoted”' })],
      ['error_uri', tokenError({ error_uri: 'https://as.example/a b' })],
    ],
    notApplicable: [good, tokenError({ error: 1 })],
    notObserved: [tokenError({}, { body: '<html>' })],
  },
}
