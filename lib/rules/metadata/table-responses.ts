import { textsIn } from '@/lib/model/json'
import type { Metadata } from '@/lib/oauth/metadata'
import { bodyAmong } from '../bodies'
import { finding } from '../builders'
import { listRule, metadataRule, type MetadataInput } from '../metadata-builders'
import type { CheckResult } from '../rule'

const typesOf = (metadata: Metadata) => textsIn(metadata, 'response_types_supported')
const modesOf = (metadata: Metadata) => textsIn(metadata, 'response_modes_supported') ?? []

/** @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.3) */
const responseTypeNames: ReadonlySet<string> = new Set([
  'code',
  'token',
  'id_token',
  'none',
  'vp_token',
])

const isResponseType = (type: string) => {
  const names = type.split(' ')
  return names.every((name) => responseTypeNames.has(name)) && new Set(names).size === names.length
}

/** The order of the names in a response type does not matter. */
const sorted = (type: string) => type.split(' ').toSorted().join(' ')

function repeatedTypes(types: readonly string[]): readonly string[] {
  const known = new Set<string>()
  return types.filter((type) => known.size === known.add(sorted(type)).size)
}

const responseModes: ReadonlySet<string> = new Set([
  'query',
  'fragment',
  'form_post',
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
  'jwt',
  'direct_post',
  'direct_post.jwt',
])

/** Response types that return an access token from the authorization endpoint. */
const returnsToken = (type: string) => type.split(' ').includes('token')

/**
 * The default of `grant_types_supported` includes the implicit grant. It has no effect if no response type
 * returns an access token.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
function implicitByDefault(metadata: Metadata): CheckResult {
  if (metadata['grant_types_supported'] !== undefined) return []
  const types = typesOf(metadata)
  return [{ ...finding('default'), ...(types ? { severity: 'info' } : {}) }]
}

/** FAPI 1.0 needs JARM only for servers that do not offer `code id_token`. */
function needsJarm(metadata: Metadata, { context }: MetadataInput): boolean {
  if (bodyAmong(context.ruleProfile, ['CDR', 'FAPI2MS', 'FAPI1A']) !== 'FAPI1A') return true
  const types = typesOf(metadata) ?? []
  return types.includes('code') && !types.includes('code id_token')
}

export const table = [
  listRule({
    id: 'disc-response-types-values',
    about: 'response_types_supported',
    refs: ['OAUTH-RESPONSE-TYPES-3', 'OAUTH-RESPONSE-TYPES-5', 'RFC8414-2'],
    check: (types) => [
      ...types.filter((type) => !isResponseType(type)).map((type) => finding('unknown', type)),
      ...repeatedTypes(types).map((type) => finding('repeated', type)),
    ],
  }),
  /** FAPI 2.0 forbids the use of other response types, not that they are listed for other clients. */
  listRule({
    id: 'disc-response-type-code-only',
    about: 'response_types_supported',
    refs: ['FAPI2-SP-5.3.2.2', 'CDS'],
    check(types) {
      if (!types.includes('code')) return [finding('missing', types.join(', '), 'code')]
      return types.filter((type) => type !== 'code').map((type) => finding('others', type, 'code'))
    },
  }),
  listRule({
    id: 'disc-response-types-fapi1',
    about: 'response_types_supported',
    refs: ['FAPI1-ADV-5.2.2'],
    check(types, metadata) {
      const modes = modesOf(metadata)
      const isMalformed = modes.length === 0 && metadata['response_modes_supported'] !== undefined
      if (isMalformed) return undefined
      const isSigned = modes.some((mode) => /(?:^|\.)jwt$/.test(mode))
      return types.includes('code id_token') || (types.includes('code') && isSigned)
        ? []
        : [finding('neither', types.join(', '), 'code id_token')]
    },
  }),
  metadataRule({
    id: 'disc-implicit-offered',
    about: 'response_types_supported',
    refs: ['RFC9700-2.1.2', 'OAUTH21-'],
    check(metadata) {
      const offered = (typesOf(metadata) ?? []).filter(returnsToken)
      return offered.length > 0
        ? offered.map((type) => finding('present', type))
        : implicitByDefault(metadata)
    },
  }),
  metadataRule({
    id: 'disc-response-modes-default',
    about: 'response_modes_supported',
    refs: ['RFC8414-2', 'OIDC-DISCOVERY-3', 'JARM-4', 'OAUTH-FORM-POST-2'],
    check(metadata) {
      if (metadata['response_modes_supported'] === undefined)
        return [finding('default', null, 'query, fragment')]
      return modesOf(metadata)
        .filter((mode) => !responseModes.has(mode))
        .map((mode) => finding('unknown', mode))
    },
  }),
  metadataRule({
    id: 'disc-response-modes-jarm',
    about: 'response_modes_supported',
    refs: ['FAPI2-MS-5.4.1', 'FAPI2-MS-5.4.2', 'JARM-4', 'CDS'],
    check(metadata, input) {
      if (!needsJarm(metadata, input)) return undefined
      if (!modesOf(metadata).includes('jwt'))
        return [finding('mode', modesOf(metadata).join(', '), 'jwt')]
      return metadata['authorization_signing_alg_values_supported'] === undefined
        ? [{ ...finding('algs'), severity: 'warn' }]
        : []
    },
  }),
] as const
