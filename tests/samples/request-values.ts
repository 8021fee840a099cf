import type { RequestValues } from '@/lib/oauth/request-values'

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T

const scopes = ['openid accounts', 'openid', 'openid accounts profile', null] as const
const texts = ['a b&c=d', 'ü 漢字 🏦', '"quoted" \\ text', '%2F+/?#', 'x'.repeat(300)] as const
const claims = [
  '{"id_token":{"acr":{"essential":true}}}',
  '{"userinfo":{"name":null}}',
  null,
] as const
const lifetimes = [30, 120, 0, null] as const

/** Many different requests, the same ones at each run. They contain what encodings may change. */
// oxlint-disable-next-line eslint/complexity -- one line a case
export function generatedValues(seed: number): RequestValues {
  const at = seed * 7 + 3
  const details = [
    {
      type: 'urn:openfinance-ml:account-access-consent:v1.2',
      consent: { consentId: '{{uuid}}', note: pick(texts, at), until: '{{now+90d}}' },
    },
  ]
  return {
    params: {
      ...(seed % 2 === 0 && { scope: pick(scopes, at) }),
      ...(seed % 3 === 0 && { state: pick(texts, at) }),
      ...(seed % 5 === 0 && { nonce: null }),
      ...(seed % 4 === 1 && { claims: pick(claims, at) }),
      ...(seed % 4 === 2 && { authorization_details: JSON.stringify(details) }),
      ...(seed % 6 === 1 && { acr_values: 'urn:a urn:b', max_age: '0', prompt: 'login' }),
      ...(seed % 6 === 2 && { login_hint: pick(texts, seed), ui_locales: 'ms en' }),
      ...(seed % 7 === 3 && { code_challenge: null, code_challenge_method: null }),
      ...(seed % 7 === 4 && { code_challenge_method: 'plain' }),
      ...(seed % 8 === 5 && {
        [`x_own_${seed}`]: pick(texts, seed),
        resource: 'https://a/ https://b/',
      }),
    },
    ...(seed % 9 === 4 && { codeVerifier: 'v'.repeat(43 + (seed % 80)) }),
    headers: {
      ...(seed % 3 === 1 && { 'x-fapi-interaction-id': '{{uuid}}' }),
      ...(seed % 3 === 2 && { 'x-fapi-interaction-id': null, [`x-own-${seed % 4}`]: 'value' }),
    },
    assertion: {
      ...(seed % 4 === 3 && { lifetime: pick(lifetimes, seed) }),
      ...(seed % 5 === 2 && {
        aud: 'https://other.example',
        claims: '{"own":["{{now}}"],"jti":null}',
      }),
    },
    requestObject: {
      ...(seed % 5 === 1 && { lifetime: pick(lifetimes, at), header: '{"typ":"own"}' }),
      ...(seed % 5 === 4 && { claims: '{"nbf":null,"own":{"n":1}}' }),
    },
  }
}
