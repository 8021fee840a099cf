import type { OAuthMessage, Params } from '@/lib/flow/message'

/** The first value of a parameter; undefined where it is absent. */
export function firstValue(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}

/** Parameters and claims whose value is a credential. */
const secrets: ReadonlySet<string> = new Set([
  'code',
  'access_token',
  'refresh_token',
  'client_secret',
  'code_verifier',
  'password',
])

export function isSecret(name: string): boolean {
  return secrets.has(name)
}

/** An object or array as JSON; undefined for anything else. */
export function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** A token that a message carries, under the name of its parameter. */
export interface MessageToken {
  readonly name: string
  readonly text: string
}

const tokenNames: ReadonlySet<string> = new Set(['id_token', 'request', 'response'])

/** Tokens in the order in which they were sent. */
export function tokensOf(message: OAuthMessage): readonly MessageToken[] {
  return paramsOf(message)
    .filter(([name, value]) => tokenNames.has(name) && value !== '')
    .map(([name, text]) => ({ name, text }))
}

/** The parameters of a message; members of the body where it is a PAR response. */
export function paramsOf(message: OAuthMessage): Params {
  if (message.kind === 'hop') return []
  if (message.kind !== 'par-response') return message.params
  const body = parseJson(message.body)
  if (!body || Array.isArray(body)) return []
  return Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}
