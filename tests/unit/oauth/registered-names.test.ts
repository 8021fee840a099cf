import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isRegistered } from '@/lib/jose/claims'
import { parameters } from '@/lib/oauth/parameters'

// The names that IANA lists, written out a second time: a name that is lost from a registry and from the locale
// together is noticed only here.

const words = (text: string) => text.trim().split(/\s+/)

/** @see [OAuth Extensions Error](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#extensions-error) */
const errorCodes = words(`
  invalid_request unauthorized_client access_denied unsupported_response_type invalid_scope server_error
  temporarily_unavailable invalid_client invalid_grant unsupported_grant_type invalid_token insufficient_scope
  unsupported_token_type interaction_required login_required account_selection_required consent_required
  invalid_request_uri invalid_request_object request_not_supported request_uri_not_supported
  registration_not_supported need_info request_denied request_submitted authorization_pending slow_down expired_token
  invalid_target unsupported_pop_key incompatible_ace_profiles invalid_authorization_details invalid_dpop_proof
  use_dpop_nonce insufficient_user_authentication unmet_authentication_requirements invalid_redirect_uri
  invalid_client_metadata invalid_software_statement unapproved_software_statement expired_login_hint_token
  unknown_user_id missing_user_code invalid_user_code invalid_binding_message transaction_failed invalid_issuer
  invalid_subject invalid_trust_anchor invalid_trust_chain invalid_metadata not_found unsupported_parameter
  vp_formats_not_supported invalid_request_uri_method wallet_unavailable`)

/** @see [OAuth Parameters](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#parameters) */
const parameterNames = words(`
  client_id client_secret response_type redirect_uri scope state code error error_description error_uri grant_type
  access_token token_type expires_in username password refresh_token nonce display prompt max_age ui_locales
  claims_locales id_token_hint login_hint acr_values claims registration request request_uri id_token session_state
  assertion client_assertion client_assertion_type code_verifier code_challenge code_challenge_method claim_token pct
  rpt ticket upgraded vtr device_code resource audience requested_token_type subject_token subject_token_type
  actor_token actor_token_type issued_token_type response_mode nfv_token iss sub aud exp nbf iat jti req_cnf rs_cnf
  cnf ace_profile ace_client_recipientid ace_server_recipientid authorization_details dpop_jkt sign_info kdcchallenge
  trust_chain presentation_definition presentation_definition_uri presentation_submission vp_token client_metadata
  dcql_query transaction_data request_uri_method wallet_nonce response response_uri user_code verification_uri
  verification_uri_complete interval auth_req_id client_notification_token login_hint_token binding_message
  requested_expiry token token_type_hint active post_logout_redirect_uri logout_hint logout_token issuer_state`)

/** @see [JSON Web Token Claims](https://www.iana.org/assignments/jwt/jwt.xhtml#claims) */
const claimNames = words(`
  iss sub aud exp nbf iat jti name given_name family_name middle_name nickname preferred_username profile picture
  website email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at
  azp nonce auth_time at_hash c_hash acr amr sub_jwk cnf sip_from_tag sip_date sip_callid sip_cseq_num sip_via_branch
  orig dest mky events toe txn rph sid vot vtm attest origid act scope client_id may_act jcard at_use_nbr div opt vc
  vp sph ace_profile cnonce exi roles groups entitlements token_introspection ueid sueids oemid oemboot hwmodel
  hwversion swname swversion dbgstat location uptime bootcount bootseed dloas intuse eat_profile eat_nonce manifests
  measurements measres submods cdniv cdnicrit cdniip cdniuc cdniets cdnistt cdnistd sig_val_claims
  authorization_details verified_claims place_of_birth nationalities birth_family_name birth_given_name
  birth_middle_name salutation title msisdn also_known_as htm htu ath atc sub_id rcd rcdi crn msgi _claim_names
  _claim_sources rdap_allowed_purposes rdap_dnt_allowed geohash _sd ... _sd_alg sd_hash vct vct#integrity
  consumerPlmnId consumerSnpnId producerPlmnId producerSnpnId producerNfSetId producerNsiList sourceNfInstanceId
  analyticsIdList resOwnerId status status_list ttl s_hash`)

const { errors } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  errors: Readonly<Record<string, string>>
}

test('every registered error code is explained', () => {
  expect(errorCodes.filter((code) => !errors[code])).toEqual([])
})

test('every registered parameter is explained', () => {
  expect(parameterNames.filter((name) => !parameters.has(name))).toEqual([])
})

test('every registered claim is explained', () => {
  expect(claimNames.filter((name) => !isRegistered('claims', name))).toEqual([])
})
