import type { Hashes } from '@/lib/jose/hashes'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import type { JsonObject } from '@/lib/model/json'
import type { RequestedParams, Expected } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  ParResponse,
} from '@/lib/flow/model/message'
import type { FetchedDocument, Metadata } from '@/lib/oauth/metadata'
import type { RuleProfile } from '@/lib/model/rule-profiles'

/** What is known of the server and the client when an artefact is judged; null is "not known". */
export interface JudgingContext {
  /** Milliseconds since the epoch, at the capture. */
  readonly now: number
  readonly issuer: string | null
  readonly clientId: string | null
  readonly redirectUris: readonly string[]
  readonly metadata: Metadata | null
  readonly expected: Expected
  readonly requested: RequestedParams
  /** What the rules are chosen by. */
  readonly ruleProfile: RuleProfile
  /** What came with a token, to compare its hashes and bindings with. */
  readonly tokenContext: TokenContext
}

/** What else a flow got: null is "not known". */
export interface TokenContext {
  readonly code: string | null
  /** The access token that came with a token. */
  readonly accessToken: string | null
  /** `sub` of the ID token that was verified. */
  readonly subject: string | null
  /** Thumbprint of the DPoP key that the tokens are to be bound to. */
  readonly dpopThumbprint: string | null
  /** Of what an ID token vouches for, by `hashesOf`: rules are synchronous, WebCrypto is not. */
  readonly hashes: {
    readonly accessToken: Hashes | null
    readonly code: Hashes | null
    readonly state: Hashes | null
  }
  /** How a token came. */
  readonly from: 'authorization-response' | 'token-response' | 'refresh' | null
  /** Members of the token response that a token came with, or of that of an introspected token. */
  readonly response: JsonObject | null
  /** Members of the token response that began the grant which a refresh continues. */
  readonly granted: JsonObject | null
  /** What the flow had got before this response. */
  readonly earlier: {
    /** Members of the last successful token response. */
    readonly response: JsonObject | null
    /** Claims of the first ID token. */
    readonly idToken: JsonObject | null
  }
}

/** What the flow and the profiles say of a response: whose else it could be, and what became of its code. */
export interface ResponseContext {
  /** Where the issuer of the flow sends its responses from. */
  readonly origins: readonly string[]
  /** The issuers of the other profiles. */
  readonly others: readonly OtherIssuer[]
  /** The token requests with its code, the first one first. */
  readonly redemptions: readonly Redemption[]
  /** When another response brought the same code before, in milliseconds since the epoch. */
  readonly deliveredAt: number | null
}

interface OtherIssuer {
  /** The name of its profile. */
  readonly name: string
  readonly issuer: string
  readonly origins: readonly string[]
}

interface Redemption {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Null where the answer was not seen. */
  readonly accepted: boolean | null
}

/** A response on its own. */
export const emptyResponseContext: ResponseContext = {
  origins: [],
  others: [],
  redemptions: [],
  deliveredAt: null,
}

/** Nothing but the artefact itself. */
export const emptyTokenContext: TokenContext = {
  code: null,
  accessToken: null,
  subject: null,
  dpopThumbprint: null,
  hashes: { accessToken: null, code: null, state: null },
  from: null,
  response: null,
  granted: null,
  earlier: { response: null, idToken: null },
}

/** What rules judge, by the name of the artefact. */
export interface Artefacts {
  metadata: { readonly document: FetchedDocument; readonly context: JudgingContext }
  'par-response': { readonly message: ParResponse; readonly context: JudgingContext }
  'authorization-request': {
    readonly message: AuthorizationRequest
    /** The stored request that it names; null where Parley does not know it. */
    readonly stored: {
      readonly receivedAt: number
      readonly receivedAssumed: boolean
      readonly expiresAt: number | null
      readonly usedAt: number | null
    } | null
    readonly context: JudgingContext
  }
  'authorization-response': {
    readonly message: AuthorizationResponse
    readonly responseContext: ResponseContext
    readonly context: JudgingContext
  }
  /** An authorization response that is a JWT. */
  jarm: {
    readonly message: AuthorizationResponse
    /** The signed one, where it is inside of a JWE that could be opened. */
    readonly jwt: DecodedJwt
    readonly verification: Verification
    /** Null where it is no JWE, or nobody has tried to open it yet. */
    readonly decryption: Decryption | null
    readonly context: JudgingContext
  }
  /** Any JWT, before its claims mean anything. */
  jwt: {
    readonly jwt: DecodedJwt
    readonly verification: Verification
    readonly context: JudgingContext
  }
  'id-token': {
    readonly jwt: DecodedJwt
    readonly verification: Verification
    readonly context: JudgingContext
  }
  'token-response': {
    readonly message: EndpointResponse<'token'>
    /** The request that it answers; null where it was not seen. */
    readonly request: EndpointRequest<'token'> | null
    readonly context: JudgingContext
  }
  'access-token': {
    readonly jwt: DecodedJwt
    readonly verification: Verification
    readonly context: JudgingContext
  }
  /** As JSON, or as a JWT. */
  'userinfo-response': {
    readonly message: EndpointResponse<'userinfo'>
    readonly jwt: DecodedJwt | null
    readonly verification: Verification | null
    readonly context: JudgingContext
  }
  'introspection-response': {
    readonly message: EndpointResponse<'introspection'>
    readonly jwt: DecodedJwt | null
    readonly verification: Verification | null
    readonly context: JudgingContext
  }
}
