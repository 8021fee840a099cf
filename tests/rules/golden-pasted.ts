import { judgeKeySet, judgePasted } from '@/lib/judge/judge-message'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { DocumentKind } from '@/lib/oauth/pasted-document'
import { clientId, issuer } from './artefacts'
import { known, paramsOf, type Golden, type Parts } from './golden-context'
import { keySet } from './key-sets'
import { noStore, pastedMessage } from './pasted'
import { compact, now, ps256 } from './tokens'

const json: Parts = {
  headers: Object.fromEntries(noStore),
}

/** A JSON document that was pasted with its status and headers. */
const document = (of: DocumentKind, status: number | null, parts: Parts): Golden => ({
  parts: {
    ...json,
    ...(status === null ? { sent: { method: 'POST' } } : { http: { status } }),
    ...parts,
  },
  judged: async ({ http = {}, headers = {}, sent = {}, body = {} }, profile) => {
    const message = pastedMessage(body, {
      status: typeof http['status'] === 'number' ? http['status'] : null,
      method: typeof sent['method'] === 'string' ? sent['method'] : null,
      headers: paramsOf(headers),
    })
    return judgePasted({ of, message, request: null }, known(profile))
  },
})

const client: JsonObject = {
  redirect_uris: ['https://rp.example/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'openid accounts',
  token_endpoint_auth_method: 'private_key_jwt',
  jwks_uri: 'https://rp.example/jwks',
  id_token_signed_response_alg: 'PS256',
  request_object_signing_alg: 'PS256',
  software_statement: compact(
    { alg: 'PS256' },
    { software_id: 'a', software_redirect_uris: ['https://rp.example/cb'] },
  ),
}

const backchannelClaims: JsonObject = {
  iss: clientId,
  aud: issuer,
  exp: now + 300,
  iat: now,
  nbf: now,
  jti: 'bc-1',
  scope: 'openid accounts',
  login_hint: 'a@example.com',
  binding_message: 'W4SCT',
}

const backchannelRequest = async (
  { sent = {}, claims = {}, headers = {} }: Parts,
  profile: RuleProfile,
) => {
  const params = [
    ['client_id', clientId],
    ['request', compact({ alg: 'PS256' }, claims)],
  ] as const
  const message = pastedMessage(null, {
    method: String(sent['method']),
    headers: paramsOf(headers),
    params,
  })
  return judgePasted({ of: 'backchannel-request', message, request: null }, known(profile))
}

/** Documents of a correct server and a correct client that belong to no flow, and the keys of the server. */
export const golden: Readonly<Record<string, Golden>> = {
  'key set': {
    parts: { key: { ...ps256.jwk, use: 'sig', alg: 'PS256' } },
    judged: async ({ key = {} }, profile) => judgeKeySet(keySet(key).keySet, known(profile)),
  },
  'protected resource metadata': document('protected-resource-metadata', 200, {
    body: {
      resource: 'https://rs.example/accounts',
      authorization_servers: [issuer],
      bearer_methods_supported: ['header'],
      scopes_supported: ['accounts'],
    },
  }),
  'registration request': document('registration-request', null, { body: client }),
  'registration response': document('registration-response', 201, {
    body: { ...client, client_id: clientId, client_id_issued_at: now },
  }),
  'refused registration': document('registration-response', 400, {
    body: { error: 'invalid_redirect_uri', error_description: 'Not https' },
  }),
  'device authorization response': document('device-response', 200, {
    body: {
      device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
      user_code: 'WDJB-MJHT',
      verification_uri: 'https://as.example/device',
      verification_uri_complete: 'https://as.example/device?user_code=WDJB-MJHT',
      expires_in: 1800,
      interval: 5,
    },
  }),
  'CIBA request': {
    parts: {
      sent: { method: 'POST' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      claims: backchannelClaims,
    },
    judged: backchannelRequest,
  },
  'CIBA response': document('backchannel-response', 200, {
    body: { auth_req_id: '1c266114-a1be-4252-8ad1-04986c5b9ac1', expires_in: 120, interval: 2 },
  }),
  'refused CIBA request': document('backchannel-response', 400, {
    body: { error: 'unknown_user_id' },
  }),
}
