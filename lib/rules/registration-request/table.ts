import { decodeJwt } from '@/lib/jose/decode'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { isLoopback, parseUrl } from '@/lib/model/url'
import { binds } from '../bodies'
import { finding } from '../builders'
import { wrongMediaType } from '../pasted-reading'
import { defineRule } from '../rule'

const on = 'registration-request'

/** The UK and Australia send the request as a JWT. */
const signed = ['application/jose', 'application/jwt']

export const table = [
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.1) */
  defineRule({
    id: 'reg-method-json',
    on,
    about: 'method',
    refs: ['RFC7591-3.1', 'OBIE'],
    check({ document: { message }, context: { ruleProfile } }) {
      const { method, headers, json } = message
      if (method === null || !headers) return undefined
      const isMethod = method === 'POST' || method === 'PUT'
      const types = binds(ruleProfile, 'UK', 'CDR')
        ? ['application/json', ...signed]
        : ['application/json']
      return [
        ...(isMethod ? [] : [finding('method', method, 'POST')]),
        ...wrongMediaType(message, types),
        ...(json ? [] : [finding('not_object')]),
      ]
    },
  }),
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2) */
  defineRule({
    id: 'reg-redirect-uris',
    on,
    about: 'redirect_uris',
    refs: [
      'RFC7591-2',
      'RFC7591-5',
      'OIDC-REGISTRATION-2',
      'FAPI2-SP-5.3.2.2',
      'RFC8252-7.1',
      'RFC8252-7.3',
    ],
    check({ document: { message } }) {
      const { json } = message
      if (!json) return undefined
      const uris = textsIn(json, 'redirect_uris') ?? []
      if (uris.length > 0) return uris.flatMap(uriFinding)
      const grants = textsIn(json, 'grant_types') ?? ['authorization_code']
      const isRedirected = grants.includes('authorization_code') || grants.includes('implicit')
      // The statement may have them.
      if (!isRedirected || json['software_statement'] !== undefined) return undefined
      return [finding('missing')]
    },
  }),
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2.1) */
  defineRule({
    id: 'reg-grants-consistent',
    on,
    about: 'grant_types',
    refs: ['RFC7591-2.1', 'OIDC-REGISTRATION-2'],
    check({ document: { message }, context: { ruleProfile } }) {
      const types = textsIn(message.json, 'response_types')
      if (!types) return undefined
      const grants = new Set(textsIn(message.json, 'grant_types') ?? ['authorization_code'])
      const judged = binds(ruleProfile, ...withoutImplicit)
        ? types.filter((type) => !/\bcode\b.*\bid_token\b/.test(type))
        : types
      const parts = new Set(judged.flatMap((type) => type.split(' ')))
      const needed = [
        ...(types.some((type) => /\bcode\b/.test(type)) ? ['authorization_code'] : []),
        ...(parts.has('token') || parts.has('id_token') ? ['implicit'] : []),
      ]
      return needed
        .filter((grant) => !grants.has(grant))
        .map((grant) => finding('inconsistent', types.join(', '), grant))
    },
  }),
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.1.1) */
  defineRule({
    id: 'reg-statement',
    on,
    about: 'software_statement',
    refs: ['RFC7591-2.3', 'RFC7591-3.1.1', 'CDS', 'OBIE', 'OFB'],
    check({ document: { message } }) {
      const { json } = message
      if (!json) return undefined
      const text = textIn(json, 'software_statement')
      if (!text) return [finding('missing')]
      const { payload } = decodeJwt(text)
      return payload ? differences(json, payload) : []
    },
  }),
  /** @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-2.2) */
  defineRule({
    id: 'reg-update',
    on,
    about: 'client_id',
    refs: ['RFC7592-2.2'],
    check({ document: { message }, context: { clientId } }) {
      const { method, json } = message
      if (method !== 'PUT' || !json) return undefined
      const id = textIn(json, 'client_id')
      const isOther = clientId !== null && id !== clientId
      return [
        ...issued
          .filter((name) => Object.hasOwn(json, name))
          .map((name) => finding('forbidden', name)),
        ...(id === null || isOther ? [finding('client_id', id, clientId)] : []),
      ]
    },
  }),
] as const

/** Ecosystems whose lists of grants for `code id_token` do not have `implicit`. */
const withoutImplicit = ['UK', 'CDR'] as const

/** Members that only the server sends. */
const issued = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
] as const

function uriFinding(uri: string): readonly Finding[] {
  const url = parseUrl(uri)
  if (!url) return [finding('relative', uri)]
  if (uri.includes('#')) return [finding('fragment', uri)]
  return url.protocol === 'http:' && !isLoopback(url) ? [finding('scheme', uri)] : []
}

const jwksNames = ['software_jwks_uri', 'software_jwks_endpoint', 'jwks_uri'] as const

/** Values of the request that differ from those of the statement. */
function differences(json: JsonObject, statement: JsonObject): readonly Finding[] {
  const permitted =
    textsIn(statement, 'software_redirect_uris') ?? textsIn(statement, 'redirect_uris')
  const uris = permitted ? (textsIn(json, 'redirect_uris') ?? []) : []
  const keys = jwksNames.map((name) => textIn(statement, name)).find((uri) => uri !== null)
  const jwksUri = textIn(json, 'jwks_uri')
  const [own, other] = [textIn(json, 'software_id'), textIn(statement, 'software_id')]
  return [
    ...uris.filter((uri) => !permitted?.includes(uri)).map((uri) => finding('redirect_uri', uri)),
    ...(jwksUri !== null && keys && jwksUri !== keys ? [finding('jwks_uri', jwksUri, keys)] : []),
    ...(own !== null && other !== null && own !== other ? [finding('differs', own, other)] : []),
  ]
}
