import { isSameJson } from '@/lib/model/same-json'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { judge } from '@/lib/rules/run'
import { clientId, pushed, redirectUri, request, state } from './artefacts'
import { known, one, type Golden } from './golden-context'
import { compact, ps256 } from './tokens'

const nonce = 'n-0S6_WzA2Mj9f8Jd7Kq3T'
const claims = {
  id_token: {
    openbanking_intent_id: { value: 'urn:alphabank:intent:58923', essential: true },
    acr: null,
  },
}

const goldenClaims: JsonObject = {
  client_id: clientId,
  response_type: 'code',
  response_mode: 'jwt',
  redirect_uri: redirectUri,
  scope: 'openid accounts',
  state,
  nonce,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  prompt: 'consent',
  max_age: 300,
  dpop_jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  resource: 'https://rs.example/accounts',
  claims,
  authorization_details: [{ type: 'account-access' }],
}

const goldenParams: JsonObject = {
  ...goldenClaims,
  max_age: '300',
  claims: JSON.stringify(claims),
  authorization_details: JSON.stringify(goldenClaims['authorization_details']),
}

/** The scopes of rule profiles that need their own. */
const scopes: Partial<Record<RuleProfile, string>> = {
  br: 'openid consent:urn:bancoex:C1DD33123 accounts',
  bg: 'AIS:3d9a81b3-a47d-4130-8765-a9c0ff861100',
}

/** The parameters as a correct client of a rule profile sends them; one that was changed stays. */
function goldenUnder(profile: RuleProfile, params: JsonObject): JsonObject {
  const scope = scopes[profile]
  const isUnchanged = isSameJson(params['scope'], goldenClaims['scope'])
  return isUnchanged && scope !== undefined ? { ...params, scope } : params
}

const judged = (push: Params, profile: RuleProfile) =>
  one(judge('authorization-request', request(pushed, { push, context: known(profile) }), profile))

/** Authorization requests of a correct client whose push was observed. */
export const golden: Readonly<Record<string, Golden>> = {
  'pushed authorization request': {
    parts: { params: goldenParams },
    judged: async ({ params = {} }, profile) => {
      const sent = Object.entries(goldenUnder(profile, params))
      return judged(
        sent.map(([name, value]) => [name, String(value)]),
        profile,
      )
    },
  },
  'pushed request object': {
    parts: { claims: goldenClaims },
    judged: async (parts, profile) => {
      const sent = goldenUnder(profile, parts['claims'] ?? {})
      return judged([['request', compact({ alg: ps256.alg }, sent)]], profile)
    },
  },
}
