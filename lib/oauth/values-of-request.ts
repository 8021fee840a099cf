import { isObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { isSameJson } from '@/lib/model/same-json'
import { parseJson } from '@/lib/model/strict-json'
import { noValues, type RequestValues } from './request-values'

/** Parameters that are made for each request, or that say who the client is. */
const fresh: ReadonlySet<string> = new Set([
  'state',
  'nonce',
  'code_challenge',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'request',
  'request_uri',
  'dpop_jkt',
  'iss',
  'aud',
  'exp',
  'iat',
  'nbf',
  'jti',
])

/**
 * The values with which a profile sends again what a request sent. `own` are the parameters that the profile alone
 * would send. Values that are made for each request stay fresh.
 */
export function valuesOfRequest(sent: Params, own: Params): RequestValues {
  const wanted = joined(sent).filter(([name]) => !fresh.has(name))
  const known = new Map(joined(own))
  const names = new Set(wanted.map(([name]) => name))
  const changed = wanted.filter(([name, value]) => !isSameValue(known.get(name), value))
  const gone = [...known.keys()].filter((name) => !fresh.has(name) && !names.has(name))
  return {
    ...noValues,
    params: Object.fromEntries<string | null>([
      ...changed.map(([name, value]) => [name, value] as const),
      ...gone.map((name) => [name, null] as const),
    ]),
  }
}

/** A repeated parameter, such as `resource`, is one value, as `applyValues` reads it. */
function joined(params: Params): Params {
  const groups = Map.groupBy(params, ([name]) => name)
  return [...groups].map(([name, all]) => [name, all.map(([, value]) => value).join(' ')])
}

/** JSON values are the same if they mean the same. */
function isSameValue(one: string | undefined, other: string): boolean {
  if (one === undefined || one === other) return one === other
  const [a, b] = [parseJson(one).value, parseJson(other).value]
  const isJson = [a, b].every((value) => isObject(value) || Array.isArray(value))
  return isJson && isSameJson(a, b)
}
