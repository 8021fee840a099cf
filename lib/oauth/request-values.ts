import type { Issue } from '@/lib/model/issue'
import type { JsonObject } from '@/lib/model/json'
import { readJsonText } from './authorize-params'
import { headerFault, type CallHeader } from './call-headers'
import { fillProfile } from './fill-profile'
import type { ExtraParams, Profile } from './profile'
import { fillJson, fillText, type VariableScope } from './variables'

/**
 * What the tester changed of a signed JWT; absent members are as in the profile. Texts may contain variables.
 */
export interface JwtValues {
  readonly aud?: string
  /** Lifetime in seconds, which may be negative; null leaves `exp` out. */
  readonly lifetime?: number | null
  /** JSON object as typed. Its members replace claims; the value null leaves a claim out. */
  readonly claims?: string
  /** The same for the header. */
  readonly header?: string
}

/**
 * The values of one authorization request that differ from its profile. A text is sent, with its variables
 * replaced; null leaves the value out; an absent one is as in the profile, or fresh.
 */
export interface RequestValues {
  /** Parameters of the authorization request by name. */
  readonly params: Readonly<Record<string, string | null>>
  readonly codeVerifier?: string
  /** Headers of the push by name. */
  readonly headers: Readonly<Record<string, string | null>>
  readonly assertion: JwtValues
  readonly requestObject: JwtValues
}

export const noValues: RequestValues = {
  params: {},
  headers: {},
  assertion: {},
  requestObject: {},
}

/** Changes of a JWT that is about to be signed, with variables replaced. Members with the value null are left out. */
export interface JwtChanges {
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Seconds; null leaves `exp` out, undefined changes nothing. */
  readonly lifetime: number | null | undefined
}

export const noJwtChanges: JwtChanges = { header: {}, claims: {}, lifetime: undefined }

/** A profile with the values of one request, ready to build it. Has no variables left. */
export interface AppliedValues {
  readonly profile: Profile
  /** Parameters that are left out. */
  readonly without: readonly string[]
  /** Null makes a fresh one. */
  readonly codeVerifier: string | null
  readonly assertion: JwtChanges
  readonly requestObject: JwtChanges
}

/** Parameters that a profile has a setting of its own for. */
const settings = {
  scope: 'scope',
  claims: 'claims',
  authorization_details: 'authorizationDetails',
  response_type: 'responseType',
  response_mode: 'responseMode',
} as const satisfies Readonly<Record<string, keyof Profile>>

/** Parameters that a request may repeat, as `resource` (RFC 8707): their values are separated by white space. */
const repeatable: ReadonlySet<string> = new Set(['resource'])

/**
 * Applies the values of a request to its profile and replaces all variables; or an issue for each variable
 * without a value, for JSON that cannot be read, and for headers that cannot be sent.
 */
export function applyValues(
  profile: Profile,
  values: RequestValues,
  scope: VariableScope,
): AppliedValues | { readonly issues: readonly Issue[] } {
  const own = new Set(Object.keys(settings))
  const entries = Object.entries(values.params)
  const changed = entries.flatMap(([name, value]) =>
    own.has(name) ? [[settings[name as keyof typeof settings], value ?? '']] : [],
  )
  const extras = entries.filter(([name]) => !own.has(name))
  const filled = fillProfile(
    {
      ...profile,
      ...(Object.fromEntries(changed) as Partial<Profile>),
      authorizationParams: withParams(
        profile.authorizationParams.filter(([name]) => !(own.has(name) && name in values.params)),
        extras,
      ),
    },
    scope,
  )
  const headers = headersOf(profile.headers, values.headers, scope)
  const verifier = fillText(values.codeVerifier ?? '', scope)
  const assertion = jwtChanges('assertion', values.assertion, scope)
  const requestObject = jwtChanges('requestObject', values.requestObject, scope)
  const issues = [
    ...('issues' in filled ? filled.issues : []),
    ...headers.issues,
    ...unknownIn('codeVerifier', verifier.unknown),
    ...assertion.issues,
    ...requestObject.issues,
  ]
  if (issues.length > 0 || 'issues' in filled) return { issues }
  return {
    profile: { ...filled, headers: headers.headers },
    without: entries.flatMap(([name, value]) => (value === null ? [name] : [])),
    codeVerifier: verifier.value || null,
    assertion: assertion.changes,
    requestObject: requestObject.changes,
  }
}

