import type { EffectiveRequest } from '@/lib/facts/effective-request'
import { jsonObjectOf, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Artefacts } from './artefacts'
import { authorizationParameters, parameterTypes } from './authorization-parameters'
import { binds } from './bodies'
import { finding } from './builders'
import { scopesOf } from './grant-reading'
import { given, isParUri } from './reading'
import { notObserved, type CheckResult } from './rule'

export type RequestArtefact = Artefacts['authorization-request']

type Check = (artefact: RequestArtefact) => CheckResult

type Judge = (effective: EffectiveRequest, artefact: RequestArtefact) => CheckResult

/** Judges the parameters that the server uses. Does not apply to an endpoint that was opened without any. */
export function onAnyRequest(judge: Judge): Check {
  return (artefact) => {
    const { effective } = artefact.authorizationContext
    if (artefact.message.params.length === 0) return undefined
    return effective ? judge(effective, artefact) : notObserved
  }
}

/** Judges the parameters that the server uses, if there are others than `client_id`. */
export function onRequest(judge: Judge): Check {
  return onAnyRequest((effective, artefact) => {
    const isRequest = effective.params.some(
      ([name, value]) => name !== 'client_id' && value !== '' && authorizationParameters.has(name),
    )
    return isRequest ? judge(effective, artefact) : undefined
  })
}

/** Judges a parameter that the server uses, if it is sent. Its JSON type is judged in the request object. */
export function onParameter(
  name: string,
  judge: (value: string, effective: EffectiveRequest, artefact: RequestArtefact) => CheckResult,
): Check {
  return onRequest((effective, artefact) => {
    const value = given(effective.params, name)
    const isJudged = value !== undefined && !isMistyped(effective, name)
    return isJudged ? judge(value, effective, artefact) : undefined
  })
}

function isMistyped({ object }: EffectiveRequest, name: string): boolean {
  const value = object?.[name]
  const type = parameterTypes.find(([known]) => known === name)?.[1]
  return value !== undefined && type !== undefined && jsonTypeOf(value) !== type
}

/** The parameters of a push that `par-params-complete` judges. */
const completeness: ReadonlySet<string> = new Set([
  'response_type',
  'redirect_uri',
  'code_challenge',
  'code_challenge_method',
])

/** Whether a missing or wrong parameter is a failure of the push already. */
export function isJudgedAtPush(
  name: string,
  { isPushed }: EffectiveRequest,
  ruleProfile: RuleProfile,
): boolean {
  return isPushed && completeness.has(name) && binds(ruleProfile, 'FAPI2')
}

/** Judges whether a parameter is sent. What a push has to contain is judged where it is pushed. */
export function missingUnless(
  name: string,
  effective: EffectiveRequest,
  ruleProfile: RuleProfile,
  code = 'missing',
): CheckResult {
  const { params, object, isPushed } = effective
  if (given(params, name) !== undefined) return []
  const isInObject = isPushed && object !== null && binds(ruleProfile, 'FAPI1A', 'FAPI2MS', 'OFM')
  return isInObject || isJudgedAtPush(name, effective, ruleProfile) ? undefined : [finding(code)]
}

/** The values of a `response_type`, which are a set. */
export function responseTypesOf(params: EffectiveRequest['params']): ReadonlySet<string> {
  return new Set(scopesOf(given(params, 'response_type') ?? ''))
}

/** Whether a request is an authentication request of OpenID Connect. */
export function asksForOpenId({ params }: Pick<EffectiveRequest, 'params'>): boolean {
  return scopesOf(given(params, 'scope') ?? '').includes('openid')
}

/** The requested claims; null if they are not requested or not a JSON object. */
export function claimsOf({ params }: EffectiveRequest): JsonObject | null {
  return jsonObjectOf(given(params, 'claims') ?? '')
}

/** Whether PKCE or a `nonce` binds the response to the browser that sent the request. */
export function isBound({ params }: EffectiveRequest): boolean {
  return ['code_challenge', 'nonce'].some((name) => given(params, name) !== undefined)
}

/** Whether the `request_uri` stands for a pushed request, as far as that is known. */
export function isPushedRequest({
  message,
  stored,
  authorizationContext: { effective },
}: RequestArtefact): boolean {
  const requestUri = given(message.params, 'request_uri')
  if (requestUri === undefined) return false
  return stored !== null || isParUri(requestUri) || effective?.isPushed === true
}
