import { type JudgingContext } from '@/lib/facts/judging-context'
import { type ResponseContext } from '@/lib/facts/response-context'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  ParResponse,
} from '@/lib/flow/model/message'
import type { FetchedDocument } from '@/lib/oauth/metadata'

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
