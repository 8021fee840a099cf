import type { JwtValues, RequestValues } from '@/lib/oauth/request-values'

/** A text to send, null to leave the value out, undefined for what the profile sends. */
export type Edited = string | null | undefined

export function withParam(values: RequestValues, name: string, value: Edited): RequestValues {
  return { ...values, params: changed(values.params, name, value) }
}

export function withHeader(values: RequestValues, name: string, value: Edited): RequestValues {
  return { ...values, headers: changed(values.headers, name, value) }
}

export function withVerifier(values: RequestValues, value: Edited): RequestValues {
  const { codeVerifier: _, ...rest } = values
  return value ? { ...rest, codeVerifier: value } : rest
}

export function withJwt<M extends keyof JwtValues>(
  values: RequestValues,
  jwt: 'assertion' | 'requestObject',
  member: M,
  value: JwtValues[M] | undefined,
): RequestValues {
  return { ...values, [jwt]: changed(values[jwt], member, value) }
}

function changed<T extends object>(group: T, name: string, value: unknown): T {
  const rest = Object.entries(group).filter(([each]) => each !== name)
  return Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]) as T
}

/** The methods of PKCE, and none. @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.3) */
export type Challenge = 'S256' | 'plain' | 'none'

export function challengeOf({ params }: RequestValues): Challenge {
  if (params['code_challenge_method'] === null) return 'none'
  return params['code_challenge_method'] === 'plain' ? 'plain' : 'S256'
}

export function withChallenge(values: RequestValues, challenge: Challenge): RequestValues {
  const method = { S256: undefined, plain: 'plain', none: null }[challenge]
  const next = withParam(values, 'code_challenge_method', method)
  return withParam(next, 'code_challenge', challenge === 'none' ? null : undefined)
}
