import type { JudgingContext } from '@/lib/facts/judging-context'
import { hashesOf } from '@/lib/jose/hashes'
import { oneFailurePerCause } from '@/lib/judge/one-cause'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import { accessToken, refreshToken, tokenRequest } from './answers'
import { changed, clientId, code, context, issuer, redirectUri, response, state } from './artefacts'
import { asking } from './responses'
import { compact, idClaims, now, ps256, sign, token, type TestKey } from './tokens'

/** The parts of a message that a mutation may change, such as its claims and its header. */
export type Parts = Readonly<Record<string, JsonObject>>

/** A message of a correct server, and how it is judged. */
export interface Golden {
  readonly parts: Parts
  readonly judged: (parts: Parts, profile: RuleProfile) => Promise<readonly RuleResult[]>
}

export const thumbprint = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'
export const subject = String(idClaims['sub'])
const [ofToken, ofCode, ofState] = await Promise.all([accessToken, code, state].map(hashesOf))
export const hashes = { accessToken: ofToken ?? null, code: ofCode ?? null, state: ofState ?? null }

const published = changed({
  authorization_signing_alg_values_supported: ['PS256'],
  userinfo_signing_alg_values_supported: ['PS256'],
  response_modes_supported: ['query', 'jwt'],
})
export const known = (
  ruleProfile: RuleProfile,
  more: Partial<JudgingContext> = {},
): JudgingContext => ({
  ...context,
  metadata: published,
  expected: { state, nonce: String(idClaims['nonce']) },
  ...asking('code'),
  ruleProfile,
  ...more,
})

export const paramsOf = (members: JsonObject): Params =>
  Object.entries(members).map(([name, value]) => [name, String(value)])
export const queryOf = (members: JsonObject) =>
  `?${new URLSearchParams(members as Record<string, string>).toString()}`
export const message = ({ http = {}, headers = {} }: Parts) => ({
  status: http['status'] as number,
  headers: paramsOf(headers),
})
export const http = (status: number): Parts => ({
  http: { status },
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' },
})
export const one = (results: readonly RuleResult[]) => oneFailurePerCause(results)

/** A response with these parameters, which may be none that a response has. */
export const delivered = (members: JsonObject, judgingContext: JudgingContext) =>
  response(
    queryOf(members),
    { params: paramsOf(members), target: redirectUri, responseMode: 'query' },
    judgingContext,
  )

const signatures = new Map<string, Promise<string>>()

/**
 * The token with this header and these claims; with another `alg` the signature cannot be right. A token is
 * judged under every rule profile, and signing it takes longest.
 */
export async function textOf(
  { header = {}, claims = {} }: Parts,
  key: TestKey = ps256,
): Promise<string> {
  if (header['alg'] !== key.alg) return compact(header, claims)
  const name = JSON.stringify([key.jwk.kid, header, claims])
  const made = signatures.get(name) ?? sign(claims, header, key)
  signatures.set(name, made)
  return made
}

export async function signed(parts: Parts, judgingContext: JudgingContext) {
  return token(await textOf(parts), [ps256.jwk], judgingContext)
}

export const accessClaims: JsonObject = {
  iss: issuer,
  exp: now + 600,
  aud: 'https://rs.example',
  sub: subject,
  client_id: clientId,
  iat: now,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
  scope: 'openid accounts',
  cnf: { jkt: thumbprint },
}
export const tokenMembers: JsonObject = {
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: 600,
  scope: 'openid accounts',
  cdr_arrangement_id: '93bac548-d2de-4546-b106-880a5018460d',
  id_token: await sign(),
}
export const requested = {
  ...context.requested,
  scope: 'openid accounts',
  redirectUri,
  responseType: 'code',
}
export const refreshRequest = tokenRequest([
  ['grant_type', 'refresh_token'],
  ['refresh_token', refreshToken],
  ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
  ['client_assertion', 'a.b.c'],
])

/** A message of each kind, as a correct server of every rule profile sends it. */
