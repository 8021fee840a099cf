import { clientAuthNames } from '@/lib/model/client-auth-methods'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { RegistrationBasis } from './registration-basis'
import * as propose from './registration-proposals'

/** `list` is an array of strings, `words` one string of words. `seconds` is a number. */
export type MemberType =
  'text' | 'list' | 'words' | 'choice' | 'choices' | 'flag' | 'seconds' | 'json'

interface ClientMember {
  readonly type: MemberType
  /** The member of the server's metadata that lists its values. */
  readonly listedIn?: string
  /** The usual values, for a choice that the server lists none for. */
  readonly usual?: readonly string[]
  /** The value that a new client gets; undefined leaves it out. */
  readonly propose?: (basis: RegistrationBasis) => unknown
}

const algs = ['PS256', 'ES256', 'EdDSA', 'RS256'] as const
const alg = (listedIn: string, value?: ClientMember['propose']): ClientMember => ({
  type: 'choice',
  listedIn,
  usual: algs,
  ...(value && { propose: value }),
})
const keyAlgs = ['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES'] as const
const contentAlgs = ['A128CBC-HS256', 'A256GCM', 'A128GCM'] as const
const encryption = (listedIn: string, usual: readonly string[]): ClientMember => ({
  type: 'choice',
  listedIn,
  usual,
})

/**
 * The client metadata that a registration may have, in the order of the form.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2)
 * @see [OpenID Connect Registration](https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata)
 */
const clientMembers: Readonly<Record<string, ClientMember>> = {
  redirect_uris: { type: 'list', propose: propose.redirectUris },
  token_endpoint_auth_method: {
    type: 'choice',
    listedIn: 'token_endpoint_auth_methods_supported',
    usual: clientAuthNames(),
    propose: propose.authMethod,
  },
  token_endpoint_auth_signing_alg: alg(
    'token_endpoint_auth_signing_alg_values_supported',
    propose.authAlg,
  ),
  tls_client_auth_subject_dn: { type: 'text' },
  grant_types: {
    type: 'choices',
    listedIn: 'grant_types_supported',
    usual: ['authorization_code', 'refresh_token', 'client_credentials'],
    propose: propose.grantTypes,
  },
  response_types: {
    type: 'choices',
    listedIn: 'response_types_supported',
    usual: ['code', 'code id_token'],
    propose: propose.responseTypes,
  },
  scope: { type: 'words', listedIn: 'scopes_supported', propose: propose.scope },
  id_token_signed_response_alg: alg('id_token_signing_alg_values_supported', propose.idTokenAlg),
  request_object_signing_alg: alg(
    'request_object_signing_alg_values_supported',
    propose.requestObjectAlg,
  ),
  authorization_signed_response_alg: alg(
    'authorization_signing_alg_values_supported',
    propose.authorizationAlg,
  ),
  application_type: {
    type: 'choice',
    usual: ['web', 'native', 'mobile'],
    propose: propose.applicationType,
  },
  dpop_bound_access_tokens: { type: 'flag', propose: propose.dpopBound },
  tls_client_certificate_bound_access_tokens: { type: 'flag', propose: propose.certificateBound },
  jwks_uri: { type: 'text', propose: propose.jwksUri },
  jwks: { type: 'json', propose: propose.jwks },
  client_name: { type: 'text', propose: propose.clientName },
  software_id: { type: 'text', propose: propose.softwareId },
  software_version: { type: 'text' },
  require_pushed_authorization_requests: { type: 'flag' },
  require_signed_request_object: { type: 'flag' },
  authorization_details_types: {
    type: 'choices',
    listedIn: 'authorization_details_types_supported',
  },
  response_modes: { type: 'choices', listedIn: 'response_modes_supported' },
  subject_type: {
    type: 'choice',
    listedIn: 'subject_types_supported',
    usual: ['public', 'pairwise'],
  },
  sector_identifier_uri: { type: 'text' },
  default_max_age: { type: 'seconds' },
  default_acr_values: { type: 'list', listedIn: 'acr_values_supported' },
  require_auth_time: { type: 'flag' },
  initiate_login_uri: { type: 'text' },
  request_uris: { type: 'list' },
  post_logout_redirect_uris: { type: 'list' },
  userinfo_signed_response_alg: alg('userinfo_signing_alg_values_supported'),
  introspection_signed_response_alg: alg('introspection_signing_alg_values_supported'),
  id_token_encrypted_response_alg: encryption('id_token_encryption_alg_values_supported', keyAlgs),
  id_token_encrypted_response_enc: encryption(
    'id_token_encryption_enc_values_supported',
    contentAlgs,
  ),
  authorization_encrypted_response_alg: encryption(
    'authorization_encryption_alg_values_supported',
    keyAlgs,
  ),
  authorization_encrypted_response_enc: encryption(
    'authorization_encryption_enc_values_supported',
    contentAlgs,
  ),
  request_object_encryption_alg: encryption(
    'request_object_encryption_alg_values_supported',
    keyAlgs,
  ),
  request_object_encryption_enc: encryption(
    'request_object_encryption_enc_values_supported',
    contentAlgs,
  ),
  tls_client_auth_san_dns: { type: 'text' },
  tls_client_auth_san_uri: { type: 'text' },
  tls_client_auth_san_ip: { type: 'text' },
  tls_client_auth_san_email: { type: 'text' },
  introspection_endpoint_auth_method: { type: 'text' },
  revocation_endpoint_auth_method: { type: 'text' },
  webhook_uris: { type: 'list' },
  backchannel_token_delivery_mode: {
    type: 'choice',
    listedIn: 'backchannel_token_delivery_modes_supported',
    usual: ['poll', 'ping'],
  },
  backchannel_client_notification_endpoint: { type: 'text' },
  backchannel_authentication_request_signing_alg: alg(
    'backchannel_authentication_request_signing_alg_values_supported',
  ),
  backchannel_user_code_parameter: { type: 'flag' },
  client_uri: { type: 'text' },
  logo_uri: { type: 'text' },
  contacts: { type: 'list' },
  tos_uri: { type: 'text' },
  policy_uri: { type: 'text' },
}

