import { isJsonSerialization } from '@/lib/jose/json-serialization'
import { unencodedParts } from '@/lib/jose/unencoded'
import { isObject, type JsonObject } from '@/lib/model/json'
import { authorizationOf } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { param, type Params } from '@/lib/model/params'
import { tokenKinds } from '@/lib/model/token-kinds'
import type { NamedToken, Recognition } from './recognition'

/** Parameters and members whose value is a token in any format. */
const tokenNames: ReadonlySet<string> = new Set([
  ...tokenKinds,
  'client_assertion',
  'actor_token',
  'subject_token',
  'id_token_hint',
  'logout_token',
  'software_statement',
])

/** A JWS, a JWE, or an SD-JWT with its disclosures. */
const jwtShape = /^ey[\w+/=-]+(?:\.[\w+/=-]*){2}(?:(?:\.[\w+/=-]*){2})?(?:~[\w.~-]*)?$/
const jwtInText =
  /(?<![\w-])eyJ[\w-]*(?:\.[\w-]*){2}(?:(?:\.[\w-]+){2})?(?:~[\w.-]+)*~?(?=$|[\s"'`<>,;&|)\]}\\])/g

/** Whether a text is a JWT, ignoring line breaks, or a JWS whose payload is not encoded. */
const isJwt = (text: string) =>
  jwtShape.test(text.replaceAll(/\s+/g, '')) || unencodedParts(text) !== null

/**
 * Characters of an access token, and a digit and a letter, so that a word is not one.
 *
 * @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1)
 */
const opaqueShape = /^(?=.*\d)(?=.*[a-z])(?:[\w.~+-]{20,}|[\w~+/-]{20,})=*$/i

export function tokensFound(
  tokens: readonly NamedToken[],
  from: 'token-response' | 'text' = 'text',
  issues: readonly Issue[] = [],
): Recognition | null {
  const [first, ...others] = tokens
  return first ? { kind: 'tokens', from, tokens: [first, ...others], issues } : null
}

/** A bare token, with the scheme of an Authorization header or without it. */
export function readToken(text: string): Recognition | null {
  const bare = text.replace(/[,;]$/, '')
  const { scheme, rest } = authorizationOf(bare)
  if (/^(?:bearer|dpop)$/i.test(scheme) && rest !== '' && (isJwt(rest) || !/\s/.test(rest)))
    return tokensFound([{ name: null, text: rest }])
  return isJwt(bare) || opaqueShape.test(bare) ? tokensFound([{ name: null, text: bare }]) : null
}

const assigned =
  /^(?:(?:export|set|const|let|var)\s)?["'$]?([\w.-]{1,100}?)["']?\s*([:=])\s*(\S.*)$/is

/** `id_token=eyJ…`, `"access_token": "eyJ…"`, `DPoP: eyJ…`. */
export function readAssignedToken(text: string): Recognition | null {
  const [, name, sign, rest] = assigned.exec(text) ?? []
  if (name === undefined || rest === undefined) return null
  const value = rest.replace(/[,;]$/, '').replace(/^(["'`])([^]*)\1$/, '$2')
  if (/^(?:proxy-)?authorization$/i.test(name)) {
    const { scheme, rest: credential } = authorizationOf(value)
    const isToken = /^(?:bearer|dpop)$/i.test(scheme) && credential !== ''
    return isToken ? tokensFound([{ name, text: credential.replace(/["']$/, '') }]) : null
  }
  const isNamed = tokenNames.has(name.toLowerCase()) && /^[\w.~+/=-]+$/.test(value)
  // A JARM as a parameter is an authorization response.
  if ((!isJwt(value) && !isNamed) || (name === 'response' && sign === '=')) return null
  return tokensFound([{ name, text: value }])
}

/** The tokens among parameters. */
export function tokensIn(params: Params): readonly NamedToken[] {
  return params.flatMap(([name, text]) =>
    (tokenNames.has(name) && text !== '') || isJwt(text) ? [{ name, text }] : [],
  )
}

/**
 * A JWS or JWE in the JSON serialization.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.2)
 */
export function serializationIn(json: JsonObject, text: string): Recognition | null {
  return isJsonSerialization(json) ? tokensFound([{ name: null, text }]) : null
}

/** The tokens in an object: by their names, otherwise all JWTs at any depth. */
export function tokensInJson(json: JsonObject | readonly unknown[]): Recognition | null {
  const members = Object.entries(json).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const named = tokensIn(members)
  const isResponse = tokenKinds.some((name) => param(members, name) !== undefined)
  if (isResponse) return tokensFound(named, 'token-response')
  return tokensFound(named.length > 0 ? named : nested(json, null))
}

/** The depth of a parsed text is limited. */
function nested(value: unknown, name: string | null): readonly NamedToken[] {
  if (typeof value === 'string') return isJwt(value) ? [{ name, text: value }] : []
  if (Array.isArray(value)) return value.flatMap((each) => nested(each, name))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, each]) => nested(each, key))
}

/** JWTs anywhere in a text, such as a command or a log. */
export function findTokens(text: string): Recognition | null {
  const found = new Map<string, NamedToken>()
  for (const match of text.matchAll(jwtInText)) {
    const name = nameBefore.exec(text.slice(Math.max(0, match.index - 120), match.index))?.[1]
    if (!found.has(match[0])) found.set(match[0], { name: name ?? null, text: match[0] })
  }
  return tokensFound([...found.values()], 'text', [{ code: 'text_around' }])
}

const nameBefore = /([\w-]{1,64})["']?\s{0,4}[=:]\s{0,4}["']?(?:(?:bearer|dpop)\s)?$/i

/**
 * The tokens of a recognised text, the one to look at first: those of a token response, of an authorization
 * response, or of a request.
 */
export function pastedTokens(found: Recognition): readonly NamedToken[] {
  if (found.kind === 'tokens') return found.tokens
  if (found.kind === 'response') return [...tokensIn(found.params), ...closedJarm(found.params)]
  return found.kind === 'authorize-url' ? tokensIn(found.params) : []
}

/** A JARM that is not a JWT is shown for its faults. */
function closedJarm(params: Params): readonly NamedToken[] {
  const text = param(params, 'response')
  return text === undefined || isJwt(text) ? [] : [{ name: 'response', text }]
}
