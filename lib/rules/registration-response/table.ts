import { textIn, type JsonObject } from '@/lib/model/json'
import { isSameJson } from '@/lib/model/same-json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { isError, membersOfSuccess, storable, wrongMediaType, wrongTypes } from '../pasted-reading'
import { defineRule } from '../rule'
import { isoOf, secondsAt } from '../token-reading'

const on = 'registration-response'

/** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2) */
const errors: ReadonlySet<string> = new Set([
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_software_statement',
  'unapproved_software_statement',
])

/** Metadata that every server registers if a client sends it. */
const returned = ['redirect_uris', 'grant_types', 'token_endpoint_auth_method', 'jwks_uri', 'jwks']

export const table = [
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.1) */
  defineRule({
    id: 'reg-status-201',
    on,
    about: 'status',
    refs: ['RFC7591-3.2.1', 'OIDC-REGISTRATION-3.2'],
    check({ document: { message, request } }) {
      const { status } = message
      if (status === null || isError(message)) return undefined
      const expected = request === null || request.method === 'POST' ? 201 : 200
      // Without its request it may be the response to a read or an update.
      const isExpected = status === expected || (request === null && status === 200)
      return [
        ...(isExpected ? [] : [finding('status', String(status), String(expected))]),
        ...wrongMediaType(message, ['application/json']),
        ...storable(message),
      ]
    },
  }),
  /** @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-3) */
  defineRule({
    id: 'reg-client-id',
    on,
    about: 'client_id',
    refs: ['RFC7591-3.2.1', 'RFC7592-3', 'OIDC-REGISTRATION-3.2'],
    check({ document: { message }, context }) {
      const json = membersOfSuccess(message)
      if (!json) return undefined
      const has = (name: string) => json[name] !== undefined
      const expiresAt = json['client_secret_expires_at']
      const isPair = has('registration_client_uri') === has('registration_access_token')
      return [
        ...(textIn(json, 'client_id') ? [] : [finding('missing')]),
        ...wrongTypes(json, { client_secret: 'string' }),
        ...(has('client_secret') && typeof expiresAt !== 'number' ? [finding('expiry')] : []),
        ...(typeof expiresAt === 'number' && expiresAt !== 0 && expiresAt < secondsAt(context)
          ? [finding('expired', isoOf(expiresAt))]
          : []),
        ...(isPair ? [] : [finding('pair')]),
      ]
    },
  }),
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.1) */
  defineRule({
    id: 'reg-returned-metadata',
    on,
    about: 'metadata',
    refs: ['RFC7591-3.2.1'],
    check({ document: { message, request } }) {
      const json = membersOfSuccess(message)
      return json && request?.json ? compared(request.json, json) : undefined
    },
  }),
  /** @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.2) */
  defineRule({
    id: 'reg-error',
    on,
    about: 'error',
    refs: ['RFC7591-3.2.2', 'RFC6750-3.1'],
    check({ document: { message } }) {
      const { status, json } = message
      if (!isError(message)) return undefined
      // The initial access token was rejected, or the server cannot respond now.
      if (status !== null && ([401, 403, 429].includes(status) || status >= 500)) return []
      const error = textIn(json, 'error')
      return [
        ...(status === null || status === 400 ? [] : [finding('status', String(status), '400')]),
        ...(error === null ? [finding('missing')] : []),
        ...(error !== null && !errors.has(error) ? [finding('unknown', error)] : []),
      ]
    },
  }),
] as const

function compared(sent: JsonObject, received: JsonObject): readonly Finding[] {
  const names = returned.filter((name) => Object.hasOwn(sent, name))
  const { software_statement: statement } = sent
  const isChanged = statement !== undefined && received['software_statement'] !== statement
  return [
    ...names
      .filter((name) => received[name] === undefined)
      .map((name) => finding('missing', null, name)),
    ...names
      .filter((name) => received[name] !== undefined && !isSameJson(sent[name], received[name]))
      .map((name) => finding('substituted', name)),
    ...(isChanged ? [finding('statement')] : []),
  ]
}
