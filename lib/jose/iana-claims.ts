import { claims } from './claims'

/**
 * Claims in IANA's registry that Parley has no description for.
 *
 * @see [JSON Web Token Claims](https://www.iana.org/assignments/jwt/jwt.xhtml#claims)
 */
const otherClaims: ReadonlySet<string> = new Set(
  [
    'sub_jwk sip_from_tag sip_date sip_callid sip_cseq_num sip_via_branch orig dest mky rph vot vtm',
    'attest origid jcard at_use_nbr div opt vc vp sph ace_profile cnonce exi',
    'eat_nonce ueid sueids oemid hwmodel hwversion oemboot dbgstat location eat_profile submods',
    'uptime bootcount bootseed dloas swname swversion manifests measurements measres intuse',
    'cdniv cdnicrit cdniip cdniuc cdniets cdnistt cdnistd sig_val_claims',
    'place_of_birth nationalities birth_family_name birth_given_name birth_middle_name salutation',
    'title msisdn also_known_as atc rcd rcdi crn msgi rdap_allowed_purposes rdap_dnt_allowed geohash',
    'producerSnssaiList consumerPlmnId consumerSnpnId producerPlmnId producerSnpnId producerNsiList producerNfSetId',
    'producerNfServiceSetId sourceNfInstanceId analyticsIdList resOwnerId status_list ttl',
    'jwks metadata constraints metadata_policy metadata_policy_crit authority_hints trust_anchor_hints',
    'trust_anchor trust_marks trust_mark_issuers trust_mark_owners trust_mark trust_mark_type',
    'trust_chain source_endpoint delegation logo_uri ref keys',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a claim is registered, or belongs to an ecosystem that Parley knows. */
export function isKnownClaim(name: string): boolean {
  return claims.has(name) || otherClaims.has(name)
}
