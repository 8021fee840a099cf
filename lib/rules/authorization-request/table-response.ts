import { isObject, jsonArrayOf, textsIn } from '@/lib/model/json'
import { sensitivityOf } from '@/lib/model/credentials'
import { binds } from '../bodies'
import { finding } from '../builders'
import {
  isJudgedAtPush,
  missingUnless,
  onAnyRequest,
  onParameter,
  onRequest,
  responseTypesOf,
  type RequestArtefact,
} from '../effective-parameters'
import { isDetail } from '@/lib/consent/grant-details'
import { scopesOf } from '../grant-reading'
import { given } from '../reading'
import { bringsToken, containerOf, isSignedMode } from '../response-modes'
import { defineRule, notObserved, type CheckResult } from '../rule'

const on = 'authorization-request'

/** A SHA-256 hash as base64url without padding. */
const isHash = (text: string) => /^[\w-]{43}$/.test(text)

/** The values of a response_type in one order, because they are a set. */
const ordered = (type: string) => scopesOf(type).toSorted().join(' ')

/** Rules about what the client asks the server to return. */
export const responseRules = [
  defineRule({
    id: 'az-response-type-present',
    on,
    about: 'response_type',
    refs: ['RFC6749-3.1.1', 'OIDC-CORE-6.1'],
    check: onAnyRequest((effective, { context }) =>
      missingUnless('response_type', effective, context.ruleProfile),
    ),
  }),
  /** @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.2) */
  defineRule({
    id: 'az-response-type-value',
    on,
    about: 'response_type',
    refs: ['RFC6749-3.1.1', 'FAPI2-SP-5.3.2.2', 'FAPI1-ADV-5.2.2'],
    check: onParameter('response_type', (type, effective, { context }) => {
      const { params } = effective
      const { metadata, ruleProfile } = context
      if (binds(ruleProfile, 'FAPI2') && type !== 'code')
        return isJudgedAtPush('response_type', effective, ruleProfile)
          ? undefined
          : [finding('not_code', type, 'code')]
      const isSigned = type === 'code' && isSignedMode(given(params, 'response_mode') ?? '')
      if (binds(ruleProfile, 'FAPI1A') && !isSigned && ordered(type) !== 'code id_token')
        return [finding('fapi1', type, 'code id_token')]
      const supported = textsIn(metadata, 'response_types_supported')
      if (!supported) return binds(ruleProfile, 'FAPI2', 'FAPI1A') ? [] : notObserved
      const isListed = supported.some((each) => ordered(each) === ordered(type))
      return isListed ? [] : [finding('unlisted', type, supported.join(', '))]
    }),
  }),
  /** @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.2) */
  defineRule({
    id: 'az-implicit',
    on,
    about: 'response_type',
    refs: ['RFC9700-2.1.2', 'OAUTH21-'],
    check: onParameter('response_type', (type, { params }) =>
      responseTypesOf(params).has('token') ? [finding('present', type)] : [],
    ),
  }),
  /**
   * A server that publishes no response modes supports `query` and `fragment`, but may support others.
   *
   * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.2.1)
   */
  defineRule({
    id: 'az-response-mode-allowed',
    on,
    about: 'response_mode',
    refs: [
      'OAUTH-RESPONSE-TYPES-2.1',
      'OAUTH-RESPONSE-TYPES-5',
      'JARM-2.3.1',
      'FAPI2-MS-5.4.2',
      'FAPI1-ADV-5.2.2',
    ],
    check: onRequest(({ params }, artefact) => {
      const mode = given(params, 'response_mode')
      const type = given(params, 'response_type') ?? ''
      if (mode === 'query' && bringsToken(type)) return [finding('query', mode, 'fragment')]
      if (needsJarm(artefact) && mode !== 'jwt') return [finding('not_jwt', mode, 'jwt')]
      return mode === undefined ? undefined : ofMode(mode, type, artefact)
    }),
  }),
  /** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-10) */
  defineRule({
    id: 'az-dpop-jkt',
    on,
    about: 'dpop_jkt',
    refs: ['RFC9449-10', 'RFC7638-'],
    check: onParameter('dpop_jkt', (thumbprint, { params }) => {
      const types = responseTypesOf(params)
      const hasNoCode = types.size > 0 && !types.has('code')
      return [
        ...(isHash(thumbprint) ? [] : [finding('form', thumbprint)]),
        ...(hasNoCode ? [finding('no_code', [...types].join(' '))] : []),
      ]
    }),
  }),
  /** @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2) */
  defineRule({
    id: 'az-resource',
    on,
    about: 'resource',
    refs: ['RFC8707-2'],
    check: onParameter('resource', (_, { params }) =>
      params
        .filter(([name]) => name === 'resource')
        .flatMap(([, uri]) => {
          if (!/^[a-z][a-z\d+.-]*:./i.test(uri)) return [finding('relative', uri)]
          if (uri.includes('#')) return [finding('fragment', uri)]
          return uri.includes('?') ? [finding('query', uri)] : []
        }),
    ),
  }),
  /** @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-11.4) */
  defineRule({
    id: 'az-authorization-details',
    on,
    about: 'authorization_details',
    refs: ['RFC9396-2', 'RFC9396-11.4', 'RFC9396-13', 'FAPI2-SP-5.3.3.2'],
    check: onParameter('authorization_details', (text, { origins }) => {
      const details = jsonArrayOf(text)
      if (!details?.every(isDetail)) return [finding('json', text)]
      const isVisible = origins.get('authorization_details') !== 'pushed'
      const personal = isVisible ? personalNameIn(details) : null
      return personal === null ? [] : [finding('sensitive', personal)]
    }),
  }),
] as const

/** A server that publishes its response modes without `jwt` does not sign responses. */
function needsJarm({ context: { metadata, ruleProfile } }: RequestArtefact): boolean {
  const supported = textsIn(metadata, 'response_modes_supported')
  return binds(ruleProfile, 'FAPI2MS') && (supported?.includes('jwt') ?? true)
}

function ofMode(mode: string, type: string, { context }: RequestArtefact): CheckResult {
  const published = textsIn(context.metadata, 'response_modes_supported')
  if (!(published ?? defaultModes).includes(mode))
    return published ? [finding('unlisted', mode, published.join(', '))] : notObserved
  const isDefault = type !== '' && mode === containerOf(null, bringsToken(type))
  return isDefault ? [finding('default', mode)] : []
}

/** @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2) */
const defaultModes: readonly string[] = ['query', 'fragment']

/** The name of a member with personal data, such as an account number; null if no name says so. */
function personalNameIn(details: readonly unknown[]): string | null {
  const open: unknown[] = [...details]
  while (open.length > 0) {
    const value = open.pop()
    if (isObject(value)) {
      const found = Object.keys(value).find((name) => sensitivityOf('member', name) === 'personal')
      if (found !== undefined) return found
    }
    if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) open.push(each)
  }
  return null
}
