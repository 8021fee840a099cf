import { clientAuthNames, type ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { isSecret } from '@/lib/model/credentials'
import { textIn, textsIn, type JsonObject } from '@/lib/model/json'
import { isSameJson } from '@/lib/model/same-json'
import type { ProfileDraft } from './profile'
import { isServers } from './registration-metadata'
import type { RegisteredClient, RegistrationAccess, RegistrationForm } from './registered-client'
import { registrationClaims, withoutSecrets } from './registration-request'
import { readStatement } from './software-statement'

/**
 * How a registered member compares with the requested one. `issued`: only the server sets it. `added`: the server
 * set it although it was not requested.
 */
export type MemberDifference = 'changed' | 'missing' | 'added' | 'issued' | 'same'

/** One row of the comparison of a request with its response. */
export interface ComparedMember {
  readonly name: string
  /** Undefined if it was not sent. */
  readonly requested: unknown
  /** Undefined if it was not returned. */
  readonly registered: unknown
  readonly difference: MemberDifference
  /** Requested values of a list or of a scope that were not registered. */
  readonly lost: readonly string[]
}

const order: readonly MemberDifference[] = ['changed', 'missing', 'added', 'issued', 'same']

/** The claims of a signed request that name sender and receiver. They are not registered. */
const envelope = new Set(
  Object.keys(registrationClaims({}, { issuer: '', audience: '', now: 0, jti: '' })),
)

/**
 * The requested and the registered metadata, differences first.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-3.2.1)
 */
export function compareRegistration(
  requested: JsonObject,
  registered: JsonObject,
): readonly ComparedMember[] {
  const names = new Set([...Object.keys(requested), ...Object.keys(registered)])
  return [...names]
    .filter((name) => !envelope.has(name) || Object.hasOwn(registered, name))
    .map((name) => comparedMember(name, requested, registered))
    .toSorted((a, b) => order.indexOf(a.difference) - order.indexOf(b.difference))
}

function comparedMember(
  name: string,
  requested: JsonObject,
  registered: JsonObject,
): ComparedMember {
  const [sent, received] = [requested[name], registered[name]]
  const isLost = (each: string) => !valuesOf(received).includes(each)
  return {
    name,
    requested: sent,
    registered: received,
    difference: differenceOf(name, sent, received),
    lost: received === undefined ? [] : valuesOf(sent).filter(isLost),
  }
}

function differenceOf(name: string, sent: unknown, received: unknown): MemberDifference {
  if (received === undefined) return 'missing'
  if (sent === undefined) return isServers(name) ? 'issued' : 'added'
  return isSameMember(name, sent, received) ? 'same' : 'changed'
}

/** Whether two values mean the same. The order of a list and of the words of a scope has no meaning. */
function isSameMember(name: string, a: unknown, b: unknown): boolean {
  if (name === 'scope' || (Array.isArray(a) && Array.isArray(b))) {
    const [one, other] = [valuesOf(a).toSorted(), valuesOf(b).toSorted()]
    if (one.length > 0 || other.length > 0) return isSameJson(one, other)
  }
  return isSameJson(a, b)
}

function valuesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string')
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : []
}

/** The secrets in a response. A missing one keeps its old value. */
export interface RegistrationSecrets {
  readonly clientSecret: string | null
  readonly accessToken: string | null
  readonly statement: string | null
}

/**
 * The secrets that a response issues. They replace the old ones at once.
 *
 * @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-2.1)
 */
export function registrationSecrets(registered: JsonObject): RegistrationSecrets {
  return {
    clientSecret: textIn(registered, 'client_secret'),
    accessToken: textIn(registered, 'registration_access_token'),
    statement: textIn(registered, 'software_statement'),
  }
}

