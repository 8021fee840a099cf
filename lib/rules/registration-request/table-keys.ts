import { decodeJwt } from '@/lib/jose/decode'
import { isObject, textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { binds } from '../bodies'
import { finding } from '../builders'
import { signatureAlgsOf } from '../permitted-algs'
import { defineRule } from '../rule'

const on = 'registration-request'

const method = 'token_endpoint_auth_method'

/** Members with private or shared keys. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'] as const

function hasPrivateKey(jwks: unknown): boolean {
  const keys = isObject(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'] : []
  return keys.some(
    (key) => isObject(key) && privateMembers.some((name) => Object.hasOwn(key, name)),
  )
}

/** Whether the server needs a public key of the client. */
const needsKeys = (json: JsonObject) =>
  ['private_key_jwt', 'self_signed_tls_client_auth'].includes(textIn(json, method) ?? '') ||
  ['id_token', 'userinfo', 'introspection', 'authorization'].some(
    (name) => json[`${name}_encrypted_response_alg`] !== undefined,
  )

/** Algorithms of signatures. */
const signatures = [
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
  'authorization_signed_response_alg',
  'introspection_signed_response_alg',
  'request_object_signing_alg',
  'token_endpoint_auth_signing_alg',
] as const

/**
 * The claims of the software statement, which may have any member of the request.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2.3)
 */
const statementIn = (json: JsonObject) =>
  decodeJwt(textIn(json, 'software_statement') ?? '').payload

/**
 * A client leaves out what it does not use. Only an ID token is always signed, by default with RS256. Without a
 * scope it is not known whether the client uses OpenID Connect.
 */
function algFindings(json: JsonObject, permitted: readonly string[]): readonly Finding[] {
  const statement = statementIn(json)
  const isOpenId = (textIn(json, 'scope') ?? '').split(' ').includes('openid')
  return signatures.flatMap((name) => {
    const alg = textIn(json, name) ?? textIn(statement, name)
    if (alg === null)
      return name === 'id_token_signed_response_alg' && isOpenId
        ? [finding('default', name, permitted.join(', '))]
        : []
    return permitted.includes(alg)
      ? []
      : [finding('not_permitted', `${name}: ${alg}`, permitted.join(', '))]
  })
}

const subjects = ['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email'] as const

/** Which keys and algorithms a client registers. */
export const keyRules = [
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2) */
  defineRule({
    id: 'reg-jwks-one',
    on,
    about: 'jwks',
    refs: ['RFC7591-2', 'OIDC-REGISTRATION-2'],
    check({ document: { message }, context: { ruleProfile } }) {
      const { json } = message
      if (!json) return undefined
      const [jwks, uri] = [json['jwks'], json['jwks_uri']]
      const isNeeded = needsKeys(json) && json['software_statement'] === undefined
      if (jwks === undefined && uri === undefined)
        return isNeeded ? [finding('missing')] : undefined
      return [
        ...(jwks !== undefined && uri !== undefined ? [finding('both')] : []),
        ...(hasPrivateKey(jwks) ? [finding('private')] : []),
        ...(jwks !== undefined && binds(ruleProfile, 'BR') ? [finding('by_value')] : []),
      ]
    },
  }),
  /** @see [FAPI 2.0](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1) */
  defineRule({
    id: 'reg-auth-method',
    on,
    about: method,
    refs: ['RFC7591-2', 'FAPI2-SP-5.3.2.1', 'FAPI1-ADV-5.2.2'],
    check({ document: { message }, context: { ruleProfile, metadata } }) {
      const { json } = message
      if (!json) return undefined
      const isFapi = binds(ruleProfile, 'FAPI1A', 'FAPI2')
      const used = textIn(json, method) ?? textIn(statementIn(json), method)
      if (used === null)
        return isFapi ? [finding('default', null, permittedMethods.join(', '))] : []
      if (isFapi && !permittedMethods.includes(used))
        return [finding('not_permitted', used, permittedMethods.join(', '))]
      const listed = textsIn(metadata, 'token_endpoint_auth_methods_supported')
      return listed && !listed.includes(used) ? [finding('unlisted', used, listed.join(', '))] : []
    },
  }),
  defineRule({
    id: 'reg-algs',
    on,
    about: 'metadata',
    refs: ['OIDC-REGISTRATION-2', 'FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
    check({ document: { message }, context: { ruleProfile } }) {
      const { json } = message
      if (!json) return undefined
      const permitted = signatureAlgsOf(ruleProfile)
      const lonely = Object.keys(json).filter((name) => {
        const stem = /^(.{1,60})_enc$/.exec(name)?.[1]
        return stem !== undefined && json[`${stem}_alg`] === undefined
      })
      return [
        ...(permitted ? algFindings(json, permitted) : []),
        ...lonely.map((name) => finding('alg_missing', name)),
      ]
    },
  }),
  /** @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-2.1.2) */
  defineRule({
    id: 'reg-tls-subject',
    on,
    about: 'tls_client_auth_subject_dn',
    refs: ['RFC8705-2.1.2'],
    check({ document: { message } }) {
      if (textIn(message.json, method) !== 'tls_client_auth') return undefined
      const named = subjects
        .map((name) => `tls_client_auth_${name}`)
        .filter((name) => message.json?.[name] !== undefined)
      if (named.length === 0) return [finding('missing')]
      return named.length > 1 ? [finding('several', named.join(', '))] : []
    },
  }),
] as const

const permittedMethods: readonly string[] = [
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
]
