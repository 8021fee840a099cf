import { formDecode, splitUrl } from '@/lib/model/url'
import { parameters } from '@/lib/oauth/parameters'
import { nearParameter } from '../authorization-parameters'
import { finding } from '../builders'
import { given, namesOf } from '../reading'
import { defineRule, notObserved } from '../rule'
import { urlSecrets } from '../sensitive-text'
import { namesInEndpoint } from '../endpoint-parameters'
import { show } from '../token-reading'

const on = 'authorization-request'

/** Longer URLs are cut or refused by some browsers, proxies and servers. */
const longestUrl = 2048

/** Parameters with personal data that OpenID Connect sends in the URL. */
const hints: ReadonlySet<string> = new Set(['id_token_hint', 'login_hint'])

const queryNames = (url: string) => [...new Set(namesOf(formDecode(splitUrl(url).query ?? '')))]

/** Parameters of OpenID for Verifiable Credentials, of OpenID Federation and of Grant Management. */
const furtherParameters: ReadonlySet<string> = new Set([
  'client_metadata',
  'client_metadata_uri',
  'dcql_query',
  'expected_origins',
  'grant_id',
  'grant_management_action',
  'issuer_state',
  'nfv_token',
  'presentation_definition',
  'presentation_definition_uri',
  'request_uri_method',
  'transaction_data',
  'trust_chain',
  'user_hint',
  'vtr',
  'wallet_issuer',
  'wallet_nonce',
])

/** Rules about the authorize URL and the way in which the browser opened it. */
export const urlRules = [
  /** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1) */
  defineRule({
    id: 'az-empty-params',
    on,
    about: 'params',
    refs: ['RFC6749-3.1'],
    check({ message: { params } }) {
      if (params.length === 0) return undefined
      const empty = params.filter(([, value]) => value === '')
      return [...new Set(namesOf(empty))].map((name) => finding('empty', show(name)))
    },
  }),
  defineRule({
    id: 'az-url-length',
    on,
    about: 'url',
    refs: ['RFC9101-1', 'RFC9101-5.2', 'RFC9396-11.4'],
    check({ message: { params, url } }) {
      if (params.length === 0) return undefined
      return url.length > longestUrl ? [finding('long', String(url.length), `≤ ${longestUrl}`)] : []
    },
  }),
  defineRule({
    id: 'az-sensitive-in-url',
    on,
    about: 'url',
    refs: ['RFC6749-2.3.1', 'RFC9126-1', 'RFC9101-11'],
    check({ message: { url } }) {
      const names = queryNames(url)
      if (names.length === 0) return undefined
      return names.flatMap((name) => {
        if (urlSecrets.has(name)) return [finding('present', name)]
        return hints.has(name) ? [finding('hint', name)] : []
      })
    },
  }),
  defineRule({
    id: 'az-unknown-params',
    on,
    about: 'params',
    refs: ['RFC6749-3.1'],
    check({ message: { params }, context: { metadata } }) {
      if (params.length === 0) return undefined
      const ofEndpoint = new Set(namesInEndpoint(metadata))
      return [...new Set(namesOf(params))]
        .filter((name) => !parameters.has(name) && !furtherParameters.has(name))
        .filter((name) => !ofEndpoint.has(name))
        .map((name) => {
          const meant = nearParameter(name)
          return meant === undefined
            ? finding('unknown', show(name))
            : finding('slip', show(name), meant)
        })
    },
  }),
  /**
   * A login page in a frame can be covered by another page. A silent request shows no page.
   *
   * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.16)
   */
  defineRule({
    id: 'az-in-frame',
    on,
    about: 'url',
    refs: ['RFC9700-4.16', 'RFC6749-10.13'],
    check({ message: { frame, params }, authorizationContext: { effective } }) {
      if (params.length === 0) return undefined
      if (frame === 'top') return []
      if (!effective) return notObserved
      const isSilent = given(effective.params, 'prompt') === 'none'
      return isSilent ? undefined : [finding('framed')]
    },
  }),
  /**
   * Clients redirect the browser to the endpoint, which must not support CORS.
   *
   * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.2.3)
   */
  defineRule({
    id: 'az-fetch-xhr',
    on,
    about: 'url',
    refs: ['FAPI2-SP-5.2.3', 'OIDC-DISCOVERY-3', 'RFC9700-2.6'],
    check({ message: { params, fetched } }) {
      if (params.length === 0) return undefined
      return fetched ? [finding('fetched')] : []
    },
  }),
] as const
