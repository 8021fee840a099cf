import { textIn, textsIn } from '@/lib/model/json'
import { parseUrl } from '@/lib/model/url'
import { contains, ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'
import type { Metadata } from './metadata'

/** A rule profile, and the published members that suggest it; empty if nothing suggests a more specific one. */
export interface SuggestedRules {
  readonly ruleProfile: RuleProfile
  readonly evidence: readonly string[]
}

/** The members that are evidence; null if they are not published like this. */
type Sign = (metadata: Metadata) => readonly string[] | null

/** A list contains a value that matches. */
function listed(name: string, pattern: RegExp): Sign {
  return (metadata) => {
    const value = textsIn(metadata, name)?.find((each) => pattern.test(each))
    return value === undefined ? null : [`${name}: ${value}`]
  }
}

/** Every value of a published list matches. */
function onlyListed(name: string, pattern: RegExp): Sign {
  return (metadata) => {
    const values = textsIn(metadata, name) ?? []
    const isOnly = values.length > 0 && values.every((each) => pattern.test(each))
    return isOnly ? [`${name}: ${values.join(', ')}`] : null
  }
}

function isTrue(name: string): Sign {
  return (metadata) => (metadata[name] === true ? [`${name}: true`] : null)
}

function published(name: string): Sign {
  return (metadata) => (textIn(metadata, name) === null ? null : [name])
}

/** A URL has this host or a subdomain of it. */
function atHost(name: string, host: string): Sign {
  return (metadata) => {
    const found = parseUrl(textIn(metadata, name) ?? '')?.hostname ?? ''
    return found === host || found.endsWith(`.${host}`) ? [`${name}: ${found}`] : null
  }
}

const anyOf =
  (...signs: readonly Sign[]): Sign =>
  (metadata) =>
    signs.reduce<readonly string[] | null>((found, sign) => found ?? sign(metadata), null)

const allOf =
  (...signs: readonly Sign[]): Sign =>
  (metadata) => {
    const found = signs.map((sign) => sign(metadata))
    return found.every((each) => each !== null) ? found.flat() : null
  }

const dpop = listed('dpop_signing_alg_values_supported', /./)
const certificate = isTrue('tls_client_certificate_bound_access_tokens')

export const bindsByDpop = (metadata: Metadata) => dpop(metadata) !== null
export const bindsByCertificate = (metadata: Metadata) => certificate(metadata) !== null

const pushed = isTrue('require_pushed_authorization_requests')
const signed = anyOf(
  isTrue('require_signed_request_object'),
  listed('request_object_signing_alg_values_supported', /^(?:PS|ES|EdDSA)/),
)
const jarm = listed('response_modes_supported', /(?:^|\.)jwt$/)

/**
 * What suggests each rule profile, the most specific first.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
const signs: Readonly<Record<Exclude<RuleProfile, 'oauth2'>, Sign>> = {
  ofm: anyOf(
    listed('authorization_details_types_supported', /openfinance-ml/),
    listed('claims_supported', /^hashed_id_number$/),
  ),
  br: anyOf(
    listed('acr_values_supported', /^urn:brasil:openbanking:/),
    listed('claims_supported', /^(?:cpf|cnpj)$/),
    atHost('jwks_uri', 'openbankingbrasil.org.br'),
  ),
  cdr: anyOf(
    published('cdr_arrangement_revocation_endpoint'),
    listed('acr_values_supported', /^urn:cds\.au:cdr:/),
    listed('claims_supported', /^(?:sharing_duration|cdr_arrangement_id)$/),
  ),
  uk: anyOf(
    listed('acr_values_supported', /^urn:openbanking:psd2:/),
    listed('claims_supported', /^openbanking_intent_id$/),
    atHost('jwks_uri', 'openbanking.org.uk'),
  ),
  saltedge: anyOf(
    atHost('issuer', 'saltedge.com'),
    atHost('authorization_endpoint', 'saltedge.com'),
    atHost('jwks_uri', 'saltedge.com'),
  ),
  bg: listed('scopes_supported', /^(?:AIS|PIS|PIIS)(?::|$)/),
  fapi2ms: allOf(
    pushed,
    anyOf(dpop, certificate),
    anyOf(isTrue('require_signed_request_object'), jarm),
  ),
  fapi2: allOf(pushed, anyOf(dpop, certificate)),
  fapi1: allOf(
    certificate,
    signed,
    anyOf(listed('response_types_supported', /^code id_token$/), jarm),
  ),
  oidc: anyOf(
    listed('scopes_supported', /^openid$/),
    listed('subject_types_supported', /./),
    listed('id_token_signing_alg_values_supported', /./),
  ),
  oauth21: allOf(
    onlyListed('response_types_supported', /^code$/),
    onlyListed('code_challenge_methods_supported', /^S256$/),
    onlyListed('grant_types_supported', /^(?!implicit$|password$)/),
  ),
}

/** The rule profile that a server's metadata suggests, and why. */
export function suggestedRules(metadata: Metadata): SuggestedRules {
  for (const [ruleProfile, sign] of Object.entries(signs)) {
    const evidence = sign(metadata)
    if (evidence) return { ruleProfile: ruleProfile as RuleProfile, evidence }
  }
  return { ruleProfile: 'oauth2', evidence: [] }
}

/** Whether the rules of a profile include those that are suggested. */
export function includesRules(chosen: RuleProfile, suggested: RuleProfile): boolean {
  return contains(chosen, ruleProfiles[suggested][0])
}
