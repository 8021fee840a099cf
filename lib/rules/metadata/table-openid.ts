import { jsonText, textsIn } from '@/lib/model/json'
import type { Spec } from '@/lib/model/rule-profiles'
import { binds, rowForBody } from '../bodies'
import { finding } from '../builders'
import { listRule, metadataRule } from '../metadata-builders'
import { isOpenId } from '../reading'
import { notObserved } from '../rule'

/** Values that an ecosystem requires in a list; one of each group is enough. */
type Groups = readonly (readonly string[])[]

const missingFrom = (values: readonly string[], groups: Groups) =>
  groups.filter((group) => !group.some((value) => values.includes(value)))

const claimsOf: Readonly<Partial<Record<Spec, Groups>>> = {
  OFM: [['id_type'], ['hashed_id_number']],
  UK: [['acr'], ['openbanking_intent_id']],
  BR: [['cpf', 'cnpj']],
  CDR: [['acr'], ['sharing_duration']],
}

const acrValuesOf: Readonly<Partial<Record<Spec, Groups>>> = {
  UK: [['urn:openbanking:psd2:sca']],
  BR: [['urn:brasil:openbanking:loa2']],
  CDR: [['urn:cds.au:cdr:2', 'urn:cds.au:cdr:3']],
}

const scopesOf: Readonly<Partial<Record<Spec, Groups>>> = {
  OFM: [['openid'], ['accounts'], ['profile']],
  UK: [['openid'], ['accounts', 'payments']],
  BR: [['openid'], ['consents', 'payments']],
  CDR: [['openid'], ['profile']],
}

/** All scopes of Salt Edge. */
const saltEdgeScopes: ReadonlySet<string> = new Set([
  'openid',
  'accounts',
  'payments',
  'fundsconfirmations',
])

const requestFlags = [
  'request_parameter_supported',
  'request_uri_parameter_supported',
  'require_request_uri_registration',
]

