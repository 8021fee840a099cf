import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { textsIn } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { isLoopback, parseUrl } from '@/lib/model/url'
import type { RegistrationBasis } from './registration-basis'

/** Signature algorithms, the preferred one first. FAPI permits the first three. */
const preferredAlgs = ['PS256', 'ES256', 'EdDSA', 'RS256'] as const

/** The algorithm of the client's key if the server lists it, otherwise the preferred one that it lists. */
function algFrom({ metadata, key }: RegistrationBasis, list: string): string | undefined {
  const listed = textsIn(metadata, list)
  const wanted = [...(key ? [key.alg] : []), ...preferredAlgs]
  return listed ? (wanted.find((alg) => listed.includes(alg)) ?? listed[0]) : key?.alg
}

/** Those of the redirect_uris of the profile that the statement has, or all of the statement. */
export function redirectUris({
  draft,
  statement,
}: RegistrationBasis): readonly string[] | undefined {
  const own = draft.redirectUris.map((uri) => uri.trim()).filter((uri) => uri !== '')
  const permitted = statement?.redirectUris
  if (!permitted) return own.length === 0 ? undefined : own
  const both = own.filter((uri) => permitted.includes(uri))
  return both.length > 0 ? both : permitted
}

export const authMethod = ({ draft }: RegistrationBasis) => draft.clientAuth.method

export function authAlg(basis: RegistrationBasis): string | undefined {
  return clientAuthOf(basis.draft.clientAuth.method).needs === 'key'
    ? algFrom(basis, 'token_endpoint_auth_signing_alg_values_supported')
    : undefined
}

/** Ecosystems whose clients also get tokens without a user, for consents and for the registration itself. */
const withClientCredentials: ReadonlySet<RuleProfile> = new Set(['uk', 'br', 'cdr', 'ofm'])

/** Ecosystems whose lists of grants for `code id_token` do not have `implicit`. */
const withoutImplicit: ReadonlySet<RuleProfile> = new Set(['uk', 'cdr'])

/** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2.1) */
export function grantTypes(basis: RegistrationBasis): readonly string[] {
  const { metadata, draft } = basis
  const listed = textsIn(metadata, 'grant_types_supported')
  const types = responseTypes(basis).flatMap((type) => type.split(' '))
  const isImplicit = types.some((type) => type !== 'code')
  return [
    'authorization_code',
    ...(isImplicit && !withoutImplicit.has(draft.ruleProfile) ? ['implicit'] : []),
    ...(listed?.includes('refresh_token') ? ['refresh_token'] : []),
    ...(withClientCredentials.has(draft.ruleProfile) && listed?.includes('client_credentials')
      ? ['client_credentials']
      : []),
  ]
}

export function responseTypes({ draft, metadata }: RegistrationBasis): readonly string[] {
  const listed = textsIn(metadata, 'response_types_supported')
  const usual = draft.responseType.trim() || 'code'
  if (!listed || listed.includes(usual)) return [usual]
  return listed.slice(0, 1)
}

/** What the roles of the statement allow and the server lists, or the scope of the profile. */
export function scope({ draft, statement, metadata }: RegistrationBasis): string | undefined {
  const permitted = statement?.scopes
  if (!permitted) return draft.scope.trim() || undefined
  const listed = textsIn(metadata, 'scopes_supported')
  return permitted.filter((each) => listed?.includes(each) ?? true).join(' ')
}

const isOpenId = (basis: RegistrationBasis) => (scope(basis) ?? '').split(' ').includes('openid')

/**
 * Without this member a server signs ID tokens with RS256.
 *
 * @see [OpenID Connect Registration](https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata)
 */
export function idTokenAlg(basis: RegistrationBasis): string | undefined {
  const list = 'id_token_signing_alg_values_supported'
  if (!isOpenId(basis) || !textsIn(basis.metadata, list)) return undefined
  return algFrom({ ...basis, key: null }, list)
}

export function requestObjectAlg(basis: RegistrationBasis): string | undefined {
  return basis.draft.requestAs === 'request-object'
    ? algFrom(basis, 'request_object_signing_alg_values_supported')
    : undefined
}

export function authorizationAlg(basis: RegistrationBasis): string | undefined {
  return basis.draft.responseMode.endsWith('jwt')
    ? algFrom({ ...basis, key: null }, 'authorization_signing_alg_values_supported')
    : undefined
}

/** An app on the user's device has a private scheme, or listens on loopback. */
export function applicationType(basis: RegistrationBasis): string | undefined {
  const uris = redirectUris(basis) ?? []
  if (uris.length === 0 || !(isOpenId(basis) || basis.statement)) return undefined
  const isNative = uris.every((uri) => {
    const url = parseUrl(uri)
    return (
      url !== null && url.protocol !== 'https:' && (url.protocol !== 'http:' || isLoopback(url))
    )
  })
  return isNative ? 'native' : 'web'
}

/** The requests of the UK and Australia have a fixed list of claims. */
const hasFixedClaims = ({ draft }: RegistrationBasis) => withoutImplicit.has(draft.ruleProfile)

export const dpopBound = (basis: RegistrationBasis) =>
  basis.draft.bindTokens === 'dpop' && !hasFixedClaims(basis) ? true : undefined

export const certificateBound = (basis: RegistrationBasis) =>
  basis.draft.bindTokens === 'certificate' && !hasFixedClaims(basis) ? true : undefined

/** The UK and Australia read it from the statement. */
export const jwksUri = (basis: RegistrationBasis) =>
  hasFixedClaims(basis) ? undefined : (basis.statement?.jwksUri ?? undefined)

/** The public half of the client's key, where no document has it. */
export function jwks(basis: RegistrationBasis): object | undefined {
  const { draft, statement, key } = basis
  const signs =
    clientAuthOf(draft.clientAuth.method).needs === 'key' || draft.requestAs === 'request-object'
  if (!key || !signs || statement?.jwksUri) return undefined
  return { keys: [{ ...key.publicJwk, kid: key.kid, use: 'sig', alg: key.alg }] }
}

/** The statement names the software. */
export const clientName = ({ draft, statement }: RegistrationBasis) =>
  statement ? undefined : draft.name.trim() || undefined

export const softwareId = ({ draft, statement }: RegistrationBasis) =>
  draft.ruleProfile === 'uk' ? (statement?.softwareId ?? undefined) : undefined
