import { isLoopback, formDecode, parseUrl, splitUrl } from '@/lib/model/url'
import type { Finding } from '@/lib/model/rule-result'
import { binds } from '../bodies'
import { finding } from '../builders'
import {
  asksForOpenId,
  missingUnless,
  onParameter,
  onRequest,
  responseTypesOf,
} from '../effective-parameters'
import { given } from '../reading'
import { isSignedMode } from '../response-modes'
import { defineRule, notObserved } from '../rule'

const on = 'authorization-request'

/** Rules about the redirect_uri that the server uses. */
export const redirectRules = [
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1) */
  defineRule({
    id: 'az-redirect-uri-present',
    on,
    about: 'redirect_uri',
    refs: ['OIDC-CORE-3.1.2.1', 'FAPI2-SP-5.3.2.2', 'RFC6749-3.1.2.3'],
    check: onRequest((effective, { context: { ruleProfile } }) => {
      const isNeeded = binds(ruleProfile, 'FAPI1A', 'FAPI2') || asksForOpenId(effective)
      return isNeeded ? missingUnless('redirect_uri', effective, ruleProfile) : undefined
    }),
  }),
  /** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2) */
  defineRule({
    id: 'az-redirect-uri-absolute',
    on,
    about: 'redirect_uri',
    refs: ['RFC6749-3.1.2'],
    check: onParameter('redirect_uri', (uri) => {
      if (!/^[a-z][a-z\d+.-]*:./i.test(uri)) return [finding('relative', uri)]
      const { fragment } = splitUrl(uri)
      return fragment === null ? [] : [finding('fragment', `#${fragment}`)]
    }),
  }),
  /** @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7) */
  defineRule({
    id: 'az-redirect-uri-https',
    on,
    about: 'redirect_uri',
    refs: [
      'FAPI2-SP-5.3.2.2',
      'FAPI1-BASE-5.2.2',
      'RFC8252-7.1',
      'RFC8252-7.3',
      'RFC8252-8.3',
      'RFC9700-2.6',
    ],
    check: onParameter('redirect_uri', (uri) => {
      const url = parseUrl(uri)
      if (!url || url.protocol === 'https:') return url ? [] : undefined
      if (url.protocol !== 'http:')
        return url.protocol.includes('.') ? [] : [finding('private_scheme', url.protocol)]
      if (!isLoopback(url)) return [finding('scheme', `http://${url.host}`)]
      return url.hostname === 'localhost' ? [finding('localhost', url.host)] : []
    }),
  }),
  /** @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.1) */
  defineRule({
    id: 'az-redirect-uri-wildcard',
    on,
    about: 'redirect_uri',
    refs: ['RFC9700-4.1', 'RFC9700-4.11'],
    check: onParameter('redirect_uri', (uri) => {
      const { base, query } = splitUrl(uri)
      const authority = /^[^/]*\/\/([^/\\]*)/.exec(base)?.[1] ?? ''
      const redirector = formDecode(query ?? '').find(([, value]) => isUrl(value))?.[0]
      const problems: readonly (readonly [code: string, holds: boolean])[] = [
        ['wildcard', uri.includes('*')],
        ['path', /(?:^|[/\\])\.\.(?:[/\\]|$)|\\|%(?:2f|5c)/i.test(base)],
        ['userinfo', authority.includes('@')],
      ]
      return [
        ...problems.flatMap(([code, holds]) => (holds ? [finding(code, uri)] : [])),
        ...(redirector === undefined ? [] : [finding('redirector', redirector)]),
      ] satisfies readonly Finding[]
    }),
  }),
  /**
   * A client that uses one redirect_uri for several servers needs the issuer in the response: in `iss`, in a JARM
   * or in an ID token.
   *
   * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.4.2)
   */
  defineRule({
    id: 'az-redirect-uri-distinct',
    on,
    about: 'redirect_uri',
    refs: ['RFC9700-2.1', 'RFC9700-4.4.2', 'FAPI1-BASE-5.2.3'],
    check: onParameter('redirect_uri', (uri, { params }, { context, authorizationContext }) => {
      const { issuer, metadata } = context
      if (issuer === null) return notObserved
      const [other] = authorizationContext.otherIssuers
      if (other === undefined) return []
      const hasIssuer =
        isSignedMode(given(params, 'response_mode') ?? '') ||
        responseTypesOf(params).has('id_token')
      if (hasIssuer) return []
      if (!metadata) return notObserved
      const isPromised = metadata['authorization_response_iss_parameter_supported'] === true
      return isPromised ? [] : [finding('shared', `${uri} (${other})`)]
    }),
  }),
] as const

const isUrl = (value: string) => /^(?:https?:)?\/\//i.test(value)