/** The type of a member; an unknown one is edited as JSON. */
export function memberType(name: string): MemberType {
  return ownMember(name)?.type ?? 'json'
}

const ownMember = (name: string): ClientMember | undefined =>
  Object.hasOwn(clientMembers, name) ? clientMembers[name] : undefined

/** The values that the server lists for a member; null if it lists none. */
function supportedValues(name: string, metadata: Metadata | null): readonly string[] | null {
  const list = ownMember(name)?.listedIn
  return list === undefined ? null : textsIn(metadata, list)
}

/** What the tester changed, by the name of the member. Null leaves a member out. */
export type MemberEdits = JsonObject

/** One member of the form. */
export interface MemberRow {
  readonly name: string
  readonly type: MemberType
  readonly value: unknown
  /** The tester changed it. */
  readonly isEdited: boolean
  /** The values to choose from: those that the server lists, otherwise the usual ones. */
  readonly options: readonly string[]
  /** The member of the metadata that does not list a part of the value, what it lists, and that part. */
  readonly unlisted: {
    readonly list: string
    readonly supported: readonly string[]
    readonly values: readonly string[]
  } | null
}

/** The members that the form shows: those with a value, and those that the tester left out. */
export function memberRows(given: RegistrationBasis, edits: MemberEdits): readonly MemberRow[] {
  const basis = withEdits(given, edits)
  const names = [
    ...Object.keys(clientMembers),
    ...Object.keys(basis.registered ?? {}),
    ...Object.keys(edits),
  ]
  return [...new Set(names)]
    .filter((name) => !isServers(name))
    .flatMap((name) => {
      const proposed = proposedValue(name, basis)
      const isEdited = Object.hasOwn(edits, name)
      const value = isEdited ? edits[name] : proposed
      return value === undefined ? [] : [rowOf(name, value, isEdited, basis.metadata)]
    })
}

/** The basis with the changes that other proposals follow: a method without a key needs no algorithm. */
function withEdits(basis: RegistrationBasis, edits: MemberEdits): RegistrationBasis {
  const { draft } = basis
  const named = edits['token_endpoint_auth_method']
  const method = clientAuthNames().find((each) => each === named) ?? draft.clientAuth.method
  const scope = textIn(edits, 'scope') ?? draft.scope
  const responseType = textsIn(edits, 'response_types')?.[0] ?? draft.responseType
  return {
    ...basis,
    draft: { ...draft, scope, responseType, clientAuth: { ...draft.clientAuth, method } },
  }
}

function rowOf(
  name: string,
  value: unknown,
  isEdited: boolean,
  metadata: Metadata | null,
): MemberRow {
  const supported = supportedValues(name, metadata)
  const list = ownMember(name)?.listedIn ?? ''
  const missing = supported ? wordsOf(value).filter((each) => !isIn(each, supported)) : []
  return {
    name,
    type: memberType(name),
    value,
    isEdited,
    options: supported ?? ownMember(name)?.usual ?? [],
    unlisted: supported && missing.length > 0 ? { list, supported, values: missing } : null,
  }
}

/** The words of a response type may have any order. */
const isIn = (value: string, supported: readonly string[]) =>
  supported.some((each) => sorted(each) === sorted(value))
const sorted = (words: string) => words.split(' ').toSorted().join(' ')

/** The values of a member: the items of a list, the words of a scope, or one value. */
function wordsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string')
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : []
}

function proposedValue(name: string, basis: RegistrationBasis): unknown {
  if (basis.registered) return basis.registered[name]
  return ownMember(name)?.propose?.(basis)
}

/** Members that the form does not show: the statement has a field, and the server issues the rest. */
const servers: ReadonlySet<string> = new Set([
  'client_id',
  'client_secret',
  'client_id_issued_at',
  'client_secret_expires_at',
  'registration_access_token',
  'registration_client_uri',
  'software_statement',
])

/** Whether only the server, or the software statement, sets a member. */
export function isServers(name: string): boolean {
  return servers.has(name)
}

/** The members that can be added to the form. */
export function addableMembers(rows: readonly MemberRow[]): readonly string[] {
  const shown = new Set(rows.map(({ name }) => name))
  return Object.keys(clientMembers).filter((name) => !shown.has(name))
}
