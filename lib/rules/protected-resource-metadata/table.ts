import { isAlgNone } from '@/lib/jose/algorithms'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import { isSameJson } from '@/lib/model/same-json'
import { isReachable, parseUrl } from '@/lib/model/url'
import { hostIn } from '@/lib/oauth/foreign-hosts'
import type { Finding } from '@/lib/model/rule-result'
import { binds } from '../bodies'
import { finding } from '../builders'
import { wrongMediaType, wrongTypes } from '../pasted-reading'
import { defineRule, notObserved } from '../rule'
import type { Artefacts } from '../artefacts'

const on = 'protected-resource-metadata'
const wellKnown = '/.well-known/oauth-protected-resource'

type Input = Artefacts[typeof on]

/** The resource that the URL of the document was built from; null if the URL is not known. */
function resourceBehind({ document: { request } }: Input): string | null {
  const url = parseUrl(request?.url ?? '')
  if (!url?.pathname.startsWith(wellKnown)) return null
  return `${url.origin}${url.pathname.slice(wellKnown.length)}${url.search}`
}

const strings =
  'resource jwks_uri resource_name resource_documentation resource_policy_uri resource_tos_uri signed_metadata'
const arrays =
  'authorization_servers scopes_supported bearer_methods_supported resource_signing_alg_values_supported authorization_details_types_supported dpop_signing_alg_values_supported'
const booleans = 'tls_client_certificate_bound_access_tokens dpop_bound_access_tokens_required'

const ofType = (names: string, type: string) =>
  names.split(' ').map((name) => [name, type] as const)
const types: Readonly<Record<string, string>> = Object.fromEntries([
  ...ofType(strings, 'string'),
  ...ofType(arrays, 'array'),
  ...ofType(booleans, 'boolean'),
])

const bearerMethods: ReadonlySet<string> = new Set(['header', 'body', 'query'])

/** An origin is the same URL with and without a slash. */
function isSameUrl(resource: string, expected: string): boolean {
  const isOrigin = !parseUrl(expected)?.pathname.slice(1)
  return resource === expected || (isOrigin && resource === `${expected}/`)
}

function isSameHost(resource: string, expected: string): boolean {
  const host = hostIn(resource)
  return host !== null && host === hostIn(expected)
}

/** An empty list of bearer methods means that none is supported. */
function emptyIn(json: JsonObject): readonly Finding[] {
  return Object.entries(json).flatMap(([name, value]) =>
    Array.isArray(value) && value.length === 0 && name !== 'bearer_methods_supported'
      ? [finding('empty', `${name}: []`)]
      : [],
  )
}

