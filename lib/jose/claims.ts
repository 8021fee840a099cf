import { furtherClaims } from './further-claims'

/** How a value is shown and compared. */
export type ClaimKind = 'time' | 'text' | 'json' | 'hash'

/**
 * A registered claim or header parameter. Its meaning is `claims.<name>` or `headers.<name>` in the locale.
 * Its sensitivity is in the table of `lib/model/credentials.ts`.
 */
export interface RegisteredName {
  readonly name: string
  readonly kind: ClaimKind
  /** The clause that defines it, in the form used by rules, or only the name of the organisation. */
  readonly source: string
}

type Names = Readonly<Record<string, string>>

/** Names of one kind, with their clauses. */
type Group = readonly [kind: ClaimKind, names: Names]

const claimGroups: readonly Group[] = [
  [
    'time',
    {
      exp: 'RFC7519-4.1.4',
      nbf: 'RFC7519-4.1.5',
      iat: 'RFC7519-4.1.6',
      auth_time: 'OIDC-CORE-2',
      updated_at: 'OIDC-CORE-5.1',
      toe: 'RFC8417-2.2',
      sharing_expires_at: 'CDR',
      refresh_token_expires_at: 'CDR',
    },
  ],
  [
    'text',
    {
      iss: 'RFC7519-4.1.1',
      aud: 'RFC7519-4.1.3',
      jti: 'RFC7519-4.1.7',
      nonce: 'OIDC-CORE-2',
      acr: 'OIDC-CORE-2',
      azp: 'OIDC-CORE-2',
      sid: 'OIDC-BACKCHANNEL-2.4',
      txn: 'RFC8417-2.2',
      client_id: 'RFC8693-4.3',
      scope: 'RFC8693-4.2',
      token_type: 'RFC6749-5.1',
      id_type: 'OFM',
      openbanking_intent_id: 'UK',
      consent_id: 'OFM',
      cdr_arrangement_id: 'CDR',
      software_id: 'RFC7591-2',
      zoneinfo: 'OIDC-CORE-5.1',
      locale: 'OIDC-CORE-5.1',
      vct: 'SD-JWT-VC-3.2.2.1',
      _sd_alg: 'RFC9901-4.1.1',
      response_type: 'RFC6749-3.1.1',
      response_mode: 'OAUTH-RESPONSE-TYPES-2.1',
      redirect_uri: 'RFC6749-3.1.2',
      code_challenge: 'RFC7636-4.3',
      code_challenge_method: 'RFC7636-4.3',
      htm: 'RFC9449-4.2',
      htu: 'RFC9449-4.2',
      error: 'RFC6749-4.1.2.1',
      error_description: 'RFC6749-4.1.2.1',
      _claim_names: 'OIDC-CORE-5.6.2',
      vot: 'RFC8485-3.1',
      vtm: 'RFC8485-3.2',
      software_client_id: 'UK',
      software_environment: 'UK',
      software_client_name: 'UK',
      software_mode: 'UK',
      software_roles: 'UK',
      software_jwks_endpoint: 'UK',
      software_jwks_uri: 'BR',
      software_statement_id: 'BR',
      org_id: 'UK',
      org_name: 'UK',
      org_status: 'UK',
      legal_entity_id: 'CDR',
      recipient_base_uri: 'CDR',
      sector_identifier_uri: 'CDR',
    },
  ],
  ['text', { code: 'RFC6749-4.1.2', state: 'RFC6749-4.1.1' }],
  [
    'text',
    {
      sub: 'RFC7519-4.1.2',
      name: 'OIDC-CORE-5.1',
      given_name: 'OIDC-CORE-5.1',
      family_name: 'OIDC-CORE-5.1',
      middle_name: 'OIDC-CORE-5.1',
      nickname: 'OIDC-CORE-5.1',
      preferred_username: 'OIDC-CORE-5.1',
      profile: 'OIDC-CORE-5.1',
      picture: 'OIDC-CORE-5.1',
      website: 'OIDC-CORE-5.1',
      email: 'OIDC-CORE-5.1',
      gender: 'OIDC-CORE-5.1',
      birthdate: 'OIDC-CORE-5.1',
      phone_number: 'OIDC-CORE-5.1',
      hashed_id_number: 'OFM',
      cpf: 'BR',
      cnpj: 'BR',
      login_hint: 'OIDC-CORE-3.1.2.1',
      birth_family_name: 'OIDC-IDA-CLAIMS',
      birth_given_name: 'OIDC-IDA-CLAIMS',
      birth_middle_name: 'OIDC-IDA-CLAIMS',
      salutation: 'OIDC-IDA-CLAIMS',
      title: 'OIDC-IDA-CLAIMS',
      msisdn: 'OIDC-IDA-CLAIMS',
      also_known_as: 'OIDC-IDA-CLAIMS',
    },
  ],
  [
    'json',
    {
      amr: 'OIDC-CORE-2',
      email_verified: 'OIDC-CORE-5.1',
      phone_number_verified: 'OIDC-CORE-5.1',
      cnf: 'RFC7800-3.1',
      may_act: 'RFC8693-4.4',
      events: 'RFC8417-2.2',
      roles: 'RFC9068-2.2.3.1',
      groups: 'RFC9068-2.2.3.1',
      entitlements: 'RFC9068-2.2.3.1',
      claims: 'OIDC-CORE-5.5',
      status: 'TOKEN-STATUS-LIST',
      status_list: 'TOKEN-STATUS-LIST',
      place_of_birth: 'OIDC-IDA-CLAIMS',
      nationalities: 'OIDC-IDA-CLAIMS',
      software_redirect_uris: 'UK',
      org_jwks_endpoint: 'UK',
      redirect_uris: 'RFC7591-2',
      jwks: 'RFC7591-2',
      metadata: 'OIDC-FEDERATION-3.1.1',
      metadata_policy: 'OIDC-FEDERATION-3.1.3',
      authority_hints: 'OIDC-FEDERATION-3.1.2',
      constraints: 'OIDC-FEDERATION-3.1.3',
      trust_marks: 'OIDC-FEDERATION-3.1.2',
      trust_chain: 'OIDC-FEDERATION-4.3',
      _sd: 'RFC9901-4.2.4.1',
    },
  ],
  [
    'json',
    {
      address: 'OIDC-CORE-5.1.1',
      act: 'RFC8693-4.1',
      sub_id: 'RFC9493-4.1',
      authorization_details: 'RFC9396-2',
      verified_claims: 'OIDC-IDA-5',
      token_introspection: 'RFC9701-5',
      _claim_sources: 'OIDC-CORE-5.6.2',
    },
  ],
  [
    'hash',
    {
      at_hash: 'OIDC-CORE-3.1.3.6',
      c_hash: 'OIDC-CORE-3.3.2.11',
      s_hash: 'FAPI1-ADV-5.1.1',
      ath: 'RFC9449-4.2',
      sd_hash: 'RFC9901-4.3',
    },
  ],
]

