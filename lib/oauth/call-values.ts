import { parseJson } from '@/lib/model/strict-json'
import type { Issue } from '@/lib/model/issue'
import { inPath } from '@/lib/model/url'
import type { Params } from '@/lib/model/params'
import { coversCall, usualHeaders, type CallHeader } from './call-headers'
import type { CallExpectation } from './call-outcome'
import type { PagingRule } from './paging'
import type { ExtraParams, Profile } from './profile'
import { fillText, type VariableScope } from './variables'

/** A call of a resource as the tester typed it, with variables in its texts. The token is not part of it. */
export interface CallValues {
  readonly method: string
  readonly url: string
  /** Headers that differ from those of the profile, by name; null leaves one out. */
  readonly headers: Readonly<Record<string, string | null>>
  /** Empty without a body. */
  readonly body: string
  readonly paging: PagingRule
  readonly expect: CallExpectation
}

export const callMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A call without any value. */
export const emptyCall: CallValues = {
  method: 'GET',
  url: '{{resource_base}}/',
  headers: {},
  body: '',
  paging: 'auto',
  expect: { status: '2xx', json: true },
}

/** Whether requests with this method have a body. */
export const takesBody = (method: string): boolean => ['POST', 'PUT', 'PATCH'].includes(method)

/** One header of a call. */
export interface CallHeaderRow {
  readonly name: string
  /** What the profile or Parley sends, as typed; null if the tester added the header. */
  readonly own: string | null
  /** Null if it is left out. */
  readonly value: string | null
}

type HeaderSource = Pick<Profile, 'headers'>

/** The headers of a call: those of the profile, the usual ones, and those that the tester added. */
export function callHeaderRows(
  { headers }: HeaderSource,
  values: Pick<CallValues, 'method' | 'headers' | 'body'>,
): readonly CallHeaderRow[] {
  const { method, body } = values
  const call = { endpoint: 'resource', method } as const
  const rows: readonly CallHeader[] = headers.length > 0 ? headers : usualHeaders
  const own = rows.filter(({ on }) => coversCall(on, call))
  const usual = [
    ['accept', 'application/json'],
    ...(takesBody(method) && body !== '' ? [['content-type', 'application/json'] as const] : []),
  ] as const
  const names = new Set(own.map(({ name }) => name.toLowerCase()))
  const all: Params = [
    ...own.map(({ name, value }) => [name, value] as const),
    ...usual.filter(([name]) => !names.has(name)),
  ]
  const changed = new Map(
    Object.entries(values.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const known = new Set(all.map(([name]) => name.toLowerCase()))
  return [
    ...all.map(([name, value]) => {
      const typed = changed.get(name.toLowerCase())
      return { name, own: value, value: typed === undefined ? value : typed }
    }),
    ...Object.entries(values.headers)
      .filter(([name]) => !known.has(name.toLowerCase()))
      .map(([name, value]) => ({ name, own: null, value })),
  ]
}

/** The header whose value makes a repeated call the same one. @see [UK Open Banking](https://openbankinguk.github.io/read-write-api-site3/v4.0/profiles/read-write-data-api-profile.html) */
export const idempotencyHeader = 'x-idempotency-key'

/** The values with another text in one header; undefined is what the profile sends. */
export function withCallHeader(
  values: CallValues,
  name: string,
  value: string | null | undefined,
): CallValues {
  const rest = Object.entries(values.headers).filter(
    ([each]) => each.toLowerCase() !== name.toLowerCase(),
  )
  return {
    ...values,
    headers: Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]),
  }
}

/**
 * The variables of a call: those of the profile and of the flow whose token is used, `client_id`, and
 * `resource_base`, which is the first resource server of the profile unless it is given.
 */
export function callScope(
  profile: Pick<Profile, 'clientId' | 'variables' | 'resourceServers'>,
  clock: Pick<VariableScope, 'now' | 'uuid'>,
  flowValues: ExtraParams = [],
): VariableScope {
  const server = profile.resourceServers[0]?.replace(/\/$/, '')
  return {
    ...clock,
    values: new Map([
      ['client_id', profile.clientId],
      ...(server === undefined ? [] : [['resource_base', server] as const]),
      ...profile.variables,
      ...flowValues,
    ]),
  }
}

/** A call that is ready to be sent, and the variables without a value. */
export interface FilledCall {
  readonly method: string
  readonly url: string
  readonly headers: Params
  readonly body: string
  readonly issues: readonly Issue[]
}

/** Fills the variables of a call. A value in a JSON body is escaped, so that it cannot change the structure. */
export function fillCall(
  profile: HeaderSource,
  values: CallValues,
  scope: VariableScope,
): FilledCall {
  const issues: Issue[] = []
  const take = (field: string, text: string, from: VariableScope = scope): string => {
    const { value, unknown } = fillText(text, from)
    for (const seen of unknown) issues.push({ code: 'variable_unknown', field, seen })
    return value
  }
  const { method, body } = values
  const consentId = scope.values.get('consent.id')
  const forUrl =
    consentId === undefined ? scope : withValues(scope, [['consent.id', inPath(consentId)]])
  const isJson = parseJson(body).error === null
  const escaped = [...scope.values].map(([name, value]) => [name, inJson(value)] as const)
  const forBody = isJson ? withValues(scope, escaped) : scope
  // A header of the profile without a value is not sent; one that the tester typed has to have one.
  const headers = callHeaderRows(profile, values).flatMap(({ name, own, value }): Params => {
    if (value === null || value === '') return []
    if (value === own && fillText(value, scope).unknown.length > 0) return []
    return [[name, take(`headers.${name}`, value)]]
  })
  return {
    method,
    url: take('url', values.url.trim(), forUrl),
    headers,
    body: takesBody(method) ? take('body', body, forBody) : '',
    issues,
  }
}

const inJson = (value: string) => JSON.stringify(value).slice(1, -1)

function withValues(scope: VariableScope, more: ExtraParams): VariableScope {
  return { ...scope, values: new Map([...scope.values, ...more]) }
}
