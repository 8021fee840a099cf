import {
  type Found,
  fieldOf,
  postmanFields,
  type PostmanField,
  type PostmanFieldName,
} from './postman-fields'
import { leave, type Left, type LeftCode, type Taken } from './import-report'
import { findKeys } from './postman-keys'
import { serverOf, type PostmanServer } from './postman-server'
import { clientDefaults, emptyDraft } from '@/lib/oauth/profile-defaults'
import type { PostmanFile, PostmanVariable } from './postman-file'
import { kindOf } from './postman-kind'
import { addedTo, type ImportedProfile, type KeyText } from './profile-import'
import { type ClientAuthMethod, firstOf } from '@/lib/model/client-auth-methods'

/** The maximum passes of variable substitution, characters of a value, and entries of a report. */
const limits = { passes: 5, length: 100_000, left: 200 } as const

type Extra = 'authorizationParams' | 'tokenParams'
interface Entry extends PostmanVariable {
  /** The extra parameters for a name without its own field; null skips it. */
  readonly extra: Extra | null
}

/** The profile in an environment or a collection, and the names that were imported or skipped. */
export function readPostman(file: PostmanFile): ImportedProfile {
  const resolve = resolver(file.variables)
  const keys = findKeys([
    ...file.variables.map(({ name, value }) => ({ name, text: value })),
    ...file.scripts.map((text) => ({ name: 'script', text })),
  ])
  const isKey = new Set(keys.map(({ name }) => name))
  const entries = entriesOf(file, resolve).filter(({ name }) => !isKey.has(name))
  const gathered = gather(entries, resolve)
  const { found } = gathered
  const authorizationNames = new Set(
    entries.flatMap(({ name, extra }) => (extra === 'authorizationParams' ? [name] : [])),
  )
  const kind = kindOf(file, found, authorizationNames)
  const urls = file.requests.map(({ name, url }) => ({ name, value: resolve(url).trim() }))
  const server = serverOf(found, urls)
  const isUsed = (field: PostmanFieldName) =>
    !server.unused.has(field) && (keys.length > 0 || postmanFields[field].to !== 'signingKey')
  const named = [...found].flatMap(([field, { name }]) =>
    isUsed(field) ? [{ name, field: postmanFields[field].to ?? field }] : [],
  )
  const orNull = (field: PostmanFieldName) => found.get(field)?.value ?? null
  const draft = draftOf(file.name, gathered, server, methodOf(found, keys), kind)
  const taken = [...named, ...server.taken, ...gathered.taken]
  return {
    draft,
    dataProvider: orNull('dataProvider'),
    clientSecret: orNull('clientSecret'),
    keys: keys.map((key) => ({ ...key, kid: orNull('kid'), alg: orNull('alg') })),
    requestUri: orNull('requestUri'),
    taken,
    added: addedTo(draft, new Set(taken.map(({ field }) => field)), kind.ruleProfile !== 'oauth2'),
    left: [...server.left, ...distinct(gathered.left, named)].slice(0, limits.left),
  }
}

interface Gathered {
  readonly found: Found
  readonly extras: Readonly<Record<Extra, [string, string][]>>
  readonly taken: readonly Taken[]
  readonly left: readonly Left[]
}

/** Sorts entries into known fields, extra parameters and skipped names. */
function gather(entries: readonly Entry[], resolve: (text: string) => string): Gathered {
  const found = new Map<PostmanFieldName, { name: string; value: string }>()
  const extras: Record<Extra, [string, string][]> = { authorizationParams: [], tokenParams: [] }
  const taken: Taken[] = []
  const left: Left[] = []
  for (const { name, value: raw, enabled, extra } of entries) {
    const value = resolve(raw).trim()
    const field = fieldFor(name, extra)
    const code = reasonToLeave(enabled, value, field, field && found.get(field)?.value, extra)
    if (code === 'same') continue
    if (code) left.push(leave(name, code))
    else if (field) found.set(field, { name, value })
    else if (extra && !extras[extra].some(([known]) => known === name)) {
      extras[extra].push([name, value])
      taken.push({ name, field: extra })
    }
  }
  const provider = found.get('providerCode')
  if (provider) extras.tokenParams.push(['provider_code', provider.value])
  return { found, extras, taken, left }
}

/** A data provider that is a request parameter is sent unchanged. */
function fieldFor(name: string, extra: Extra | null): PostmanFieldName | null {
  const field = fieldOf(name)?.field ?? null
  return extra && field === 'dataProvider' ? null : field
}