/** The profile of a client with the values that the server registered. What it does not name stays. */
export function profileOfRegistration(draft: ProfileDraft, registered: JsonObject): ProfileDraft {
  const method = methodIn(registered) ?? draft.clientAuth.method
  const responseTypes = textsIn(registered, 'response_types') ?? []
  const isKept = responseTypes.length === 0 || responseTypes.includes(draft.responseType)
  return {
    ...draft,
    clientId: textIn(registered, 'client_id') ?? draft.clientId,
    redirectUris: textsIn(registered, 'redirect_uris') ?? draft.redirectUris,
    scope: textIn(registered, 'scope') ?? draft.scope,
    responseType: isKept ? draft.responseType : (responseTypes[0] ?? draft.responseType),
    clientAuth: { ...draft.clientAuth, method },
    requestAs:
      registered['require_signed_request_object'] === true ? 'request-object' : draft.requestAs,
    sendBy: registered['require_pushed_authorization_requests'] === true ? 'par' : draft.sendBy,
    bindTokens: bindingIn(registered) ?? draft.bindTokens,
  }
}

function methodIn(registered: JsonObject): ClientAuthMethod | undefined {
  const named = textIn(registered, 'token_endpoint_auth_method')
  return clientAuthNames().find((method) => method === named)
}

function bindingIn(registered: JsonObject): ProfileDraft['bindTokens'] | null {
  if (registered['dpop_bound_access_tokens'] === true) return 'dpop'
  return registered['tls_client_certificate_bound_access_tokens'] === true ? 'certificate' : null
}

interface RegistrationFacts {
  readonly form: RegistrationForm
  readonly access: RegistrationAccess
  readonly audience: string
  /** The statement that was sent. */
  readonly statement: string | null
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What is stored about a client that was registered with this response. */
export function registeredClient(
  registered: JsonObject,
  { form, access, audience, statement, now }: RegistrationFacts,
): RegisteredClient {
  const issued = registered['client_id_issued_at']
  return {
    clientUri: textIn(registered, 'registration_client_uri'),
    registeredAt: typeof issued === 'number' && Number.isFinite(issued) ? issued * 1000 : now,
    readAt: null,
    form,
    access,
    audience,
    members: withoutSecrets(registered),
    statement: statementTimes(statement),
  }
}

function statementTimes(text: string | null): RegisteredClient['statement'] {
  const read = text === null ? null : readStatement(text)
  return read && { issuedAt: read.issuedAt, expiresAt: read.expiresAt }
}

/** The registered client after it was read or updated. A missing URL keeps the old one. */
export function clientAfter(
  old: RegisteredClient,
  registered: JsonObject,
  now: number,
  statement: string | null = null,
): RegisteredClient {
  return {
    ...old,
    clientUri: textIn(registered, 'registration_client_uri') ?? old.clientUri,
    readAt: now,
    members: withoutSecrets(registered),
    statement: statementTimes(statement) ?? old.statement,
  }
}

/** A value of the profile that differs from the registered one. */
export interface ProfileDifference {
  readonly name: string
  readonly inProfile: unknown
  readonly registered: unknown
}

/** How a profile differs from the client as the server has it. */
export function profileDifferences(
  draft: ProfileDraft,
  registered: JsonObject,
): readonly ProfileDifference[] {
  const own: JsonObject = {
    client_id: draft.clientId,
    redirect_uris: draft.redirectUris,
    token_endpoint_auth_method: draft.clientAuth.method,
    scope: draft.scope,
    response_types: [draft.responseType],
  }
  return Object.entries(own)
    .filter(([name]) => registered[name] !== undefined)
    .filter(([name, value]) => !fits(name, value, registered[name]))
    .map(([name, inProfile]) => ({ name, inProfile, registered: registered[name] }))
}

/** A profile uses a part of what is registered: some of the redirect_uris, scopes and response types. */
function fits(name: string, own: unknown, registered: unknown): boolean {
  if (name === 'client_id' || name === 'token_endpoint_auth_method')
    return isSameJson(own, registered)
  const known = new Set(valuesOf(registered))
  return valuesOf(own).every((value) => known.has(value))
}

/** Whether a value of a member is shown only when it is revealed. */
export const isSecretMember = (name: string): boolean => isSecret('member', name)
