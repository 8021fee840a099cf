import { textsIn } from '@/lib/model/json'
import { finding, repeatedIn } from '../builders'
import { codePoints } from '../characters'
import { asksForOpenId, onParameter, onRequest, responseTypesOf } from '../effective-parameters'
import { scopesOf } from '../grant-reading'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const on = 'authorization-request'

/**
 * Parameters that only OpenID Connect defines. `max_age` and `acr_values` also have a meaning without it.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-4)
 */
const ofOpenId = ['nonce', 'claims', 'id_token_hint'] as const

/** Rules about the scope that the server uses. */
export const scopeRules = [
  /** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3) */
  defineRule({
    id: 'az-scope-syntax',
    on,
    about: 'scope',
    refs: ['RFC6749-3.3'],
    check: onParameter('scope', (scope, _, { context }) => {
      const scopes = scopesOf(scope)
      const forbidden = scope.match(/[^\x20\x21\x23-\x5b\x5d-\x7e]/gu)
      const listed = textsIn(context.metadata, 'scopes_supported') ?? []
      const known = new Set(['openid', ...listed])
      const joined = scopes.find((each) => isJoined(each, known))
      const isSpaced = scope === scopes.join(' ')
      return [
        ...(isSpaced && joined === undefined ? [] : [finding('separator', show(joined ?? scope))]),
        ...(forbidden ? [finding('charset', codePoints(forbidden))] : []),
        ...[...repeatedIn(scopes)].map((each) => finding('repeated', show(each))),
      ]
    }),
  }),
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1) */
  defineRule({
    id: 'az-scope-openid',
    on,
    about: 'scope',
    refs: ['OIDC-CORE-3.1.2.1', 'FAPI1-ADV-5.2.3.1'],
    check: onRequest((effective) => {
      const { params } = effective
      const sent: readonly string[] = [
        ...ofOpenId.filter((name) => given(params, name) !== undefined),
        ...(responseTypesOf(params).has('id_token') ? ['response_type'] : []),
      ]
      if (sent.length === 0) return undefined
      return asksForOpenId(effective) ? [] : [finding('missing', sent.join(', '), 'openid')]
    }),
  }),
  /**
   * A server need not publish every scope. A scope with a parameter is published without it.
   *
   * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
   */
  defineRule({
    id: 'az-scope-supported',
    on,
    about: 'scope',
    refs: ['RFC8414-2'],
    check: onParameter('scope', (scope, _, { context: { metadata } }) => {
      if (!metadata) return notObserved
      const supported = textsIn(metadata, 'scopes_supported')
      if (!supported) return undefined
      const prefixes = new Set(supported.map(prefixOf))
      const known = new Set(supported)
      return [...new Set(scopesOf(scope))]
        .filter((each) => !known.has(each) && !(each.includes(':') && prefixes.has(prefixOf(each))))
        .map((each) => finding('unlisted', show(each)))
    }),
  }),
  /**
   * The scope of a consent, also of a recurring one.
   *
   * @see [Open Finance Brasil](https://openfinancebrasil.atlassian.net/wiki/spaces/OF)
   */
  defineRule({
    id: 'az-br-consent-scope',
    on,
    about: 'scope',
    refs: ['OFB', 'OIDF-SUITE'],
    check: onParameter('scope', (scope, effective) => {
      const consents = scopesOf(scope).filter((each) =>
        /^(?:(?:recurring-)?consent|enrollment):./.test(each),
      )
      return [
        ...(consents.length === 0 ? [finding('missing', show(scope), 'consent:…')] : []),
        ...(consents.length > 1 ? [finding('several', show(consents.join(' ')))] : []),
        ...(asksForOpenId(effective) ? [] : [finding('openid', show(scope), 'openid')]),
      ]
    }),
  }),
  /** @see [Berlin Group](https://www.berlin-group.org/psd2-access-to-bank-accounts) */
  defineRule({
    id: 'az-bg-scope',
    on,
    about: 'scope',
    refs: ['BERLIN-GROUP'],
    check: onRequest(({ params }) => {
      const scope = given(params, 'scope')
      const isOfResource = scopesOf(scope ?? '').some((each) => /^(?:AIS|PIS|PIIS):./.test(each))
      const isHashed =
        given(params, 'code_challenge') !== undefined &&
        given(params, 'code_challenge_method') === 'S256'
      return [
        ...(isOfResource ? [] : [finding('form', scope === undefined ? null : show(scope))]),
        ...(isHashed ? [] : [finding('pkce', given(params, 'code_challenge_method'), 'S256')]),
        ...(given(params, 'state') === undefined ? [finding('state')] : []),
      ]
    }),
  }),
] as const

const prefixOf = (scope: string) => scope.split(':')[0] ?? scope

/** Whether a scope consists of several known ones. A comma is a permitted character of a scope. */
function isJoined(scope: string, known: ReadonlySet<string>): boolean {
  const parts = scope.split(/[,;+]/)
  return parts.length > 1 && !known.has(scope) && parts.some((part) => known.has(part))
}
