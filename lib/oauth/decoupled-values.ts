import type { Issue } from '@/lib/model/issue'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { parseJson } from '@/lib/model/strict-json'
import { grantFacts, type DecoupledGrant, type Delivery } from './decoupled'
import { endpointMembers, mtlsAliases } from './endpoint-members'
import type { Metadata } from './metadata'
import type { Profile } from './profile'
import { requestWarnings } from './request-warnings'

/** A parameter that the form of a first request has. An empty value is not sent. */
export interface DecoupledValue {
  readonly name: string
  /** What the profile says; empty without that. */
  readonly value: string
  readonly isLong: boolean
}

/** The hints of a backchannel request. It has exactly one of them. */
const hints = ['login_hint', 'login_hint_token', 'id_token_hint'] as const

const names: Readonly<Record<DecoupledGrant, readonly string[]>> = {
  ciba: [
    'scope',
    ...hints,
    'binding_message',
    'user_code',
    'acr_values',
    'requested_expiry',
    'authorization_details',
  ],
  device: ['scope', 'authorization_details'],
}

const long: ReadonlySet<string> = new Set(['authorization_details', 'id_token_hint'])

/**
 * The parameters of a first request with the values of the profile.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.1)
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.1)
 */
export function decoupledValues(
  grant: DecoupledGrant,
  profile: Pick<Profile, 'scope' | 'authorizationDetails' | 'authorizationParams'>,
): readonly DecoupledValue[] {
  const { scope, authorizationDetails, authorizationParams } = profile
  const own: Readonly<Record<string, string>> = {
    scope,
    authorization_details: authorizationDetails,
    acr_values: param(authorizationParams, 'acr_values') ?? '',
  }
  return names[grant].map((name) => ({
    name,
    value: own[name] ?? '',
    isLong: long.has(name),
  }))
}

/** Characters that a user can compare on two devices. */
const longestMessage = 100

interface Intended {
  readonly grant: DecoupledGrant
  /** As they will be sent. */
  readonly params: Params
  readonly profile: Profile
  /** The algorithm of the profile's signing key; null without a key. */
  readonly alg: string | null
}

/**
 * What the specification and the metadata say against a first request. `field` is the parameter, `about` the metadata
 * member. None of it prevents sending.
 */
export function decoupledWarnings(intended: Intended, metadata: Metadata | null): readonly Issue[] {
  const { grant, params, profile } = intended
  const known = metadata ?? {}
  const types = textsIn(known, 'grant_types_supported')
  const { grantType } = grantFacts[grant]
  return [
    ...(types && !types.includes(grantType)
      ? [
          {
            code: 'decoupled_grant_unlisted',
            about: 'grant_types_supported',
            seen: types.join(' '),
            expected: grantType,
          },
        ]
      : []),
    ...requestWarnings(params, profile, known),
    ...(grant === 'ciba' ? backchannelWarnings(intended, known) : []),
  ]
}

function backchannelWarnings({ params, profile, alg }: Intended, metadata: Metadata): Issue[] {
  const given = hints.filter((name) => param(params, name) !== undefined)
  const message = param(params, 'binding_message') ?? ''
  const expiry = param(params, 'requested_expiry')
  const hasUserCode = param(params, 'user_code') !== undefined
  const scopes = (param(params, 'scope') ?? '').split(' ')
  const found: readonly (Issue | false)[] = [
    given.length === 0 && { code: 'decoupled_no_hint', expected: hints.join(' ') },
    given.length > 1 && { code: 'decoupled_many_hints', seen: given.join(' ') },
    !scopes.includes('openid') && { code: 'decoupled_no_openid', field: 'scope' },
    message.length > longestMessage && {
      code: 'decoupled_long_message',
      field: 'binding_message',
      seen: String(message.length),
      expected: `≤ ${longestMessage}`,
    },
    expiry !== undefined &&
      !/^[1-9]\d{0,8}$/.test(expiry) && {
        code: 'decoupled_expiry',
        field: 'requested_expiry',
        seen: expiry,
      },
    hasUserCode &&
      metadata['backchannel_user_code_parameter_supported'] !== true && {
        code: 'decoupled_user_code',
        field: 'user_code',
        about: 'backchannel_user_code_parameter_supported',
      },
  ]
  return [...found.filter((issue) => issue !== false), ...signatureWarnings(profile, alg, metadata)]
}