const headerGroups: readonly Group[] = [
  [
    'text',
    {
      ppt: 'RFC8225-8.1',
      svt: 'RFC9321-4',
      trust_chain: 'OIDC-FEDERATION-4.3',
      peer_trust_chain: 'OIDC-FEDERATION-4.4',
      jwt: 'OPENID4VP-12',
      vctm: 'SD-JWT-VC-6',
      iheSSId: 'IHE',
      ek: 'JOSE-HPKE',
      psk_id: 'JOSE-HPKE',
      alg: 'RFC7515-4.1.1',
      jku: 'RFC7515-4.1.2',
      kid: 'RFC7515-4.1.4',
      x5u: 'RFC7515-4.1.5',
      typ: 'RFC7515-4.1.9',
      cty: 'RFC7515-4.1.10',
      enc: 'RFC7516-4.1.2',
      zip: 'RFC7516-4.1.3',
      apu: 'RFC7518-4.6.1.2',
      apv: 'RFC7518-4.6.1.3',
      iv: 'RFC7518-4.7.1.1',
      tag: 'RFC7518-4.7.1.2',
      p2s: 'RFC7518-4.8.1.1',
      iss: 'RFC7519-5.3',
      aud: 'RFC7519-5.3',
      url: 'RFC8555-6.4.1',
      nonce: 'RFC8555-6.5.2',
    },
  ],
  ['text', { sub: 'RFC7519-5.3' }],
  [
    'json',
    {
      jwk: 'RFC7515-4.1.3',
      x5c: 'RFC7515-4.1.6',
      crit: 'RFC7515-4.1.11',
      epk: 'RFC7518-4.6.1.1',
      p2c: 'RFC7518-4.8.1.2',
      b64: 'RFC7797-3',
    },
  ],
  ['hash', { x5t: 'RFC7515-4.1.7', 'x5t#S256': 'RFC7515-4.1.8' }],
]

/** The claims that Parley knows, by name. */
export const claims = byName([
  ...claimGroups,
  ['text', furtherClaims.text],
  ['json', furtherClaims.json],
])

/** The JOSE header parameters that Parley knows, by name. */
export const headers = byName(headerGroups)

function byName(groups: readonly Group[]): ReadonlyMap<string, RegisteredName> {
  const rows = groups.flatMap(([kind, names]) =>
    Object.entries(names).map(([name, source]) => ({ name, kind, source })),
  )
  return new Map(rows.map((row) => [row.name, row]))
}

type Registry = 'claims' | 'headers'

const registries: Readonly<Record<Registry, ReadonlyMap<string, RegisteredName>>> = {
  claims,
  headers,
}

/** Whether a name is registered, and so has a description. */
export function isRegistered(registry: Registry, name: string): boolean {
  return registries[registry].has(name)
}

/** The clause or organisation that defines a name; undefined if it is not registered. */
export function sourceOf(registry: Registry, name: string): string | undefined {
  return registries[registry].get(name)?.source
}

/** How a value is shown. A time is shown as such only if it is a number, so that a wrong type is visible. */
export function claimKind(
  registry: Registry,
  name: string,
  value: unknown,
): Exclude<ClaimKind, 'hash'> {
  if (typeof value === 'object' && value !== null) return 'json'
  const isTime = registries[registry].get(name)?.kind === 'time' && typeof value === 'number'
  return isTime ? 'time' : 'text'
}