export const table = [
  listRule({
    id: 'disc-scopes-openid',
    about: 'scopes_supported',
    refs: ['OIDC-DISCOVERY-3'],
    check(scopes, _, { document }) {
      if (!isOpenId(document)) return undefined
      return scopes.includes('openid') ? [] : [finding('unlisted', scopes.join(', '), 'openid')]
    },
  }),
  listRule({
    id: 'disc-scopes-profile',
    about: 'scopes_supported',
    refs: ['CDS', 'OFM', 'SALTEDGE', 'OIDF-SUITE'],
    check(scopes, _, { context: { ruleProfile } }) {
      if (binds(ruleProfile, 'SaltEdge'))
        return scopes
          .filter((scope) => !saltEdgeScopes.has(scope))
          .map((scope) => finding('unknown', scope))
      return missingFrom(scopes, rowForBody(ruleProfile, scopesOf) ?? []).map((group) =>
        finding('missing', null, group.join(' | ')),
      )
    },
  }),
  /** `public` and `pairwise` are the only types so far; more may be defined. */
  metadataRule({
    id: 'disc-subject-types',
    about: 'subject_types_supported',
    refs: ['OIDC-DISCOVERY-3', 'OIDC-CORE-8', 'CDS'],
    check(metadata, { document, context }) {
      const types = textsIn(metadata, 'subject_types_supported')
      if (!types || !isOpenId(document)) return undefined
      if (types.length === 0) return [finding('empty', '[]')]
      if (binds(context.ruleProfile, 'CDR'))
        return types.filter((type) => type !== 'pairwise').map((type) => finding('cdr', type))
      return types
        .filter((type) => type !== 'public' && type !== 'pairwise')
        .map((type) => ({ ...finding('unknown', type), severity: 'warn' }))
    },
  }),
  metadataRule({
    id: 'disc-claims-supported',
    about: 'claims_supported',
    refs: ['OIDC-DISCOVERY-3', 'CDS', 'OIDF-SUITE'],
    check(metadata, { document, context }) {
      if (!isOpenId(document)) return undefined
      if (metadata['claims_supported'] === undefined)
        return [{ ...finding('missing'), severity: 'info' }]
      const claims = textsIn(metadata, 'claims_supported')
      const groups = rowForBody(context.ruleProfile, claimsOf) ?? []
      return (
        (claims &&
          missingFrom(claims, groups).map((group) =>
            finding('profile', null, group.join(' | ')),
          )) ??
        undefined
      )
    },
  }),
  metadataRule({
    id: 'disc-claims-parameter',
    about: 'claims_parameter_supported',
    refs: ['OIDC-DISCOVERY-3', 'OIDC-CORE-5.5'],
    check(metadata, { serverContext: { hasRequestedClaims } }) {
      const value = metadata['claims_parameter_supported']
      if (value === true) return []
      if (hasRequestedClaims === null) return notObserved
      return hasRequestedClaims
        ? [finding('false', value === undefined ? null : jsonText(value), 'true')]
        : undefined
    },
  }),
  /** RFC 9470 recommends the list for servers that support step-up authentication. Others do not need it. */
  metadataRule({
    id: 'disc-acr-values',
    about: 'acr_values_supported',
    refs: ['RFC9470-7', 'OIDC-DISCOVERY-3', 'OIDF-SUITE'],
    check(metadata, { context }) {
      const groups = rowForBody(context.ruleProfile, acrValuesOf)
      const claims = textsIn(metadata, 'claims_supported') ?? []
      if (metadata['acr_values_supported'] === undefined) {
        if (groups) return [finding('missing')]
        return claims.includes('acr') ? [{ ...finding('missing'), severity: 'info' }] : undefined
      }
      const values = textsIn(metadata, 'acr_values_supported')
      if (!values) return undefined
      return missingFrom(values, groups ?? []).map((group) =>
        finding('profile', values.join(', '), group.join(' | ')),
      )
    },
  }),
  metadataRule({
    id: 'disc-request-params-flags',
    about: 'metadata',
    refs: ['OIDC-DISCOVERY-3'],
    check(metadata, { context }) {
      const present = requestFlags.filter((name) => metadata[name] !== undefined)
      if (present.length === 0) return undefined
      const wrong = present.filter((name) => typeof metadata[name] !== 'boolean')
      const isUnsupported =
        metadata['request_parameter_supported'] === false &&
        binds(context.ruleProfile, 'FAPI1A', 'OFM')
      return [
        ...wrong.map((name) => finding('type', `${name}: ${jsonText(metadata[name])}`, 'boolean')),
        ...(isUnsupported
          ? [finding('unsupported', 'request_parameter_supported: false', 'true')]
          : []),
      ]
    },
  }),
  metadataRule({
    id: 'disc-rar-types',
    about: 'authorization_details_types_supported',
    refs: ['RFC9396-10'],
    check(metadata, { serverContext: { requestedTypes } }) {
      if (requestedTypes === null) return notObserved
      if (requestedTypes.length === 0) return undefined
      if (metadata['authorization_details_types_supported'] === undefined)
        return [finding('missing', null, requestedTypes.join(', '))]
      const listed = textsIn(metadata, 'authorization_details_types_supported')
      if (!listed) return undefined
      return requestedTypes
        .filter((type) => !listed.includes(type))
        .map((type) => finding('unlisted', listed.join(', '), type))
    },
  }),
  metadataRule({
    id: 'disc-ofm-sandbox-shape',
    about: 'metadata',
    refs: ['FAPI2-SP-5.3.2', 'OFM'],
    check(metadata) {
      const grants = textsIn(metadata, 'grant_types_supported')
      const missing = ['authorization_code', 'client_credentials', 'refresh_token'].filter(
        (grant) => grants?.includes(grant) === false,
      )
      const bound = metadata['tls_client_certificate_bound_access_tokens']
      return [
        ...missing.map((grant) => finding('grants', 'grant_types_supported', grant)),
        ...(bound === true
          ? []
          : [finding('bound', 'tls_client_certificate_bound_access_tokens', 'true')]),
      ]
    },
  }),
] as const
