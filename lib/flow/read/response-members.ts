import { decodeJwt } from '@/lib/jose/decode'
import type { AuthorizationResponse, ReceivedJwt } from '@/lib/flow/model/message'
import type { JsonObject } from '@/lib/model/json'
import { type Params, param, paramsIn } from '@/lib/model/params'

/** The parts of a response that its members are read from. */
type Carrying = Pick<AuthorizationResponse, 'params' | 'jwts'>

/** Claims of a JARM that concern the JWT itself and are not members of the response. */
const ofTheJwt: ReadonlySet<string> = new Set(['aud', 'exp', 'iat', 'nbf', 'jti', 'sub'])

/**
 * The members of a response: its parameters, and for a JARM the members inside the JWT, if it can be opened.
 * Nothing is verified.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.1)
 */
export function membersOf({ params, jwts }: Carrying): Params {
  const jarm = jarmIn({ params, jwts })
  return (jarm && claimsOf(jarm)) ?? params
}

/** Whether a response is a JARM that could not be opened. Its members are then unknown, not absent. */
export function isClosed(response: Carrying): boolean {
  const jarm = jarmIn(response)
  return jarm !== null && claimsOf(jarm) === null
}

type Jarm = Pick<ReceivedJwt, 'text' | 'decryption'>

function jarmIn({ params, jwts }: Carrying): Jarm | null {
  const text = param(params, 'response')
  if (text === undefined) return null
  return jwts.find(({ name }) => name === 'response') ?? { text, decryption: null }
}

function claimsOf({ text, decryption }: Jarm): Params | null {
  const { payload } = decodeJwt(decryption?.plaintext ?? text)
  if (!payload) return null
  const known = membersByPayload.get(payload) ?? membersIn(payload)
  membersByPayload.set(payload, known)
  return known
}

/** Cached, because every rule asks for the members of a response. */
const membersByPayload = new WeakMap<JsonObject, Params>()

function membersIn(payload: JsonObject): Params {
  return paramsIn(payload).filter(([name]) => !ofTheJwt.has(name))
}
