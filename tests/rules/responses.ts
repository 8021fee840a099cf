import { noRequestedParams } from '@/lib/flow/model/flow'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { code, issuer, response, state } from './artefacts'
import { compact, encrypted } from './tokens'

type Response = Artefacts['authorization-response']

/** A JARM with these claims, in this place, not verified. */
export const signed = (
  claims: JsonObject,
  place = '?',
  knownOverrides: Partial<JudgingContext> = {},
): Response =>
  response(
    `${place}response=${compact({ alg: 'PS256' }, { iss: issuer, ...claims })}`,
    {},
    knownOverrides,
  )

/** A correct JARM, one that cannot be opened, and a text that is not one. */
export const inside = signed({ code, state })
export const closed = response(`?response=${encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })}`)
export const noJwt = response('?response=abc')

/** A request that asked for this. */
export const asking = (
  responseType: string | null,
  responseMode: string | null = null,
): Pick<JudgingContext, 'requested'> => ({
  requested: { ...noRequestedParams, responseType, responseMode },
})
