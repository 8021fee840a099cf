import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { codeRequest, knowing, pastedTokens, tokenRequest, tokenResponse } from './answers'
import { changed, clientId, code, noon, redirectUri, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { fixtures as grants } from './token-grants.fixtures'

const good = tokenResponse()
const clientCredentials = tokenRequest([['grant_type', 'client_credentials']])

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const bound: JudgingContext = knowing(
  { requested: { ...unknown.requested, redirectUri, codeVerifier: verifier } },
  { code },
)
const params = {
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
  client_id: clientId,
  code_verifier: verifier,
}
/** A token request with some parameters changed; undefined leaves one out. */
function sent(changes: Readonly<Record<string, string | undefined>> = {}, context = bound) {
  const given = Object.entries({ ...params, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return tokenResponse({}, {}, { request: tokenRequest(given), context })
}

const alias = 'https://mtls.as.example/token'
const certified = (url: string, metadata: JsonObject | null) =>
  tokenResponse(
    {},
    {},
    {
      request: tokenRequest([], { url, certificate: true }),
      context: knowing({ metadata }),
    },
  )
const aliased = changed({ mtls_endpoint_aliases: { token_endpoint: alias } })

const interaction = 'x-fapi-interaction-id'
const traced = (...headers: Params) =>
  tokenResponse({}, { headers }, { request: tokenRequest([], { headers: [[interaction, 'a']] }) })

/** What is said of the request that a token response answers. */
export const fixtures: Fixtures<'token-response'> = {
  ...grants,
  'tr-request-binding': {
    passed: [sent(), sent({ client_id: undefined })],
    failed: [
      ['code_missing', sent({ code: undefined })],
      ['code_differs', sent({ code: 'another' })],
      ['redirect_uri', sent({ redirect_uri: `${redirectUri}/` })],
      ['redirect_uri', sent({ redirect_uri: undefined })],
      ['client_id', sent({ client_id: 'another' })],
      ['verifier_missing', sent({ code_verifier: undefined })],
      ['verifier_form', sent({ code_verifier: 'short' }, unknown)],
      ['verifier_differs', sent({ code_verifier: verifier.toLowerCase() })],
    ],
    notApplicable: [tokenResponse({}, {}, { request: clientCredentials }), pastedTokens],
    notObserved: [sent({ code_verifier: undefined, code: 'another' }, unknown)],
  },
  'tr-request-post-body': {
    passed: [
      good,
      tokenResponse(
        {},
        {},
        {
          request: tokenRequest([
            ['resource', 'https://a.example'],
            ['resource', 'https://b.example'],
          ]),
        },
      ),
    ],
    failed: [
      ['method', tokenResponse({}, {}, { request: { ...codeRequest, method: 'GET' } })],
      [
        'in_url',
        tokenResponse({}, {}, { request: { ...codeRequest, url: `${alias}?code=${code}` } }),
      ],
      [
        'content_type',
        tokenResponse(
          {},
          {},
          { request: { ...codeRequest, headers: [['content-type', 'application/json']] } },
        ),
      ],
      [
        'repeated',
        tokenResponse({}, {}, { request: tokenRequest([...codeRequest.params, ['code', 'b']]) }),
      ],
    ],
    notApplicable: [pastedTokens],
  },
  'tr-mtls-host': {
    passed: [certified(alias, aliased)],
    failed: [['plain', certified('https://as.example/token', aliased)]],
    notApplicable: [good, certified(alias, changed({ mtls_endpoint_aliases: undefined }))],
    notObserved: [certified(alias, null)],
  },
  'tr-fapi-interaction-id': {
    passed: [traced(['X-FAPI-Interaction-ID', 'a'])],
    failed: [
      ['differs', traced([interaction, 'b'])],
      ['missing', traced(['date', new Date(noon).toUTCString()])],
    ],
    notApplicable: [good],
    notObserved: [traced()],
  },
}
