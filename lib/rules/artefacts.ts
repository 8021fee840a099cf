import type { DefenceTest } from '@/lib/facts/app-defence'
import type { FlowContext } from '@/lib/facts/flow-context'
import type { HttpExchange, PageMessage } from '@/lib/facts/http-exchange'
import { type JudgingContext } from '@/lib/facts/judging-context'
import type { KeySetContext } from '@/lib/facts/key-set-context'
import { type RequestContext } from '@/lib/facts/request-context'
import { type ResponseContext } from '@/lib/facts/response-context'
import type { ServerContext } from '@/lib/facts/server-context'
import type { KeySetDocument } from '@/lib/jose/key-set'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  OAuthMessage,
  ParResponse,
} from '@/lib/flow/model/message'
import type { FetchedDocument } from '@/lib/oauth/metadata'

/** A JWT that a client creates for a request. */
interface CreatedJwt {
  /** For a JWE, the JWT inside, if the JWE could be opened. */
  readonly jwt: DecodedJwt
  readonly verification: Verification
  /** The request that contains the JWT; null for a pasted JWT. */
  readonly requestContext: RequestContext | null
  readonly context: JudgingContext
}

/** The input of the rules, by the name of the artefact. */
export interface Artefacts {
  metadata: {
    readonly document: FetchedDocument
    readonly serverContext: ServerContext
    readonly context: JudgingContext
  }
  /** The keys of a server or a client, fetched or pasted. */
  jwks: {
    readonly keySet: KeySetDocument
    readonly keySetContext: KeySetContext
    readonly context: JudgingContext
  }
  'par-response': { readonly message: ParResponse; readonly context: JudgingContext }
  'authorization-request': {
    readonly message: AuthorizationRequest
    /** The stored request with its request_uri; null if Parley does not know it. */
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
  /** An authorization response in the form of a JWT. */
  jarm: {
    readonly message: AuthorizationResponse
    /** The signed JWT; for a JWE, the one inside, if the JWE could be opened. */
    readonly jwt: DecodedJwt
    readonly verification: Verification
    /** Null if it is not a JWE, or has not been opened yet. */
    readonly decryption: Decryption | null
    readonly context: JudgingContext
  }
  /** Any JWT, without interpreting its claims. */
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
    /** The request of the response; null if it was not observed. */
    readonly request: EndpointRequest<'token'> | null
    readonly context: JudgingContext
  }
  'access-token': {
    readonly jwt: DecodedJwt
    readonly verification: Verification
    readonly context: JudgingContext
  }
  /** In JSON, or in a JWT. */
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
  'request-object': CreatedJwt
  'client-assertion': CreatedJwt
  'dpop-proof': CreatedJwt
  /** A message of a flow, with facts from the messages before it. */
  flow: {
    readonly message: OAuthMessage
    readonly flowContext: FlowContext
    readonly context: JudgingContext
  }
  /** A page of the server or of the app. */
  'http-exchange': {
    readonly message: PageMessage
    readonly exchange: HttpExchange
    readonly context: JudgingContext
  }
  /** The tests of the app's defences with a response. */
  'app-defence': {
    readonly message: AuthorizationResponse
    readonly tests: readonly DefenceTest[]
    readonly context: JudgingContext
  }
}
