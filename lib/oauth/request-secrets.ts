import { isSecret } from '@/lib/model/credentials'
import type { RequestValues } from './request-values'

type Group = RequestValues['params']

const places = { params: 'parameter', headers: 'header' } as const

/** The names of the values that are secret, as far as their names show it. */
export function secretValues(values: RequestValues): readonly string[] {
  const namesIn = (of: keyof typeof places) =>
    Object.entries(values[of])
      .filter(([name, value]) => value !== null && isSecret(places[of], name))
      .map(([name]) => name)
  const verifier = values.codeVerifier === undefined ? [] : ['code_verifier']
  return [...namesIn('params'), ...namesIn('headers'), ...verifier]
}

/** The values without those that are secret: what is saved outlives the session. */
export function withoutSecrets(values: RequestValues): RequestValues {
  const secret = new Set(secretValues(values))
  const { codeVerifier: _, ...rest } = values
  const without = (group: Group): Group =>
    Object.fromEntries(Object.entries(group).filter(([name]) => !secret.has(name)))
  return { ...rest, params: without(values.params), headers: without(values.headers) }
}
