import type { EndpointRequest } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import type { JudgingContext } from '@/lib/facts/judging-context'
import {
  accessToken,
  knowing,
  noTokenAnswer,
  refreshToken,
  tokenError,
  tokenRequest,
  tokenResponse,
} from './answers'
import { context, noon, unknown } from './artefacts'
import type { Fixtures } from './fixtures'

type Sent = Partial<EndpointRequest<'token'>>

const refreshing = (more: Params = [], overrides: Sent = {}) =>
  tokenRequest(
    [['grant_type', 'refresh_token'], ['refresh_token', refreshToken], ...more],
    overrides,
  )

/** The answer to a refresh request. */
const refreshed = (
  members: JsonObject = {},
  request = refreshing([['client_assertion', 'eyJ']]),
  knownHere: JudgingContext = context,
) => tokenResponse(members, {}, { request, context: knownHere })

const newToken = { refresh_token: accessToken }
const sameToken = { refresh_token: refreshToken }
const oauth = knowing({ ruleProfile: 'oauth2' })
const before = (response: JsonObject) => knowing({}, { earlier: { response, idToken: null } })
const scoped = before({ scope: 'openid accounts' })
/** A refresh asked for less before this one. */
const narrowedBefore = knowing(
  {},
  {
    granted: { scope: 'openid accounts' },
    earlier: { response: { scope: 'openid' }, idToken: null },
  },
)

const asking = (authorizationDetails: string | null) =>
  knowing({ requested: { ...unknown.requested, authorizationDetails } })
const until = (...times: readonly number[]) =>
  asking(
    JSON.stringify(
      times.map((time) => ({
        type: 'a',
        consent: { expiration_datetime: new Date(time).toISOString() },
      })),
    ),
  )
/** DevTools show the request, not a client certificate. */
const seen = { source: 'devtools' } as const
const withMethods = (...methods: readonly string[]) =>
  knowing({ metadata: { token_endpoint_auth_methods_supported: methods } })
const lasting = '{"type":"b"}'

export const fixtures: Fixtures<'token-response'> = {
  'rf-not-rotated': {
    passed: [refreshed(), refreshed(sameToken)],
    failed: [['rotated', refreshed(newToken)]],
    notApplicable: [tokenResponse(newToken), tokenError({}, {}, { request: refreshing() })],
  },
  'rf-rotated-public': {
    passed: [
      refreshed(newToken, refreshing()),
      refreshed({}, refreshing([], { headers: [['DPoP', 'eyJ']] })),
    ],
    failed: [
      ['kept', refreshed({}, refreshing())],
      ['kept', refreshed(sameToken, refreshing())],
      ['kept', refreshed({}, refreshing([], seen), withMethods('none', 'client_secret_basic'))],
      ['unknown_client', refreshed({}, refreshing([], seen), withMethods('tls_client_auth'))],
      ['unknown_client', refreshed({}, refreshing([], seen), unknown)],
    ],
    notApplicable: [refreshed(), tokenResponse()],
  },
  'rf-scope-not-wider': {
    passed: [
      refreshed({}, undefined, scoped),
      refreshed({ scope: 'openid' }, undefined, scoped),
      refreshed({}, undefined, narrowedBefore),
      // The first grant had the requested scope, as its response had none.
      refreshed(
        {},
        undefined,
        knowing(
          { requested: { ...unknown.requested, scope: 'openid accounts' } },
          { granted: {}, earlier: { response: { scope: 'openid' }, idToken: null } },
        ),
      ),
    ],
    failed: [
      ['wider', refreshed({ scope: 'openid payments' }, undefined, scoped)],
      ['asked', refreshed({}, refreshing([['scope', 'payments']]), scoped)],
    ],
    notApplicable: [tokenResponse(), noTokenAnswer],
    notObserved: [refreshed()],
  },
  'rf-access-token-new': {
    passed: [refreshed({}, undefined, before({ access_token: 'another' }))],
    failed: [['same', refreshed({}, undefined, before({ access_token: accessToken }))]],
    notApplicable: [tokenResponse()],
    notObserved: [refreshed()],
  },
  'rf-client-auth': {
    passed: [
      refreshed(),
      refreshed({}, refreshing([], { certificate: true })),
      refreshed({}, refreshing([['client_secret', 'a']]), oauth),
    ],
    failed: [
      ['weak', refreshed({}, refreshing())],
      ['weak', refreshed({}, refreshing([], { headers: [['authorization', 'Basic YTpi']] }))],
    ],
    notApplicable: [tokenResponse(), refreshed({}, refreshing(), oauth)],
  },
  'rf-expiry-consent': {
    passed: [tokenError({}, {}, { request: refreshing(), context: until(noon - 1) })],
    failed: [
      ['alive', refreshed({}, undefined, until(noon - 1))],
      ['alive', refreshed({}, undefined, until(noon - 2, noon - 1))],
    ],
    notApplicable: [
      tokenResponse(),
      refreshed({}, undefined, until(noon + 1)),
      refreshed({}, undefined, until(noon - 1, noon + 1)),
      refreshed({}, undefined, asking(`[${lasting}]`)),
      refreshed({}, undefined, asking('[]')),
      refreshed(
        {},
        undefined,
        asking(
          `[{"type":"a","consent":{"expiration_datetime":"2000-01-01T00:00:00Z"}},${lasting}]`,
        ),
      ),
      refreshed({}, undefined, asking('[{"type":"a","consent":{"expiration_datetime":"soon"}}]')),
    ],
    notObserved: [refreshed(), refreshed({}, undefined, asking('{'))],
  },
}