export const table = [
  /** @see [RFC 9728](https://www.rfc-editor.org/rfc/rfc9728.html#section-3.3) */
  defineRule({
    id: 'prm-resource-match',
    on,
    about: 'resource',
    refs: ['RFC9728-3.3'],
    check(input) {
      const { json, status } = input.document.message
      if (!json) return status === 200 ? [finding('missing')] : undefined
      const resource = textIn(json, 'resource')
      if (resource === '' || json['resource'] === undefined) return [finding('missing')]
      // `prm-members` reports another type.
      if (resource === null) return undefined
      const expected = resourceBehind(input)
      if (expected === null) return notObserved
      if (isSameUrl(resource, expected)) return []
      // A challenge may name this document for each resource of the host: then the URL of the request decides.
      return isSameHost(resource, expected) ? notObserved : [finding('differs', resource, expected)]
    },
  }),
  /** @see [RFC 9728](https://www.rfc-editor.org/rfc/rfc9728.html#section-3.2) */
  defineRule({
    id: 'prm-members',
    on,
    about: 'metadata',
    refs: ['RFC9728-2', 'RFC9728-3.2'],
    check({ document: { message } }) {
      const { status, json } = message
      if (status !== null && status !== 200) return [finding('status', String(status), '200')]
      if (!json) return undefined
      const methods = textsIn(json, 'bearer_methods_supported') ?? []
      return [
        ...wrongMediaType(message, ['application/json']),
        ...wrongTypes(json, types),
        ...emptyIn(json),
        ...methods
          .filter((method) => !bearerMethods.has(method))
          .map((method) => finding('unknown', method)),
      ]
    },
  }),
  /** @see [RFC 9728](https://www.rfc-editor.org/rfc/rfc9728.html#section-4) */
  defineRule({
    id: 'prm-authorization-servers',
    on,
    about: 'authorization_servers',
    refs: ['RFC9728-2', 'RFC9728-4', 'RFC9728-7.6'],
    check({ document: { message }, context: { issuer, metadata } }) {
      const servers = textsIn(message.json, 'authorization_servers')
      if (!servers) return undefined
      const wrong = servers.filter((server) => !isIssuer(server))
      const listed = textsIn(metadata, 'protected_resources')
      const resource = textIn(message.json, 'resource')
      const isOfServer = issuer !== null && servers.includes(issuer)
      return [
        ...wrong.map((server) => finding('form', server)),
        ...(isOfServer && listed && resource && !listed.includes(resource)
          ? [finding('unlisted', resource)]
          : []),
      ]
    },
  }),
  defineRule({
    id: 'prm-binding',
    on,
    about: 'metadata',
    refs: ['RFC9728-2', 'FAPI2-SP-5.3.4'],
    check({ document: { message }, context }) {
      const { json } = message
      if (
        !json ||
        ![
          ...booleans.split(' '),
          'bearer_methods_supported',
          'dpop_signing_alg_values_supported',
        ].some((name) => Object.hasOwn(json, name))
      )
        return undefined
      const isQuery = textsIn(json, 'bearer_methods_supported')?.includes('query') === true
      const isOfServer = textsIn(json, 'authorization_servers')?.includes(context.issuer ?? '')
      return [
        ...(isQuery && binds(context.ruleProfile, 'FAPI2') ? [finding('query', 'query')] : []),
        ...(isOfServer && context.metadata ? differences(json, context.metadata) : []),
      ]
    },
  }),
  /** @see [RFC 9728](https://www.rfc-editor.org/rfc/rfc9728.html#section-2.2) */
  defineRule({
    id: 'prm-signed',
    on,
    about: 'signed_metadata',
    refs: ['RFC9728-2.2', 'RFC9728-3.3'],
    check({ document: { message } }) {
      const { json } = message
      if (json?.['signed_metadata'] === undefined) return undefined
      const { kind, header, payload } = decodeJwt(textIn(json, 'signed_metadata') ?? '')
      if (kind !== 'jws' || !payload || isAlgNone(textIn(header, 'alg') ?? 'none'))
        return [finding('type', textIn(header, 'alg'), 'JWS')]
      const different = Object.keys(payload).filter(
        (name) => Object.hasOwn(json, name) && !isSameJson(json[name], payload[name]),
      )
      return [
        ...(textIn(payload, 'iss') ? [] : [finding('iss')]),
        ...different.map((name) => finding('differs', name)),
      ]
    },
  }),
] as const

/** @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2) */
function isIssuer(text: string): boolean {
  const url = parseUrl(text)
  return url !== null && isReachable(url) && !/[?#]/.test(text)
}

/** What the resource demands, and the authorization server says that it cannot do. */
function differences(json: JsonObject, metadata: JsonObject): readonly Finding[] {
  const [mtls, dpop] = booleans.split(' ') as [string, string]
  const offered = textsIn(metadata, 'dpop_signing_alg_values_supported')
  const algs = textsIn(json, 'dpop_signing_alg_values_supported')
  const isMtls = json[mtls] === true && metadata[mtls] !== true
  const isDpop = json[dpop] === true && !offered
  const isDisjoint = offered && algs && !algs.some((alg) => offered.includes(alg))
  return [
    ...(isMtls ? [finding('differs', `${mtls}: true`)] : []),
    ...(isDpop ? [finding('differs', `${dpop}: true`)] : []),
    ...(isDisjoint ? [finding('differs', algs.join(', '), offered.join(', '))] : []),
  ]
}
