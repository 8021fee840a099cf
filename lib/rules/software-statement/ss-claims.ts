import { jsonTypeOf, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import type { Spec } from '@/lib/model/rule-profiles'
import { rowForBody } from '../bodies'
import { finding } from '../builders'
import { defineRule } from '../rule'

type Type = 'string' | 'array' | 'any'

/** A required claim: one of these names, and its JSON type. */
type Claim = readonly [type: Type, ...names: readonly [string, ...string[]]]

const ofSoftware: readonly Claim[] = [
  ['string', 'software_id'],
  ['string', 'org_id'],
  ['string', 'software_client_name'],
  ['array', 'software_redirect_uris'],
  ['array', 'software_roles'],
]

const cdrStrings = [
  'org_id',
  'org_name',
  'client_name',
  'client_description',
  'client_uri',
  'logo_uri',
  'jwks_uri',
  'revocation_uri',
  'recipient_base_uri',
  'software_id',
  'software_roles',
  'scope',
] as const

/** The claims that each directory puts into its statements. Times are judged by other rules. */
const claimsOf: Readonly<Partial<Record<Spec, readonly Claim[]>>> = {
  UK: [...ofSoftware, ['string', 'software_jwks_endpoint', 'software_jwks_uri', 'jwks_uri']],
  BR: [...ofSoftware, ['string', 'software_jwks_uri', 'jwks_uri']],
  CDR: [
    ...cdrStrings.map((name): Claim => ['string', name]),
    ['array', 'redirect_uris'],
    ['any', 'iat'],
    ['any', 'exp'],
    ['any', 'jti'],
  ],
}

export default defineRule({
  id: 'ss-claims',
  on: 'software-statement',
  about: 'payload',
  refs: ['RFC7591-2.3', 'CDS', 'OBIE'],
  check({ jwt: { payload }, context: { ruleProfile } }) {
    const claims = rowForBody(ruleProfile, claimsOf)
    if (!payload || !claims) return undefined
    return claims.flatMap((claim) => claimFindings(payload, claim))
  },
})

function claimFindings(payload: JsonObject, [type, ...names]: Claim): readonly Finding[] {
  const name = names.find((each) => Object.hasOwn(payload, each))
  if (name === undefined) return [finding('missing', null, names[0])]
  const seen = jsonTypeOf(payload[name])
  return type === 'any' || seen === type ? [] : [finding('type', `${name}: ${seen}`, type)]
}
