import { readJsonText } from './authorize-params'
import { headerFault } from './call-headers'
import { fillProfile } from './fill-profile'
import type { Issue } from '@/lib/model/issue'
import { notInHeader } from '@/lib/model/http-text'
import type { DiscoverySource, ExtraParams, ProfileDraft, ProfileField } from './profile'
import { isReachable, parseUrl } from '@/lib/model/url'
import { undefinedVariables } from './variables'
import { readWellKnown } from './well-known-form'

/** Problems with a profile; empty if it can be saved. */
export function checkDraft(draft: ProfileDraft): readonly Issue[] {
  return [
    ...checkIssuer(draft.issuer),
    ...(draft.clientId === '' ? [{ code: 'client_id_missing', field: 'clientId' }] : []),
    ...draft.redirectUris.flatMap((uri) => checkRedirectUri(uri)),
    ...checkDiscovery(draft.discovery),
    ...jsonTexts.flatMap(([field, shape, read]) => {
      const text = readJsonText(read(draft), shape, field)
      return 'issue' in text ? [text.issue] : []
    }),
    ...checkLifetime(draft.clientAuth.lifetime, 'clientAuth.lifetime', 'lifetime_range'),
    ...(draft.codeLifetime === null
      ? []
      : checkLifetime(draft.codeLifetime, 'codeLifetime', 'code_lifetime_range')),
    ...checkNames(draft.authorizationParams, 'authorizationParams'),
    ...checkNames(draft.tokenParams, 'tokenParams'),
    ...checkNames(draft.variables, 'variables'),
    ...checkHeaders(draft),
    ...checkVariables(draft),
    ...draft.resourceServers.flatMap((url) => checkReachable(url, 'resourceServers')),
  ]
}

/** Fields that contain JSON as typed, with the required type. */
const jsonTexts: readonly (readonly [
  ProfileField,
  'object' | 'array',
  (draft: ProfileDraft) => string,
])[] = [
  ['claims', 'object', ({ claims }) => claims],
  ['authorizationDetails', 'array', (draft) => draft.authorizationDetails],
  ['clientAuth.extraClaims', 'object', ({ clientAuth }) => clientAuth.extraClaims],
  ['clientAuth.extraHeader', 'object', ({ clientAuth }) => clientAuth.extraHeader],
]

const discoveries: {
  readonly [K in DiscoverySource['kind']]: (
    source: Extract<DiscoverySource, { kind: K }>,
  ) => readonly Issue[]
} = {
  derived: () => [],
  url: ({ url }) => checkReachable(url, 'discovery'),
  document: ({ text }) => {
    if (text.trim() === '') return [{ code: 'metadata_text_missing', field: 'discovery' }]
    const read = readJsonText(text, 'object', 'discovery')
    return 'issue' in read ? [read.issue] : []
  },
}

function checkDiscovery(source: DiscoverySource): readonly Issue[] {
  return (discoveries[source.kind] as (source: DiscoverySource) => readonly Issue[])(source)
}

function checkReachable(text: string, field: ProfileField): readonly Issue[] {
  const url = parseUrl(text)
  if (!url) return [{ code: 'url_not_absolute', field, seen: text }]
  return isReachable(url) ? [] : [{ code: 'url_not_https', field, seen: text }]
}

/** Allowed lifetime of a client assertion or a code, in seconds. */
const lifetimes = { minSeconds: 1, maxSeconds: 3600 } as const

function checkLifetime(lifetime: number, field: ProfileField, code: string): readonly Issue[] {
  const { minSeconds, maxSeconds } = lifetimes
  if (Number.isInteger(lifetime) && lifetime >= minSeconds && lifetime <= maxSeconds) return []
  return [
    {
      code,
      field,
      seen: String(lifetime),
      expected: `${minSeconds}–${maxSeconds}`,
    },
  ]
}

function checkNames(params: ExtraParams, field: ProfileField): readonly Issue[] {
  return params
    .filter(([name]) => name === '')
    .map(([, value]) => ({ code: 'param_name_missing', field, seen: value }))
}

/** Headers that cannot be sent. */
function checkHeaders({ headers }: ProfileDraft): readonly Issue[] {
  return headers.flatMap(({ name, value }) => {
    const code = headerFault(name)
    if (code !== null) return [{ code, field: 'headers', seen: name || value }]
    const wrong = notInHeader(value)
    return wrong === null
      ? []
      : [{ code: 'header_malformed', field: 'headers', seen: `${name}: ${wrong}` }]
  })
}

