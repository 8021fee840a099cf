import type { EffectiveRequest } from '@/lib/facts/effective-request'
import { binds } from '../bodies'
import { finding } from '../builders'
import { codePoints } from '../characters'
import {
  asksForOpenId,
  isBound,
  isJudgedAtPush,
  missingUnless,
  onParameter,
  onRequest,
  responseTypesOf,
  type RequestArtefact,
} from '../effective-parameters'
import { enoughBits, possibleBits } from '../entropy'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import { credentialIn, personalIn } from '../sensitive-text'
import { show } from '../token-reading'

const on = 'authorization-request'

/** Characters that every server accepts in `state`, by the tests of the OpenID Foundation. */
const longestState = 128

/** Characters of a `nonce`. @see [FAPI 2.0](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.3.2) */
const longestNonce = 64

const bitsOf = (value: string) => `${Math.floor(possibleBits(value))} bits`
const isShort = (value: string) => possibleBits(value) < enoughBits

/** Rules about values that a client generates for each request. */
export const freshRules = [
  /**
   * FAPI 1.0 requires `state` without `openid`, and `nonce` with it, which has a rule of its own.
   *
   * @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-5.2.2.3)
   */
  defineRule({
    id: 'az-state-present',
    on,
    about: 'state',
    refs: [
      'RFC6749-10.12',
      'RFC6749-4.1.1',
      'FAPI1-BASE-5.2.2.3',
      'RFC9700-2.1',
      'RFC9700-4.7.1',
      'FAPI2-SP-5.3.2.2',
    ],
    check: onRequest((effective, { context: { ruleProfile } }) => {
      if (given(effective.params, 'state') !== undefined) return []
      const isFapi1 = binds(ruleProfile, 'FAPI1A')
      if (isFapi1 && asksForOpenId(effective)) return undefined
      return isBound(effective) && !isFapi1 ? [] : missingUnless('state', effective, ruleProfile)
    }),
  }),
  /** A `state` beside PKCE or a `nonce` need not be secret. It may be the page that the app continues with. */
  defineRule({
    id: 'az-state-entropy',
    on,
    about: 'state',
    refs: ['RFC6749-APPENDIX-A.5', 'RFC6749-10.10', 'RFC9700-4.7.1'],
    check: onParameter('state', (state, effective, { authorizationContext: { reused } }) => {
      const forbidden = state.match(/[^\x20-\x7e]/gu)
      const isSecret = !isBound(effective)
      return [
        ...(isSecret && reused.has('state') ? [finding('constant', show(state))] : []),
        ...(isSecret && isShort(state) ? [finding('short', bitsOf(state))] : []),
        ...(forbidden ? [finding('charset', codePoints(forbidden))] : []),
      ]
    }),
  }),
  defineRule({
    id: 'az-state-length',
    on,
    about: 'state',
    refs: ['FAPI2-SP-5.3.2.2', 'OIDF-SUITE'],
    check: onParameter('state', ({ length }) =>
      length > longestState ? [finding('long', String(length), `≤ ${longestState}`)] : [],
    ),
  }),
  /** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.5) */
  defineRule({
    id: 'az-state-sensitive',
    on,
    about: 'state',
    refs: ['RFC6749-10.3', 'RFC6749-10.5'],
    check: onParameter('state', (state) => {
      const credential = credentialIn(state)
      if (credential !== null) return [finding('credentials', credential)]
      const personal = personalIn(state)
      return personal === null ? [] : [finding('personal', personal)]
    }),
  }),
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.1) */
  defineRule({
    id: 'az-nonce-present',
    on,
    about: 'nonce',
    refs: ['OIDC-CORE-3.2.2.1', 'OIDC-CORE-3.3.2.1', 'FAPI1-BASE-5.2.2.2'],
    check: onRequest((effective, { context: { ruleProfile } }) => {
      const isOpenId = asksForOpenId(effective)
      const isRequired =
        responseTypesOf(effective.params).has('id_token') ||
        (isOpenId && binds(ruleProfile, 'FAPI1A'))
      if (!isRequired && !isOpenId) return undefined
      return missingUnless('nonce', effective, ruleProfile, isRequired ? 'missing' : 'recommended')
    }),
  }),
  /** Only FAPI 2.0 limits the length. */
  defineRule({
    id: 'az-nonce-length',
    on,
    about: 'nonce',
    refs: ['FAPI2-SP-5.3.3.2', 'FAPI2-SP-5.3.2.2', 'OIDC-CORE-15.5.2'],
    check: onParameter('nonce', (nonce, _, { context: { ruleProfile } }) => {
      if (isShort(nonce)) return [finding('short', bitsOf(nonce), `≥ ${enoughBits} bits`)]
      return binds(ruleProfile, 'FAPI2') && nonce.length > longestNonce
        ? [finding('long', String(nonce.length), `≤ ${longestNonce}`)]
        : []
    }),
  }),
  /** @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.1) */
  defineRule({
    id: 'az-nonce-reuse',
    on,
    about: 'params',
    refs: ['RFC9700-2.1.1', 'FAPI2-SP-5.3.3.2', 'OIDC-CORE-15.5.2'],
    check: onRequest(({ params }, { authorizationContext: { reused } }) => {
      const names = ['nonce', 'code_challenge'] as const
      const sent = names.filter((name) => given(params, name) !== undefined)
      if (sent.length === 0) return undefined
      return sent
        .filter((name) => reused.has(name))
        .map((name) => finding(name === 'nonce' ? 'nonce' : 'challenge', given(params, name)))
    }),
  }),
  defineRule({
    id: 'az-pkce-present',
    on,
    about: 'code_challenge',
    refs: ['FAPI2-SP-5.3.3.2', 'RFC9700-2.1.1', 'RFC7636-4.3', 'FAPI1-ADV-5.2.2'],
    check: onRequest((effective, artefact) => {
      const { params } = effective
      if (!responseTypesOf(params).has('code')) return undefined
      if (given(params, 'code_challenge') !== undefined) return []
      const { ruleProfile } = artefact.context
      if (needsPkce(effective, artefact))
        return missingUnless('code_challenge', effective, ruleProfile)
      const hasNonce = asksForOpenId(effective) && given(params, 'nonce') !== undefined
      const { isConfidential } = artefact.authorizationContext
      if (hasNonce) return isConfidential === null ? notObserved : []
      return missingUnless('code_challenge', effective, ruleProfile, 'confidential')
    }),
  }),
  /** @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.3) */
  defineRule({
    id: 'az-pkce-method',
    on,
    about: 'code_challenge_method',
    refs: ['RFC7636-4.3', 'FAPI2-SP-5.3.3.2', 'RFC9700-2.1.1'],
    check: onParameter('code_challenge', (_, effective, { context }) => {
      const method = given(effective.params, 'code_challenge_method')
      if (
        method !== 'S256' &&
        isJudgedAtPush('code_challenge_method', effective, context.ruleProfile)
      )
        return undefined
      if (method === undefined) return [finding('absent', null, 'S256')]
      if (method === 'plain') return [finding('plain', method, 'S256')]
      return method === 'S256' ? [] : [finding('unknown', method, 'S256')]
    }),
  }),
  /** @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.2) */
  defineRule({
    id: 'az-pkce-challenge-format',
    on,
    about: 'code_challenge',
    refs: ['RFC7636-4.1', 'RFC7636-4.2'],
    check: onParameter('code_challenge', (challenge, { params }) => {
      const isHash = given(params, 'code_challenge_method') === 'S256'
      const { length } = challenge
      if (!(isHash ? /^[\w-]*$/ : /^[\w.~-]*$/).test(challenge))
        return [finding('charset', show(challenge))]
      const isLong = isHash ? length === 43 : length >= 43 && length <= 128
      return isLong ? [] : [finding('length', String(length), isHash ? '43' : '43–128')]
    }),
  }),
] as const

/**
 * Whether the request needs PKCE, whatever else protects it: under FAPI 2.0, under FAPI 1.0 if it is pushed, and
 * from a public client.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.1)
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.2)
 */
function needsPkce({ isPushed }: EffectiveRequest, artefact: RequestArtefact): boolean {
  const { ruleProfile } = artefact.context
  return (
    binds(ruleProfile, 'FAPI2', 'CDR') ||
    (isPushed && binds(ruleProfile, 'FAPI1A')) ||
    artefact.authorizationContext.isConfidential === false
  )
}
