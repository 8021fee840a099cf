import type { JudgingContext } from '@/lib/facts/judging-context'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { clientId, context, pushed, redirectUri, request, state } from './artefacts'
import { compact, encrypted } from './tokens'

type Facts = Parameters<typeof request>[1]
/** Undefined leaves a parameter out. */
type Changes = Readonly<Record<string, string | undefined>>

export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
export const nonce = 'n-0S6_WzA2Mj9f8Jd7Kq3T'
const endpoint = 'https://auth1.sandbox.mya.ozoneapi.io/auth'

const parameters: Changes = {
  client_id: clientId,
  response_type: 'code',
  redirect_uri: redirectUri,
  scope: 'openid accounts',
  state,
  nonce,
  code_challenge: challenge,
  code_challenge_method: 'S256',
}

export const under = (ruleProfile: RuleProfile, more: Partial<JudgingContext> = {}): Facts => ({
  context: { ...context, ruleProfile, ...more },
})

export const queryOf = (members: Changes): string => {
  const given = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return `?${new URLSearchParams(given).toString()}`
}

/** An authentication request of OpenID Connect in the URL, with some parameters changed. */
export const sent = (changes: Changes = {}, facts: Facts = under('oidc')) =>
  request(queryOf({ ...parameters, ...changes }), facts)

/** The same request, pushed. */
export const pushedRequest = (changes: Changes = {}, facts: Facts = under('fapi2')) => {
  const members = Object.entries({ ...parameters, ...changes })
  const push = members.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return request(pushed, { ...facts, push })
}

/** A request object with some claims changed, and parameters outside it. */
export const withObject = (
  claims: JsonObject = {},
  outside: Changes = {},
  facts: Facts = under('fapi1'),
) => {
  const members = JSON.parse(JSON.stringify({ ...parameters, ...claims })) as JsonObject
  const object = compact({ alg: 'PS256' }, members)
  return request(queryOf({ client_id: clientId, request: object, ...outside }), facts)
}

/** A request object with these claims in a push. */
export const pushedObject = (claims: JsonObject, facts: Facts = under('ofm')) => {
  const members = JSON.parse(JSON.stringify({ ...parameters, ...claims })) as JsonObject
  return request(pushed, {
    ...facts,
    push: [
      ['client_id', clientId],
      ['request', compact({ alg: 'PS256' }, members)],
    ],
  })
}

/** A request object that only the server can read. */
export const closedObject = (outside: Changes = {}, facts: Facts = under('fapi1')) => {
  const object = encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
  return request(queryOf({ client_id: clientId, request: object, ...outside }), facts)
}

/** The endpoint without parameters, a request with nothing but `client_id`, and a push that was not observed. */
export const bare = request(endpoint)
export const onlyClient = request(queryOf({ client_id: clientId }))
export const unseen = request(pushed)