/** Variables that nothing defines, in everything that a profile sends. */
function checkVariables(draft: ProfileDraft): readonly Issue[] {
  const names = draft.variables.map(([name]) => name)
  const filled = fillProfile(draft, {
    now: 0,
    values: new Map(names.map((name) => [name, '0'])),
    uuid: () => '',
  })
  return [
    ...('issues' in filled ? filled.issues : []),
    ...draft.headers.flatMap(({ value }) =>
      undefinedVariables(value, names).map((seen) => ({
        code: 'variable_unknown',
        field: 'headers',
        seen,
      })),
    ),
  ]
}

/** The parameters that Parley itself adds to a request to each endpoint. */
const ownParams: Readonly<Record<'authorizationParams' | 'tokenParams', readonly string[]>> = {
  authorizationParams: [
    'response_type',
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'response_mode',
    'claims',
    'authorization_details',
    'dpop_jkt',
    'request',
    'request_uri',
    'client_assertion',
    'client_assertion_type',
  ],
  tokenParams: [
    'grant_type',
    'code',
    'redirect_uri',
    'code_verifier',
    'refresh_token',
    'client_id',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
  ],
}

/** Extra parameters that replace one of Parley's own. Not an error: a tester may send wrong values on purpose. */
export function replacedParams(
  draft: ProfileDraft,
  field: keyof typeof ownParams,
): readonly string[] {
  const names = draft[field].map(([name]) => name.trim())
  return [...new Set(names)].filter((name) => ownParams[field].includes(name))
}

/**
 * An issuer is an https URL without query and fragment. http is accepted only on loopback hosts.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 */
export function checkIssuer(issuer: string): readonly Issue[] {
  const field = 'issuer'
  if (issuer === '') return [{ code: 'issuer_missing', field }]
  const url = parseUrl(issuer)
  if (!url) return [{ code: 'issuer_not_url', field, seen: issuer }]
  if (!isReachable(url)) return [{ code: 'url_not_https', field, seen: `${url.protocol}//` }]
  if (url.search || url.hash || issuer.includes('?') || issuer.includes('#'))
    return [{ code: 'issuer_query', field, seen: issuer }]
  return []
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2) */
function checkRedirectUri(uri: string): readonly Issue[] {
  const field = 'redirectUris'
  const url = parseUrl(uri)
  if (!url) return [{ code: 'redirect_uri_not_absolute', field, seen: uri }]
  if (uri.includes('#')) return [{ code: 'redirect_uri_fragment', field, seen: uri }]
  if (url.protocol === 'http:' && !isReachable(url))
    return [{ code: 'url_not_https', field, seen: uri }]
  return []
}

/**
 * The draft without surrounding white space in its values and without empty redirect_uris. A pasted metadata
 * URL becomes its issuer.
 */
export function trimDraft(draft: ProfileDraft): ProfileDraft {
  const issuer = issuerOf(draft.issuer)
  return {
    ...draft,
    issuer,
    name: draft.name.trim() || (parseUrl(issuer)?.host ?? issuer),
    clientId: draft.clientId.trim(),
    redirectUris: trimAll(draft.redirectUris),
    resourceServers: trimAll(draft.resourceServers),
    scope: draft.scope.trim().replaceAll(/\s+/g, ' '),
    responseType: draft.responseType.trim().replaceAll(/\s+/g, ' '),
    responseMode: draft.responseMode.trim(),
    discovery: trimDiscovery(draft.discovery),
    authorizationParams: trimParams(draft.authorizationParams),
    tokenParams: trimParams(draft.tokenParams),
    variables: trimParams(draft.variables),
    headers: draft.headers
      .map((row) => ({ ...row, name: row.name.trim(), value: row.value.trim() }))
      .filter(({ name, value }) => name !== '' || value !== ''),
  }
}

const trimAll = (texts: readonly string[]) =>
  texts.map((text) => text.trim()).filter((text) => text !== '')

/** Values are not trimmed, because a tester may want a space. */
const trimParams = (params: ExtraParams): ExtraParams =>
  params
    .map(([name, value]) => [name.trim(), value] as const)
    .filter(([name, value]) => name !== '' || value !== '')

/** An empty URL means the well-known URLs of the issuer. */
function trimDiscovery(source: DiscoverySource): DiscoverySource {
  if (source.kind !== 'url') return source
  const url = source.url.trim()
  return url === '' ? { kind: 'derived' } : { kind: 'url', url }
}

/** The issuer as typed, or the issuer of a metadata URL. */
export function issuerOf(typed: string): string {
  const text = typed.trim()
  return readWellKnown(text)?.issuer ?? text
}
