/**
 * Who may see a value. `secret`: anyone who has the value can use it. `contains-secret`: a part of it is
 * secret. `personal`: it concerns the user, so it is shown on the screen but redacted in exports.
 */
export type Sensitivity = 'secret' | 'contains-secret' | 'personal' | 'public'

/**
 * The kind of container. A parameter is in a query, a form or the JSON body of a request; a claim is in a JWT
 * or its header; a member is in any other JSON.
 */
export type Place = 'parameter' | 'header' | 'claim' | 'member'

type Rows = readonly (readonly [
  places: readonly Place[],
  sensitivity: Sensitivity,
  names: string,
])[]

const anyJson: readonly Place[] = ['claim', 'member']
const anywhere: readonly Place[] = ['parameter', ...anyJson]

const rows: Rows = [
  [
    anywhere,
    'secret',
    'access_token refresh_token id_token id_token_hint token subject_token actor_token assertion ' +
      'client_assertion client_secret code_verifier device_code password registration_access_token ' +
      'auth_req_id client_notification_token user_code device_secret authorization_code auth_code ' +
      'pre-authorized_code tx_code vp_token logout_token claim_token ticket pct rpt otp ' +
      'oauth_token oauth_token_secret oauth_verifier initial_access_token software_statement',
  ],
  // Not for members, because an API may use this name for an error code.
  [['parameter', 'claim'], 'secret', 'code'],
  // A JARM response contains the code, a request object may contain an id_token_hint.
  [['parameter'], 'contains-secret', 'response request'],
  // A server may report the headers that it received.
  [['header', ...anyJson], 'secret', 'cookie set-cookie cookies'],
  [['header', ...anyJson], 'contains-secret', 'authorization proxy-authorization'],
  [['header'], 'contains-secret', 'location referer'],
  [['header'], 'secret', 'x-authorization'],
  [
    anywhere,
    'personal',
    'sub name given_name family_name middle_name nickname preferred_username profile picture website email ' +
      'gender birthdate phone_number address act sub_id login_hint logout_hint login_hint_token username ' +
      'hashed_id_number cpf cnpj authorization_details verified_claims token_introspection _claim_sources ' +
      'iban ssn nric account_number account_no national_id id_number msisdn also_known_as ' +
      'birth_family_name birth_given_name birth_middle_name place_of_birth nationalities',
  ],
  [['parameter', 'member'], 'personal', 'account_id user_id customer_id pan'],
  [
    ['member'],
    'personal',
    'identification secondary_identification bban masked_pan first_name last_name full_name surname ' +
      'email_address mobile mobile_number date_of_birth passport_number tax_id customer_name account_name ' +
      'account_holder_name holder_name postal_address street_address street_name building_number post_code ' +
      'postal_code town_name',
  ],
  [
    ['claim'],
    'personal',
    'orig dest jcard div vc vp ueid sueids location cdniip rcd geohash resOwnerId',
  ],
  [
    ['claim'],
    'public',
    'sub_jwk sip_from_tag sip_date sip_callid sip_cseq_num sip_via_branch mky rph attest origid at_use_nbr opt sph ace_profile cnonce exi eat_nonce oemid hwmodel hwversion oemboot dbgstat eat_profile submods uptime bootcount bootseed dloas swname swversion manifests measurements measres intuse cdniv cdnicrit cdniuc cdniets cdnistt cdnistd sig_val_claims atc rcdi crn msgi rdap_allowed_purposes rdap_dnt_allowed ... consumerPlmnId consumerSnpnId producerPlmnId producerSnpnId producerNfSetId producerNsiList sourceNfInstanceId analyticsIdList vct#integrity ttl trust_anchor_hints trust_mark_issuers trust_mark_owners metadata_policy_crit crit source_endpoint keys ref logo_uri delegation id trust_mark_type ppt svt trust_chain peer_trust_chain jwt vctm iheSSId ek psk_id',
  ],
  // Booleans of client and server metadata.
  [
    anyJson,
    'public',
    'dpop_bound_access_tokens dpop_bound_access_tokens_required ' +
      'tls_client_certificate_bound_access_tokens',
  ],
  // A proof is valid for one request only.
  [['header'], 'public', 'dpop'],
  [
    ['parameter', 'member'],
    'public',
    'client_id redirect_uri request_uri state nonce iss error scope',
  ],
  [
    ['claim'],
    'public',
    'iss aud exp nbf iat jti nonce state acr amr azp sid txn toe auth_time updated_at client_id scope ' +
      'token_type id_type openbanking_intent_id consent_id cdr_arrangement_id sharing_expires_at software_id ' +
      'zoneinfo locale vct _sd_alg _sd sd_hash response_type response_mode redirect_uri code_challenge ' +
      'code_challenge_method htm htu ath error error_description _claim_names email_verified ' +
      'phone_number_verified cnf may_act events roles groups entitlements claims status at_hash c_hash s_hash ' +
      'refresh_token_expires_at vot vtm software_client_id software_environment software_client_name ' +
      'software_mode software_roles software_jwks_endpoint software_jwks_uri software_statement_id org_id ' +
      'org_name org_status legal_entity_id recipient_base_uri sector_identifier_uri salutation title ' +
      'status_list software_redirect_uris org_jwks_endpoint redirect_uris jwks metadata metadata_policy ' +
      'authority_hints constraints trust_marks trust_chain',
  ],
  // Parameters of a JOSE header.
  [
    ['claim'],
    'public',
    'alg jku kid x5u typ cty enc zip apu apv iv tag p2s p2c url jwk x5c crit epk b64 x5t x5t#s256',
  ],
]

