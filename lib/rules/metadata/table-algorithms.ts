import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import { textsIn } from '@/lib/model/json'
import { binds } from '../bodies'
import { finding } from '../builders'
import {
  listRule,
  metadataRule,
  permittedAlgs,
  permittedFindings,
  withoutValues,
} from '../metadata-builders'
import { requestObjectAlgsOf, signatureAlgsOf } from '../permitted-algs'
import { isOpenId } from '../reading'

const unsigned = (values: readonly string[]) =>
  values.includes('none') ? [finding('none', 'none')] : []

/** Whether a response type returns no ID token from the authorization endpoint. */
const isWithoutFrontIdToken = (type: string) => !type.split(' ').includes('id_token')

export const table = [
  /**
   * FAPI forbids RS256. `none` is permitted if no ID token is returned from the authorization endpoint.
   *
   * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
   */
  listRule({
    id: 'disc-id-token-algs-oidc',
    about: 'id_token_signing_alg_values_supported',
    refs: ['OIDC-DISCOVERY-3'],
    check(values, metadata, { document }) {
      if (!isOpenId(document)) return undefined
      const types = textsIn(metadata, 'response_types_supported') ?? ['code']
      const isUnused = values.includes('none') && !types.some(isWithoutFrontIdToken)
      return [
        ...(values.includes('RS256') ? [] : [finding('rs256', values.join(', '), 'RS256')]),
        ...(isUnused ? [{ ...finding('none', 'none'), severity: 'warn' as const }] : []),
      ]
    },
  }),
  listRule({
    id: 'disc-id-token-algs-fapi',
    about: 'id_token_signing_alg_values_supported',
    refs: ['FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
    check(values, _, { context }) {
      const permitted = signatureAlgsOf(context.ruleProfile)
      return permitted && [...unsigned(values), ...permittedFindings(values, permitted)]
    },
  }),
  /**
   * OpenID Connect permits `none` for UserInfo responses, which are protected by TLS.
   *
   * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
   */
  listRule({
    id: 'disc-userinfo-algs',
    about: 'userinfo_signing_alg_values_supported',
    refs: ['OIDC-DISCOVERY-3', 'FAPI2-SP-5.4.1'],
    check(values, _, { context }) {
      const permitted = signatureAlgsOf(context.ruleProfile)
      if (!permitted) return unsigned(values).map((each) => ({ ...each, severity: 'info' }))
      const isPermitted = values.some((value) => permitted.includes(value))
      return [
        ...unsigned(values),
        ...(isPermitted ? [] : [finding('no_permitted', values.join(', '), permitted.join(', '))]),
      ]
    },
  }),
  listRule({
    id: 'disc-jarm-algs',
    about: 'authorization_signing_alg_values_supported',
    refs: ['JARM-3', 'JARM-4', 'FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
    check(values, _, { context }) {
      const permitted = signatureAlgsOf(context.ruleProfile)
      return [...unsigned(values), ...(permitted ? permittedFindings(values, permitted) : [])]
    },
  }),
  permittedAlgs({
    id: 'disc-auth-signing-algs-fapi2',
    about: 'token_endpoint_auth_signing_alg_values_supported',
    refs: ['FAPI2-SP-5.4.1'],
    permitted: signatureAlgsOf,
  }),
  /** OpenID Connect recommends RS256 and `none`. FAPI permits neither. */
  listRule({
    id: 'disc-request-object-algs',
    about: 'request_object_signing_alg_values_supported',
    refs: ['OIDC-DISCOVERY-3', 'FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
    check(values, _, { context }) {
      if (values.length === 0) return undefined
      if (values.every((value) => value === 'none')) return [finding('only_none', 'none')]
      const permitted = requestObjectAlgsOf(context.ruleProfile)
      const seen = values.join(', ')
      if (!permitted)
        return values.includes('RS256')
          ? []
          : [{ ...finding('rs256', seen, 'RS256'), severity: 'warn' }]
      return values.some((value) => permitted.includes(value))
        ? []
        : [finding('no_permitted', seen, permitted.join(', '))]
    },
  }),
  metadataRule({
    id: 'disc-introspection-signing',
    about: 'introspection_signing_alg_values_supported',
    refs: ['RFC9701-7', 'FAPI2-MS-5.5.1', 'FAPI2-SP-5.4.1'],
    check(metadata, { context: { ruleProfile } }) {
      const values = textsIn(metadata, 'introspection_signing_alg_values_supported')
      if (!values)
        return binds(ruleProfile, 'FAPI2MS') && metadata['introspection_endpoint'] !== undefined
          ? [finding('missing')]
          : undefined
      const permitted = signatureAlgsOf(ruleProfile)
      const isPermitted = !permitted || values.some((value) => permitted.includes(value))
      return [
        ...unsigned(values),
        ...(isPermitted ? [] : [finding('no_permitted', values.join(', '), permitted.join(', '))]),
      ]
    },
  }),
  metadataRule({
    id: 'disc-dpop-algs',
    about: 'dpop_signing_alg_values_supported',
    refs: ['RFC9449-5.1', 'RFC9449-4.2', 'FAPI2-SP-5.4.1'],
    check(metadata, { context }) {
      if (metadata['dpop_signing_alg_values_supported'] === undefined) return undefined
      const values = textsIn(metadata, 'dpop_signing_alg_values_supported')
      if (!values) return [finding('type', null, 'string[]')]
      const symmetric = values.filter((alg) => alg === 'none' || symmetricAlgorithms.has(alg))
      if (symmetric.length > 0) return symmetric.map((alg) => finding('symmetric', alg))
      const permitted = signatureAlgsOf(context.ruleProfile)
      return !permitted || values.some((value) => permitted.includes(value))
        ? []
        : [finding('no_permitted', values.join(', '), permitted.join(', '))]
    },
  }),
  withoutValues({
    id: 'disc-alg-symmetric',
    about: 'metadata',
    refs: ['FAPI2-SP-5.4.1', 'RFC8725-3.5'],
    lists: () => [
      'id_token_signing_alg_values_supported',
      'request_object_signing_alg_values_supported',
      'token_endpoint_auth_signing_alg_values_supported',
    ],
    values: symmetricAlgorithms,
  }),
  withoutValues({
    id: 'disc-alg-rsa15',
    about: 'metadata',
    refs: ['FAPI1-ADV-8.6.1', 'RFC8725-3.2'],
    lists: (metadata) =>
      Object.keys(metadata).filter((name) => name.endsWith('_encryption_alg_values_supported')),
    values: new Set(['RSA1_5']),
  }),
  metadataRule({
    id: 'disc-request-encryption-br',
    about: 'metadata',
    refs: ['OFB'],
    // A server that requires PAR need not support encrypted request objects. Those that it supports have these.
    check: (metadata) => {
      const needsPar = metadata['require_pushed_authorization_requests'] === true
      const isSilent = encryptionOfBrazil.every(([, name]) => metadata[name] === undefined)
      if (needsPar && isSilent) return undefined
      return encryptionOfBrazil.flatMap(([code, name, value]) => {
        const values = textsIn(metadata, name) ?? []
        if (values.includes(value)) return []
        return [finding(code, `${name}: ${values.join(', ')}`, value)]
      })
    },
  }),
] as const

const encryptionOfBrazil = [
  ['alg', 'request_object_encryption_alg_values_supported', 'RSA-OAEP'],
  ['enc', 'request_object_encryption_enc_values_supported', 'A256GCM'],
] as const
