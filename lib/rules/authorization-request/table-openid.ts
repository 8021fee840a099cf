import { decodeJwt } from '@/lib/jose/decode'
import { isObject, jsonObjectOf, jsonTypeOf, textsIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { binds } from '../bodies'
import { finding } from '../builders'
import { claimsOf, onParameter, onRequest } from '../effective-parameters'
import { scopesOf } from '../grant-reading'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const on = 'authorization-request'

/** @see [Initiating User Registration](https://openid.net/specs/openid-connect-prompt-create-1_0.html) */
const prompts = ['none', 'login', 'consent', 'select_account', 'create']

/** Seconds in a year, which the data holder assumes for a longer duration. */
const longestSharing = 31_536_000

/** Parameters in `claims` of the Consumer Data Right. */
const ofCdr: ReadonlySet<string> = new Set(['sharing_duration', 'cdr_arrangement_id'])

/** Rules about parameters of OpenID Connect and of its profiles. */
export const openIdRules = [
  /** A server may publish further values. */
  defineRule({
    id: 'az-prompt',
    on,
    about: 'prompt',
    refs: ['OIDC-CORE-3.1.2.1'],
    check: onParameter('prompt', (prompt, { params }, { context: { metadata } }) => {
      const values = scopesOf(prompt)
      const known = new Set([...prompts, ...(textsIn(metadata, 'prompt_values_supported') ?? [])])
      const isSilent = values.includes('none')
      const isContrary = prompt === 'none' && given(params, 'max_age') === '0'
      return [
        ...values.filter((each) => !known.has(each)).map((each) => finding('unknown', show(each))),
        ...(isSilent && values.length > 1 ? [finding('combined', show(prompt))] : []),
        ...(isContrary ? [finding('max_age', 'prompt=none max_age=0')] : []),
      ]
    }),
  }),
  defineRule({
    id: 'az-max-age',
    on,
    about: 'max_age',
    refs: ['OIDC-CORE-3.1.2.1', 'RFC9470-4'],
    check: onParameter('max_age', (age) => (/^\d+$/.test(age) ? [] : [finding('form', show(age))])),
  }),
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.5) */
  defineRule({
    id: 'az-claims-json',
    on,
    about: 'claims',
    refs: ['OIDC-CORE-5.5', 'OIDC-CORE-5.5.1'],
    check: onParameter('claims', (text, _, { context: { ruleProfile } }) => {
      const claims = jsonObjectOf(text)
      if (!claims) return [finding('json', show(text))]
      const isCdr = binds(ruleProfile, 'CDR')
      const unread = Object.keys(claims).filter(
        (name) => !places.includes(name) && !(isCdr && ofCdr.has(name)),
      )
      return [
        ...places.flatMap((place) => requestFindings(claims, place)),
        ...unread.map((name) => finding('member', show(name))),
      ]
    }),
  }),
  /** @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-7) */
  defineRule({
    id: 'az-acr-values',
    on,
    about: 'acr_values',
    refs: ['OIDC-CORE-3.1.2.1', 'OIDC-CORE-5.5.1.1', 'RFC9470-4', 'RFC9470-7'],
    check: onParameter('acr_values', (text, effective, { context: { metadata } }) => {
      const ofIdToken = claimsOf(effective)?.['id_token']
      const isTwice = isObject(ofIdToken) && ofIdToken['acr'] !== undefined
      const supported = textsIn(metadata, 'acr_values_supported')
      if (isTwice) return [finding('both')]
      return supported
        ? scopesOf(text)
            .filter((acr) => !supported.includes(acr))
            .map((acr) => finding('unlisted', show(acr), supported.join(', ')))
        : notObserved
    }),
  }),
  /** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.1) */
  defineRule({
    id: 'az-id-token-hint',
    on,
    about: 'id_token_hint',
    refs: ['OIDC-CORE-3.1.2.1'],
    check: onParameter('id_token_hint', (hint, _, { context: { issuer } }) => {
      const { kind, payload } = decodeJwt(hint)
      if (kind === 'jwe') return [finding('encrypted')]
      if (!payload) return [finding('form', show(hint))]
      if (issuer === null) return notObserved
      return payload['iss'] === issuer ? [] : [finding('issuer', show(payload['iss']), issuer)]
    }),
  }),
  /** @see [UK Open Banking](https://standards.openbanking.org.uk/) */
  defineRule({
    id: 'az-uk-intent-id',
    on,
    about: 'claims',
    refs: ['OBIE'],
    check: onRequest((effective) => {
      const claims = claimsOf(effective)
      if (!claims && given(effective.params, 'claims') !== undefined) return undefined
      const ofIdToken = claims?.['id_token']
      const intent = isObject(ofIdToken) ? ofIdToken['openbanking_intent_id'] : undefined
      if (!isObject(intent) || typeof intent['value'] !== 'string') return [finding('missing')]
      const { essential } = intent
      return essential === true ? [] : [finding('not_essential', show(essential), 'true')]
    }),
  }),
  /** @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#security-profile) */
  defineRule({
    id: 'az-cdr-sharing-duration',
    on,
    about: 'claims',
    refs: ['CDS'],
    check: onRequest((effective) => {
      const duration = claimsOf(effective)?.['sharing_duration']
      if (duration === undefined) return undefined
      if (typeof duration !== 'number' || !Number.isInteger(duration))
        return [finding('type', show(duration))]
      if (duration < 0) return [finding('negative', String(duration))]
      return duration > longestSharing
        ? [finding('capped', String(duration), `≤ ${longestSharing}`)]
        : []
    }),
  }),
] as const

/** The members of `claims` that servers read. */
const places: readonly string[] = ['userinfo', 'id_token']

/** The members of the request for a claim, by their JSON types. */
const requestTypes: readonly (readonly [name: string, type: string])[] = [
  ['essential', 'boolean'],
  ['values', 'array'],
]

/** `verified_claims` has a structure of its own. */
const structured: ReadonlySet<string> = new Set(['verified_claims'])

function requestFindings(claims: JsonObject, place: string): readonly Finding[] {
  const requested = claims[place]
  if (requested === undefined || requested === null) return []
  if (!isObject(requested)) return [finding('request', `${place}: ${show(requested)}`)]
  return Object.entries(requested)
    .filter(([name, request]) => !structured.has(name) && !isRequest(request))
    .map(([name, request]) => finding('request', `${place}.${name}: ${show(request)}`))
}

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.5.1) */
function isRequest(request: unknown): boolean {
  if (request === null) return true
  if (!isObject(request)) return false
  return requestTypes.every(
    ([name, type]) => request[name] === undefined || jsonTypeOf(request[name]) === type,
  )
}
