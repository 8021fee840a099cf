import type { AuthorizationDetail } from 'oidc-provider'
import { answerFaults, type AnswerFaultName, type Endpoint, type Spoil } from './answer-faults.ts'
import { compactJwt, type Claims, type JoseHeader, type ServerKeys } from './keys.ts'
import { responseFaults } from './response-faults.ts'
import { tokenFaults } from './token-faults.ts'

/** Names and values of an authorization response, in order; a name may occur twice. */
export type ResponseParameters = readonly (readonly [name: string, value: string])[]

/** A decoded ID token. */
interface OpenedToken {
  readonly header: JoseHeader
  readonly claims: Claims
  readonly signature: string
}

/** The changes of one fault; behaviour without a member is normal. */
export interface Fault {
  readonly does: string
  /** The real lifetime of the request_uri in seconds. */
  readonly requestUriLifetime?: number
  /** Whether the PAR response still has the usual lifetime. */
  readonly promisesUsualLifetime?: boolean
  /** Responds to the authorization request with this error, without asking the user. */
  readonly error?: { readonly error: string; readonly error_description: string }
  /**
   * The parameters of the authorization response, inside its JARM response if that is only signed.
   */
  readonly response?: (parameters: ResponseParameters) => ResponseParameters
  /** The parameters that the browser carries: for a JARM response only `response`. */
  readonly outer?: (parameters: ResponseParameters) => ResponseParameters
  /** The text of a query or a fragment. */
  readonly encoded?: (text: string) => string
  /** The encoding of a form. */
  readonly charset?: string
  /** Whether the response is sent in two places at once. */
  readonly inBoth?: boolean
  /** The ID tokens of the token response and of the front channel, except encrypted ones. */
  readonly idToken?: (token: OpenedToken, keys: ServerKeys) => Promise<string> | string
  /** The body of a token response. */
  readonly token?: (body: Claims) => Claims
  /** The claims of an access token that is a JWT. */
  readonly accessToken?: (claims: Claims) => Claims
  /** The claims of UserInfo, plain or signed. */
  readonly userInfo?: (claims: Claims) => Claims
  /** The body of a plain introspection response. */
  readonly introspection?: (body: Claims) => Claims
  /** Whether a refresh token is replaced when it is used. */
  readonly rotates?: boolean
  /** Whether the user grants a scope. */
  readonly grantsScope?: (scope: string) => boolean
  /** The granted part of an authorization detail. */
  readonly grantsDetail?: (detail: AuthorizationDetail) => AuthorizationDetail
  /** Spoils the finished response of one endpoint. */
  readonly answer?: { readonly endpoint: Endpoint; readonly spoil: Spoil }
}

const withClaims =
  (changed: () => Claims) =>
  ({ header, claims }: OpenedToken, keys: ServerKeys) =>
    keys.signJwt(header, { ...claims, ...changed() })

const now = () => Math.floor(Date.now() / 1000)
const hour = 60 * 60

const authorizationFaults = {
  ...responseFaults,
  'request-uri-dead': {
    does: 'The request_uri is dead already, though the PAR response promises the usual lifetime.',
    requestUriLifetime: 0,
    promisesUsualLifetime: true,
  },
  'request-uri-short': {
    does: 'The request_uri lives two seconds, as the PAR response says.',
    requestUriLifetime: 2,
  },
  'key-rotated': {
    does: 'From this ID token on the server signs with a new key; the key set has only the new one.',
    idToken: async ({ header, claims }, keys) => {
      await keys.rotate()
      return keys.signJwt({ ...header, kid: keys.currentKid(header['alg']) }, claims)
    },
  },
  'id-token-kid-unknown': {
    does: 'The kid in the header of the ID token is not in the key set.',
    idToken: ({ header, claims }, keys) =>
      keys.signJwt({ ...header, kid: 'a-kid-that-is-nowhere' }, claims),
  },
  'id-token-tampered': {
    does: 'The subject in the ID token was changed after it was signed.',
    idToken: ({ header, claims, signature }) =>
      compactJwt(header, { ...claims, sub: 'mallory' }, signature),
  },
  'id-token-alg-none': {
    does: 'The ID token has alg none and no signature.',
    idToken: ({ claims }) => compactJwt({ alg: 'none' }, claims, ''),
  },
  'id-token-expired': {
    does: 'The ID token expired an hour ago.',
    idToken: withClaims(() => ({ iat: now() - 2 * hour, exp: now() - hour })),
  },
  'id-token-aud-wrong': {
    does: 'The ID token is for another client.',
    idToken: withClaims(() => ({ aud: 'tpp-of-somebody-else' })),
  },
  'id-token-iss-wrong': {
    does: 'The ID token is from another issuer.',
    idToken: withClaims(() => ({ iss: 'https://issuer.invalid' })),
  },
  'id-token-nonce-wrong': {
    does: 'The ID token has a nonce that was not sent.',
    idToken: withClaims(() => ({ nonce: 'not-the-nonce-that-was-sent' })),
  },
} satisfies Record<string, Fault>

/** The faults of requests, authorization responses and ID tokens. */
export type AuthorizationFaultName = keyof typeof authorizationFaults

export type FaultName = AuthorizationFaultName | keyof typeof tokenFaults | AnswerFaultName

/** Every fault that can be assigned to a request or a client. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  ...authorizationFaults,
  ...tokenFaults,
  ...answerFaults,
}

/** Whether a fault of this name exists. */
export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name)
