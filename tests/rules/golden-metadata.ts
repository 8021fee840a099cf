import { isSameJson } from '@/lib/model/same-json'
import type { JsonObject } from '@/lib/model/json'
import { ruleProfiles, type RuleProfile, type Spec } from '@/lib/model/rule-profiles'
import { changed } from './artefacts'

const endpoint = 'https://as1.sandbox.mya.ozoneapi.io'

/** Metadata that is correct under FAPI and in every ecosystem. */
export const goldenMetadata = changed({
  scopes_supported: ['openid', 'accounts', 'profile', 'consents'],
  response_modes_supported: ['query', 'jwt'],
  authorization_signing_alg_values_supported: ['PS256'],
  userinfo_signing_alg_values_supported: ['PS256'],
  introspection_signing_alg_values_supported: ['PS256'],
  request_object_encryption_alg_values_supported: ['RSA-OAEP'],
  request_object_encryption_enc_values_supported: ['A256GCM'],
  require_signed_request_object: true,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  subject_types_supported: ['pairwise'],
  claims_supported: [
    'acr',
    'sub',
    'id_type',
    'hashed_id_number',
    'openbanking_intent_id',
    'cpf',
    'sharing_duration',
  ],
  acr_values_supported: [
    'urn:openbanking:psd2:sca',
    'urn:brasil:openbanking:loa2',
    'urn:cds.au:cdr:3',
  ],
  cdr_arrangement_revocation_endpoint: `${endpoint}/arrangements/revoke`,
})

/** Members that are correct only under some rule profiles: the value for the others. */
const adjusted: readonly (readonly [
  name: string,
  value: unknown,
  applies: (bodies: readonly Spec[]) => boolean,
])[] = [
  ['id_token_signing_alg_values_supported', ['RS256', 'PS256'], isPlain],
  ['request_object_signing_alg_values_supported', ['RS256', 'PS256'], isPlain],
  ['scopes_supported', ['openid', 'accounts'], (bodies) => bodies.includes('SaltEdge')],
]

function isPlain(bodies: readonly Spec[]): boolean {
  return !bodies.includes('FAPI1A') && !bodies.includes('FAPI2')
}

/** The metadata as a correct server of a rule profile publishes it; a member that was changed stays. */
export function goldenUnder(profile: RuleProfile, json: JsonObject): JsonObject {
  const own = adjusted.filter(
    ([name, , applies]) =>
      applies(ruleProfiles[profile]) && isSameJson(json[name], goldenMetadata[name]),
  )
  return { ...json, ...Object.fromEntries(own.map(([name, value]) => [name, value])) }
}