/** The extra parameters after a change; a changed one keeps its place. */
function withParams(
  known: ExtraParams,
  changes: readonly (readonly [name: string, value: string | null])[],
): ExtraParams {
  const byName = new Map(changes)
  const names = new Set(known.map(([name]) => name))
  const first = known.filter(([name], at) => known.findIndex(([each]) => each === name) === at)
  const kept = known.filter(([name]) => !byName.has(name))
  const replaced = first.flatMap(([name]): ExtraParams => {
    const value = byName.get(name)
    return value === undefined
      ? kept.filter(([each]) => each === name)
      : value === null
        ? []
        : valuesOf(name, value)
  })
  const added = changes.flatMap(([name, value]) =>
    names.has(name) || value === null ? [] : valuesOf(name, value),
  )
  return [...replaced, ...added]
}

function valuesOf(name: string, value: string): ExtraParams {
  const all = repeatable.has(name) ? value.split(/\s+/).filter(Boolean) : [value]
  return all.map((each) => [name, each] as const)
}

function headersOf(
  known: readonly CallHeader[],
  changes: RequestValues['headers'],
  scope: VariableScope,
): { readonly headers: readonly CallHeader[]; readonly issues: readonly Issue[] } {
  const entries = Object.entries(changes)
  const changed = new Set(entries.map(([name]) => name.toLowerCase()))
  const issues = entries.flatMap(([name, value]): readonly Issue[] => {
    const fault = headerFault(name)
    if (fault !== null) return [{ code: fault, field: `headers.${name}`, seen: name }]
    return unknownIn(`headers.${name}`, fillText(value ?? '', scope).unknown)
  })
  return {
    headers: [
      ...known.filter(({ name }) => !changed.has(name.toLowerCase())),
      ...entries.flatMap(([name, value]): readonly CallHeader[] =>
        value === null ? [] : [{ name, value: fillText(value, scope).value, on: 'server' }],
      ),
    ],
    issues,
  }
}

function jwtChanges(
  field: 'assertion' | 'requestObject',
  { aud, lifetime, claims = '', header = '' }: JwtValues,
  scope: VariableScope,
): { readonly changes: JwtChanges; readonly issues: readonly Issue[] } {
  const audience = fillText(aud ?? '', scope)
  const read = {
    claims: objectOf(claims, `${field}.claims`),
    header: objectOf(header, `${field}.header`),
  }
  const filled = {
    claims: fillJson(read.claims.value, scope),
    header: fillJson(read.header.value, scope),
  }
  return {
    changes: {
      header: filled.header.value as JsonObject,
      claims: {
        ...(aud === undefined ? {} : { aud: audience.value }),
        ...(filled.claims.value as JsonObject),
      },
      lifetime,
    },
    issues: [
      ...read.claims.issues,
      ...read.header.issues,
      ...unknownIn(`${field}.aud`, audience.unknown),
      ...unknownIn(`${field}.claims`, filled.claims.unknown),
      ...unknownIn(`${field}.header`, filled.header.unknown),
    ],
  }
}

function objectOf(text: string, field: string) {
  const read = readJsonText(text, 'object', field)
  if ('issue' in read) return { value: {}, issues: [read.issue] }
  return { value: read.value ?? {}, issues: [] }
}

function unknownIn(field: string, unknown: readonly string[]): readonly Issue[] {
  return unknown.map((seen) => ({ code: 'variable_unknown', field, seen }))
}

/** Changes the header and the claims of a JWT in place, before it is signed. */
export function changeJwt(
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  changes: JwtChanges,
): void {
  const { lifetime } = changes
  if (typeof lifetime === 'number') claims['exp'] = Number(claims['iat']) + lifetime
  if (lifetime === null) delete claims['exp']
  assign(header, changes.header)
  assign(claims, changes.claims)
}

function assign(target: Record<string, unknown>, members: JsonObject): void {
  for (const [name, value] of Object.entries(members))
    if (value === null) delete target[name]
    else target[name] = value
}

/** How many values differ from the profile. */
export function countValues(values: RequestValues): number {
  const { params, headers, codeVerifier, assertion, requestObject } = values
  return [params, headers, assertion, requestObject]
    .map((group) => Object.keys(group).length)
    .reduce((sum, count) => sum + count, codeVerifier === undefined ? 0 : 1)
}