/** Names that are written in several ways are one name: `accessToken`, `access-token`, `access_token[]`. */
const bare = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/\[\w*\]$/, '')
    .replaceAll(/[-_]/g, '')

const table: ReadonlyMap<Place, ReadonlyMap<string, Sensitivity>> = new Map(
  (['parameter', 'header', 'claim', 'member'] as const).map((place) => [
    place,
    new Map(
      namesAt(place).map(([name, sensitivity]): [string, Sensitivity] => [bare(name), sensitivity]),
    ),
  ]),
)

function namesAt(place: Place): readonly (readonly [name: string, sensitivity: Sensitivity])[] {
  return rows
    .filter(([places]) => places.includes(place))
    .flatMap(([, sensitivity, names]) =>
      names.split(' ').map((name) => [name, sensitivity] as const),
    )
}

/** Endings of names that no specification defines, such as `x-api-key` or `connection_secret`. */
const secretEnding =
  /(?:secrets?|passwords?|passphrase|passcode|privatekeys?|apikeys?|^tokens|(?:access|refresh|id|api|auth|session|bearer|security|csrf|xsrf|client|user)tokens?)$/

/**
 * The sensitivity of a name, ignoring case and separators; undefined if the table does not list it.
 */
export function sensitivityOf(place: Place, name: string): Sensitivity | undefined {
  const plain = bare(name)
  return table.get(place)?.get(plain) ?? (secretEnding.test(plain) ? 'secret' : undefined)
}

/** Whether a value with this name is a secret or contains one. */
export function isSecret(place: Place, name: string): boolean {
  const sensitivity = sensitivityOf(place, name)
  return sensitivity === 'secret' || sensitivity === 'contains-secret'
}

/** The names of the table whose values are secrets or contain one, in lower case. */
export function secretNames(place: Place): readonly string[] {
  return namesAt(place).flatMap(([name]) => (isSecret(place, name) ? [name] : []))
}

/**
 * The private members of a JWK.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6)
 */
const privateMembers: ReadonlySet<string> = new Set([
  'd',
  'p',
  'q',
  'dp',
  'dq',
  'qi',
  'k',
  'r',
  't',
])

/** Whether a member of a JWK belongs to its private part. */
export function isPrivateMember(name: string): boolean {
  return privateMembers.has(name)
}
