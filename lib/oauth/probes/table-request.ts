import { textIn } from '@/lib/model/json'
import { splitUrl, joinUrl } from '@/lib/model/url'
import { contains } from '@/lib/model/rule-profiles'
import type { Patcher, Probe, ProbeFacts, ProbeStep } from './model'
import { authenticates, isFapi, isFapi1, isFapi2 } from './rules'
import { modules } from './suite'

const step = (id: string, patch: Patcher, more: Partial<ProbeStep> = {}): ProbeStep => ({
  id,
  change: { kind: 'parameters', patch },
  expects: 'refusal',
  ...more,
})

const invalidRequest = { errors: ['invalid_request'] }

/** @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.1) */
const requiresPkce = (facts: ProbeFacts) =>
  isFapi(facts) || contains(facts.profile.ruleProfile, 'OAuth2.1') || !authenticates(facts)

const requiresPar = ({ profile, metadata }: ProbeFacts) =>
  isFapi2({ profile }) || metadata['require_pushed_authorization_requests'] === true

/** A redirect_uri that is not registered: the path of the registered one, continued. */
const otherPath: Patcher = (_, { redirect_uri: uri }) => {
  const { base, query, fragment } = splitUrl(String(uri))
  return {
    redirect_uri: joinUrl({ base: `${base.replace(/\/$/, '')}/parley-probe`, query, fragment }),
  }
}

const otherQuery: Patcher = (_, { redirect_uri: uri }) => {
  const { base, query, fragment } = splitUrl(String(uri))
  const added = [...(query ? [query] : []), 'parley-probe=1'].join('&')
  return { redirect_uri: joinUrl({ base, query: added, fragment }) }
}

/**
 * A server may accept such a URI of a client that authenticates at the PAR endpoint.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.4)
 */
const unregisteredIs = (facts: ProbeFacts) =>
  facts.profile.sendBy === 'par' && authenticates(facts) ? 'warn' : 'fail'

/** The tests of parameters, and of how a request is sent. */
export const requestProbes: readonly Probe[] = [
  {
    id: 'S01',
    modules: modules(['F', 'A'], 'par-attempt-invalid-http-method'),
    steps: [{ id: 'S01', change: { kind: 'method' }, expects: 'refusal' }],
    needs: ['par', 'no_secret_in_form'],
    place: 'push',
    refusal: { statuses: [405] },
    cost: 'nothing',
    refs: { else: ['RFC9126-2.3'] },
  },
  {
    id: 'S02',
    modules: modules(
      ['F'],
      'par-authorization-request-containing-request_uri',
      'par-authorization-request-containing-request_uri-form-param',
    ),
    steps: [
      {
        id: 'S02-form',
        change: { kind: 'form', patch: ({ fresh }) => ({ request_uri: requestUri(fresh) }) },
        expects: 'refusal',
      },
      {
        id: 'S02-request-object',
        change: {
          kind: 'request-object',
          patch: ({ fresh }) => ({ request_uri: requestUri(fresh) }),
        },
        expects: 'refusal',
      },
    ],
    needs: ['par'],
    place: 'push',
    refusal: {
      errors: ['invalid_request', 'invalid_request_object', 'request_uri_not_supported'],
    },
    cost: 'nothing',
    refs: { else: ['RFC9126-2.1', 'RFC9101-4'] },
  },
  {
    id: 'S03',
    modules: modules(['F', 'A'], 'par-ensure-pkce-required'),
    steps: [step('S03', () => ({ code_challenge: undefined, code_challenge_method: undefined }))],
    needs: [],
    rules: requiresPkce,
    place: 'push-or-browser',
    refusal: invalidRequest,
    accepted: (facts) =>
      contains(facts.profile.ruleProfile, 'OAuth2.1') && authenticates(facts) ? 'warn' : 'fail',
    cost: 'request',
    refs: {
      FAPI2: ['FAPI2-SP-5.3.2.2'],
      FAPI1A: ['FAPI1-ADV-5.2.2'],
      else: ['RFC9700-2.1.1'],
    },
  },
  {
    id: 'S04',
    modules: modules(['F', 'A'], 'par-plain-pkce-rejected'),
    steps: [step('S04', () => ({ code_challenge_method: 'plain' }))],
    needs: [],
    place: 'push-or-browser',
    refusal: invalidRequest,
    accepted: (facts) => (isFapi(facts) ? 'fail' : 'warn'),
    cost: 'request',
    refs: {
      FAPI2: ['FAPI2-SP-5.3.2.2'],
      FAPI1A: ['FAPI1-ADV-5.2.2'],
      else: ['RFC9700-2.1.1'],
    },
  },
  {
    id: 'S18',
    modules: [
      ...modules(
        ['F'],
        'ensure-response-type-code-idtoken-fails',
        'ensure-response-type-token-fails',
      ),
      ...modules(['A'], 'ensure-response-type-code-fails'),
    ],
    steps: [
      step('S18-code-id-token', () => ({ response_type: 'code id_token' }), { under: ['FAPI2'] }),
      step('S18-token', () => ({ response_type: 'token' }), { under: ['FAPI2'] }),
      step(
        'S18-code',
        (_, current) => ({
          response_type: 'code',
          ...(/(?:^|\.)jwt$/.test(textIn(current, 'response_mode') ?? '')
            ? { response_mode: undefined }
            : {}),
        }),
        { under: ['FAPI1A'] },
      ),
    ],
    needs: [],
    rules: isFapi,
    place: 'push-or-browser',
    refusal: { errors: ['unsupported_response_type', 'invalid_request', 'unauthorized_client'] },
    cost: 'request',
    refs: { FAPI2: ['FAPI2-SP-5.3.2.2'], FAPI1A: ['FAPI1-ADV-5.2.2'] },
  },
  {
    id: 'S19',
    modules: [
      ...modules(['F'], 'ensure-unsigned-authorization-request-without-using-par-fails'),
      ...modules(['A'], 'ensure-authorization-request-without-request-object-fails'),
    ],
    steps: [{ id: 'S19', change: { kind: 'plain-url' }, expects: 'refusal' }],
    needs: [],
    rules: (facts) => requiresPar(facts) || isFapi1(facts),
    place: 'browser',
    refusal: invalidRequest,
    cost: 'nothing',
    refs: {
      FAPI2: ['FAPI2-SP-5.3.2.2', 'RFC9126-4'],
      FAPI1A: ['FAPI1-ADV-5.2.2'],
      else: ['RFC9126-5'],
    },
  },
  {
    id: 'S20',
    modules: [
      ...modules(
        ['F'],
        'ensure-registered-redirect-uri',
        'plain-fapi-tolerate-unregistered-redirect-uri',
      ),
      ...modules(['A'], 'ensure-registered-redirect-uri'),
      'oidcc-ensure-registered-redirect-uri',
      'oidcc-redirect-uri-query-added',
    ],
    steps: [step('S20-path', otherPath), step('S20-query', otherQuery)],
    needs: [],
    place: 'push-or-browser',
    refusal: {},
    accepted: unregisteredIs,
    wrongRedirect: true,
    cost: 'request',
    refs: { else: ['RFC6749-4.1.2.1', 'RFC9126-2.4'], OIDC: ['OIDC-CORE-3.1.2.1', 'RFC9126-2.4'] },
  },
]

const requestUri = (fresh: string) => `urn:ietf:params:oauth:request_uri:${fresh}`
