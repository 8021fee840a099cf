import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import type { Verification } from '@/lib/jose/types'
import type { Artefacts, JudgingContext } from '@/lib/rules/artefacts'
import { registry } from '@/lib/rules/registry'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import { responseContextOf } from './response-context'
import type { Data } from '@/lib/storage/data'

/** Nobody has looked for a key yet. */
const unverified: Verification = {
  status: 'not-run',
  reason: null,
  jwk: null,
  keys: null,
  source: null,
}

/** A JARM as it was opened and verified, or as far as it can be read by itself; null where there is none. */
function jarmOf(message: AuthorizationResponse, context: JudgingContext): Artefacts['jarm'] | null {
  const text = param(message.params, 'response')
  if (!text) return null
  const stored = message.jwts.find(({ name }) => name === 'response')
  const decryption = stored?.decryption ?? null
  return {
    message,
    jwt: decodeJwt(decryption?.plaintext ?? text),
    verification: stored?.verification ?? unverified,
    decryption,
    context,
  }
}

/**
 * What the rules say of an authorization response and of the JARM that it is, with what is known now.
 * What was said of its ID token stays: its hashes were compared when it came.
 */
export function judgeResponse(
  message: AuthorizationResponse,
  flow: Flow,
  context: JudgingContext,
  data: Data,
): readonly RuleResult[] {
  const { ruleProfile } = context
  const responseContext = responseContextOf(message, flow, data)
  const jarm = jarmOf(message, context)
  return [
    ...judge('authorization-response', { message, responseContext, context }, ruleProfile),
    ...(jarm ? [...judge('jarm', jarm, ruleProfile), ...judge('jwt', jarm, ruleProfile)] : []),
    ...message.results.filter(({ id }) => isOfIdToken(id, jarm !== null)),
  ]
}

/** What holds of any JWT is said of the outer one: of the ID token only where there is no JARM. */
export function judgeIdToken(
  artefact: Artefacts['id-token'],
  isInJarm: boolean,
): readonly RuleResult[] {
  const { ruleProfile } = artefact.context
  return [
    ...(isInJarm ? [] : judge('jwt', artefact, ruleProfile)),
    ...judge('id-token', artefact, ruleProfile),
  ]
}

const idsOf = (kind: 'id-token' | 'jwt'): ReadonlySet<string> =>
  new Set(registry[kind].map(({ id }) => id))
const idTokenRules = idsOf('id-token')
const jwtRules = idsOf('jwt')

function isOfIdToken(id: string, isInJarm: boolean): boolean {
  return idTokenRules.has(id) || (!isInJarm && jwtRules.has(id))
}