/** Replaces variable names in double braces with their values. */
function resolver(variables: readonly PostmanVariable[]): (text: string) => string {
  const values = new Map(
    variables.filter(({ enabled }) => enabled).map(({ name, value }) => [name.trim(), value]),
  )
  return (text) => {
    let resolved = text.slice(0, limits.length)
    for (let pass = 0; pass < limits.passes && resolved.includes('{{'); pass += 1) {
      let room = limits.length - resolved.length
      resolved = resolved.replaceAll(/\{\{([^{}]{1,200})\}\}/g, (whole, name: string) => {
        const value = values.get(name.trim())
        if (value === undefined || value.length > room) return whole
        room -= value.length
        return value
      })
    }
    return resolved
  }
}

/**
 * Parameters of requests first, then variables with unambiguous names, then the other variables.
 */
function entriesOf(file: PostmanFile, resolve: (text: string) => string): readonly Entry[] {
  const variables = file.variables.map((entry) => ({ ...entry, extra: null }))
  const isExact = ({ name }: PostmanVariable) => fieldOf(name)?.exact === true
  return [
    ...file.requests.flatMap(({ params }) => {
      const extra = extraOf(params, resolve)
      return extra ? params.map((param) => ({ ...param, extra })) : []
    }),
    ...variables.filter(isExact),
    ...variables.filter((entry) => !isExact(entry)),
  ]
}

/** Whether it is an authorization request or a token request; null for any other request. */
function extraOf(
  params: readonly PostmanVariable[],
  resolve: (text: string) => string,
): Extra | null {
  const has = (name: string) => params.some((param) => param.name === name)
  const grant = params.find(({ name }) => name === 'grant_type')
  if (grant)
    return ['authorization_code', 'refresh_token'].includes(resolve(grant.value))
      ? 'tokenParams'
      : null
  const asks = ['response_type', 'redirect_uri', 'request', 'request_uri'].some(has)
  return has('client_id') && asks ? 'authorizationParams' : null
}

function reasonToLeave(
  enabled: boolean,
  value: string,
  field: PostmanFieldName | null,
  before: string | null | undefined,
  extra: Extra | null,
): LeftCode | 'same' | null {
  if (!enabled) return 'disabled'
  const row: PostmanField | null = field && postmanFields[field]
  if (row?.left) return row.left
  if (!row && !extra) return 'unknown'
  if (value === '') return 'empty'
  if (value.includes('{{')) return 'unresolved'
  return before === undefined || before === null ? null : before === value ? 'same' : 'several'
}

const textOf = (found: Found, field: PostmanFieldName) => found.get(field)?.value ?? ''

/**
 * A client secret selects basic authentication, unless the file has a key: a new profile signs by
 * default.
 */
function methodOf(found: Found, keys: readonly KeyText[]): ClientAuthMethod {
  const isInBody = /body|post/i.test(textOf(found, 'clientAuthentication'))
  return found.has('clientSecret') && keys.length === 0
    ? isInBody
      ? 'client_secret_post'
      : firstOf('secret')
    : emptyDraft.clientAuth.method
}

function draftOf(
  name: string,
  { found, extras }: Gathered,
  { issuer, discovery }: PostmanServer,
  method: ClientAuthMethod,
  kind: ReturnType<typeof kindOf>,
): ImportedProfile['draft'] {
  const redirectUri = textOf(found, 'redirectUri')
  return {
    ...emptyDraft,
    ...clientDefaults[kind.ruleProfile],
    ...kind,
    ...extras,
    name,
    issuer,
    discovery,
    clientId: textOf(found, 'clientId'),
    redirectUris: redirectUri === '' ? [] : [redirectUri],
    scope: textOf(found, 'scope') || clientDefaults[kind.ruleProfile].scope,
    responseType: textOf(found, 'responseType') || emptyDraft.responseType,
    responseMode: textOf(found, 'responseMode'),
    claims: textOf(found, 'claims'),
    authorizationDetails: textOf(found, 'authorizationDetails'),
    clientAuth: { ...emptyDraft.clientAuth, method },
  }
}

/** Each name once, without names that were imported after all. */
function distinct(left: readonly Left[], taken: readonly Taken[]): readonly Left[] {
  const names = new Set(taken.map(({ name }) => name))
  return left.filter(({ name }) => {
    if (names.has(name)) return false
    names.add(name)
    return true
  })
}
