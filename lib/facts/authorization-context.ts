import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts, FreshParameter, StepUp } from '@/lib/flow/model/flow-facts'
import type { AuthorizationRequest } from '@/lib/flow/model/message'
import { codeKey, valueHash } from '@/lib/flow/match/value-hash'
import { param } from '@/lib/model/params'
import type { Data } from '@/lib/storage/data'
import { presentFacts, profileOf } from '@/lib/storage/select'
import { effectiveRequestOf, type EffectiveRequest } from './effective-request'
import { challengeBefore } from './step-up'

/** Facts about an authorization request from its flow, the other flows and the profiles. */
export interface AuthorizationContext {
  /** Null if a part of the request was not observed. */
  readonly effective: EffectiveRequest | null
  /** Whether the client can authenticate. Null means "not known". */
  readonly isConfidential: boolean | null
  /** Parameters whose value an earlier, different request of the same client had. */
  readonly reused: ReadonlySet<FreshParameter>
  /** Other issuers to which an earlier flow sent the same redirect_uri. */
  readonly otherIssuers: readonly string[]
  /** The challenge of a resource that the request reacts to; null if there was none. */
  readonly challenge: StepUp | null
}

/** The context of a request of which nothing else is known. */
export const emptyAuthorizationContext: AuthorizationContext = {
  effective: null,
  isConfidential: null,
  reused: new Set(),
  otherIssuers: [],
  challenge: null,
}

/** The context of an authorization request in its flow. */
export function authorizationContextOf(
  message: AuthorizationRequest,
  flow: Flow,
  data: Data,
): AuthorizationContext {
  const effective = effectiveRequestOf(message, flow, flow.ruleProfile)
  const earlier = effective ? earlierThan(flow, data) : []
  return {
    effective,
    isConfidential: isConfidential(flow, data),
    reused: effective ? reusedIn(effective, message, flow, earlier) : new Set(),
    otherIssuers: effective ? issuersWith(effective, flow, earlier) : [],
    challenge: challengeBefore(flow, data),
  }
}

interface EarlierFlow {
  readonly clientId: string | null
  readonly issuer: string | null
  readonly facts: FlowFacts
}

/** The flows that sent a request before this flow was created. */
function earlierThan({ id, createdAt }: Flow, data: Data): readonly EarlierFlow[] {
  const rows = new Map(data.flows.map((row) => [row.id, row]))
  return presentFacts(data).flatMap((facts): EarlierFlow[] => {
    const row = rows.get(facts.id)
    const isEarlier = facts.id !== id && facts.createdAt < createdAt
    return row && isEarlier && !facts.marks.includes('pushed')
      ? [{ clientId: row.clientId, issuer: row.issuer, facts }]
      : []
  })
}

/** A user may send the same request again, with the back button or from the history. */
function reusedIn(
  { params }: EffectiveRequest,
  { method, url }: AuthorizationRequest,
  { clientId }: Flow,
  earlier: readonly EarlierFlow[],
): ReadonlySet<FreshParameter> {
  const page = valueHash('page', method, url)
  const others = earlier.filter(
    (other) =>
      clientId !== null && other.clientId === clientId && !other.facts.values.includes(page),
  )
  const names: readonly FreshParameter[] = ['state', 'nonce', 'code_challenge']
  return new Set(
    names.filter((name) => {
      const value = param(params, name)
      return value && others.some(({ facts }) => facts.fresh?.[name]?.includes(codeKey(value)))
    }),
  )
}

function issuersWith(
  { params }: EffectiveRequest,
  { issuer }: Flow,
  earlier: readonly EarlierFlow[],
): readonly string[] {
  const redirectUri = param(params, 'redirect_uri')
  if (!redirectUri || issuer === null) return []
  const others = earlier
    .filter(({ facts }) => facts.requestedUri === redirectUri)
    .flatMap((other) => other.issuer ?? [])
  return [...new Set(others)].filter((other) => other !== issuer)
}

/** Whether the client of a flow is confidential, by its profile; null for a client without one. */
function isConfidential({ profileId }: Flow, data: Data): boolean | null {
  const method = profileOf(data, profileId)?.clientAuth.method
  return method === undefined ? null : method !== 'none'
}
