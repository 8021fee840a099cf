import { textsIn } from '@/lib/model/json'
import { clientAuthNames } from '@/lib/model/client-auth-methods'
import type { Metadata } from '@/lib/oauth/metadata'
import { binds } from '../bodies'
import { finding } from '../builders'
import { listRule, metadataRule, withoutValue } from '../metadata-builders'
import { notObserved } from '../rule'

const offersCode = (metadata: Metadata) =>
  (textsIn(metadata, 'response_types_supported') ?? []).some((type) =>
    type.split(' ').includes('code'),
  )

const methods: ReadonlySet<string> = new Set([...clientAuthNames(), 'attest_jwt_client_auth'])

/**
 * Client authentication methods that FAPI permits.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
const fapiMethods: readonly string[] = [
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
]

export const table = [
  withoutValue({
    id: 'disc-grant-password',
    about: 'grant_types_supported',
    refs: ['FAPI2-SP-5.3.2.1', 'RFC9700-2.4'],
    value: 'password',
  }),
  withoutValue({
    id: 'disc-grant-implicit',
    about: 'grant_types_supported',
    refs: ['RFC9700-2.1.2', 'FAPI2-SP-5.3.2.2'],
    value: 'implicit',
  }),
  /**
   * The default is the code grant and the implicit grant. An absent list is a warning only where the implicit
   * grant is forbidden.
   *
   * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
   */
  metadataRule({
    id: 'disc-grant-types-code',
    about: 'grant_types_supported',
    refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'OIDF-SUITE'],
    check(metadata, { context }) {
      if (!offersCode(metadata)) return undefined
      if (metadata['grant_types_supported'] === undefined) {
        const isForbidden = binds(context.ruleProfile, 'FAPI1A', 'FAPI2')
        return [{ ...finding('default'), ...(isForbidden ? {} : { severity: 'info' }) }]
      }
      const grants = textsIn(metadata, 'grant_types_supported')
      if (!grants) return undefined
      return grants.includes('authorization_code')
        ? []
        : [finding('missing', grants.join(', '), 'authorization_code')]
    },
  }),
  metadataRule({
    id: 'disc-grant-refresh',
    about: 'grant_types_supported',
    refs: ['RFC8414-2', 'OIDF-SUITE'],
    check(metadata, { serverContext: { hasIssuedRefreshToken } }) {
      const grants = textsIn(metadata, 'grant_types_supported')
      if (!grants) return undefined
      if (hasIssuedRefreshToken === null) return notObserved
      const isListed = grants.includes('refresh_token')
      if (isListed === hasIssuedRefreshToken) return []
      return [finding(isListed ? 'not_issued' : 'unlisted', null, 'refresh_token')]
    },
  }),
  metadataRule({
    id: 'disc-auth-methods-default',
    about: 'token_endpoint_auth_methods_supported',
    refs: ['RFC8414-2', 'OIDC-DISCOVERY-3'],
    check(metadata) {
      if (metadata['token_endpoint'] === undefined) return undefined
      if (metadata['token_endpoint_auth_methods_supported'] === undefined)
        return [{ ...finding('default', null, 'client_secret_basic'), severity: 'info' }]
      const listed = textsIn(metadata, 'token_endpoint_auth_methods_supported')
      return listed
        ?.filter((method) => !methods.has(method))
        .map((method) => finding('unknown', method))
    },
  }),
  metadataRule({
    id: 'disc-auth-methods-fapi',
    about: 'token_endpoint_auth_methods_supported',
    refs: ['FAPI2-SP-5.3.2.1', 'FAPI1-ADV-5.2.2'],
    check(metadata) {
      if (metadata['token_endpoint_auth_methods_supported'] === undefined)
        return [finding('absent', null, fapiMethods.join(', '))]
      const listed = textsIn(metadata, 'token_endpoint_auth_methods_supported')
      if (!listed) return undefined
      const expected = fapiMethods.join(', ')
      if (!listed.some((method) => fapiMethods.includes(method)))
        return [finding('no_permitted', listed.join(', '), expected)]
      return listed
        .filter((method) => method !== 'none' && !fapiMethods.includes(method))
        .map((method) => ({ ...finding('others', method, expected), severity: 'warn' }))
    },
  }),
  withoutValue({
    id: 'disc-auth-method-none',
    about: 'token_endpoint_auth_methods_supported',
    refs: ['FAPI2-SP-5.3.2.1', 'FAPI1-ADV-5.2.2'],
    value: 'none',
  }),
  /** A server without the code grant has no use for PKCE. */
  metadataRule({
    id: 'disc-pkce-s256',
    about: 'code_challenge_methods_supported',
    refs: ['FAPI2-SP-5.3.2.2', 'RFC8414-2', 'RFC9700-2.1.1'],
    check(metadata) {
      if (metadata['code_challenge_methods_supported'] === undefined)
        return offersCode(metadata) ? [finding('missing', null, 'S256')] : undefined
      const listed = textsIn(metadata, 'code_challenge_methods_supported')
      if (!listed) return undefined
      return listed.includes('S256') ? [] : [finding('no_s256', listed.join(', '), 'S256')]
    },
  }),
  withoutValue({
    id: 'disc-pkce-plain',
    about: 'code_challenge_methods_supported',
    refs: ['RFC9700-2.1.1', 'RFC7636-7.2', 'FAPI2-SP-5.3.2.2'],
    value: 'plain',
  }),
  listRule({
    id: 'disc-scope-syntax',
    about: 'scopes_supported',
    refs: ['RFC6749-3.3'],
    check: (scopes) =>
      scopes
        .filter((scope) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope))
        .map((scope) => finding('charset', scope)),
  }),
] as const