/** A server that lists no algorithm does not accept signed requests. */
function signatureWarnings(
  { requestAs }: Pick<Profile, 'requestAs'>,
  alg: string | null,
  metadata: Metadata,
): readonly Issue[] {
  if (requestAs === 'parameters' || alg === null) return []
  const about = 'backchannel_authentication_request_signing_alg_values_supported'
  const algorithms = textsIn(metadata, about)
  if (!algorithms) return [{ code: 'decoupled_signed', about }]
  if (algorithms.includes(alg)) return []
  return [{ code: 'decoupled_alg', about, seen: alg, expected: algorithms.join(' ') }]
}

/** A request before it is sent. */
export interface DecoupledCall {
  readonly kind: 'first' | 'poll'
  /** Null if the metadata does not name the endpoint. */
  readonly url: string | null
  readonly lines: readonly string[]
}

/** The requests as they will be sent: the first one, and each poll. */
export function decoupledCalls(
  { grant, params, profile }: Omit<Intended, 'alg'>,
  delivery: Delivery,
  metadata: Metadata | null,
): readonly DecoupledCall[] {
  const { endpoint, member: code, grantType } = grantFacts[grant]
  const urlOf = (member: string) => {
    const usesAlias =
      profile.bindTokens === 'certificate' || profile.clientAuth.method.endsWith('tls_client_auth')
    const alias = usesAlias ? textIn(mtlsAliases(metadata), member) : null
    return alias ?? textIn(metadata, member)
  }
  const notifies = grant === 'ciba' && delivery.mode !== 'poll'
  const isSigned = grant === 'ciba' && profile.requestAs === 'request-object'
  const all: Params = [
    ...params,
    ...(notifies ? [['client_notification_token', '…'] as const] : []),
  ]
  return [
    {
      kind: 'first',
      url: urlOf(endpointMembers[endpoint]),
      lines: [
        `client_id=${profile.clientId}`,
        ...(isSigned ? signedLines(all, profile) : all.flatMap(formLines)),
      ],
    },
    {
      kind: 'poll',
      url: urlOf(endpointMembers.token),
      lines: [`grant_type=${grantType}`, `${code}=…`],
    },
  ]
}

/** The claims that the JWT will have, apart from its times and its identifier. */
function signedLines(params: Params, { clientId, issuer }: Profile): readonly string[] {
  return claimLines({ iss: clientId, aud: issuer, ...Object.fromEntries(params.map(claimOf)) })
}

const claimLines = (claims: object) => `request=${JSON.stringify(claims, null, 2)}`.split('\n')

/** The lines of a request that was sent: the claims of a signed one, otherwise its parameters. */
export function sentLines(sent: {
  readonly claims: JsonObject | null
  readonly params: Params
}): readonly string[] {
  return sent.claims ? claimLines(sent.claims) : sent.params.flatMap(formLines)
}

const json: ReadonlySet<string> = new Set(['authorization_details', 'claims'])

function claimOf([name, value]: Params[number]): readonly [string, unknown] {
  const { value: parsed, error } = json.has(name) ? parseJson(value) : { value, error: null }
  return [name, error === null ? parsed : value]
}

function formLines([name, value]: Params[number]): readonly string[] {
  const { value: parsed, error } = json.has(name)
    ? parseJson(value)
    : { value: null, error: 'text' }
  return `${name}=${error === null ? JSON.stringify(parsed, null, 2) : value}`.split('\n')
}
