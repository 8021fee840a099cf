import type { ConsentComparison } from '@/lib/facts/consent-comparison'
import type { AuthorizationContext } from '@/lib/facts/authorization-context'
import type { DefenceTest } from '@/lib/facts/app-defence'
import type { FlowContext } from '@/lib/facts/flow-context'
import type { HttpExchange, PageMessage } from '@/lib/facts/http-exchange'
import { type JudgingContext } from '@/lib/facts/judging-context'
import type { KeySetContext } from '@/lib/facts/key-set-context'
import { type RequestContext } from '@/lib/facts/request-context'
import type {
  ResourceContext,
  ResourceRequest,
  ResourceResponse,
} from '@/lib/facts/resource-context'
import { type ResponseContext } from '@/lib/facts/response-context'
import type { ServerContext } from '@/lib/facts/server-context'
import type { SignedExchange } from '@/lib/facts/signed-exchange'
import type { StatedConsent } from '@/lib/facts/stated-consent'
import type { KeyBinding } from '@/lib/jose/key-binding'
import type { KeySetDocument } from '@/lib/jose/key-set'
import type { OpenedSdJwt } from '@/lib/jose/sd-jwt'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  OAuthMessage,
  ParResponse,
  ReceivedHttpSignature,
} from '@/lib/flow/model/message'
import type { Endpoint } from '@/lib/model/endpoint'
import type { HttpSignature, HttpSignatures } from '@/lib/oauth/http-signature/read'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { PastedDocument } from '@/lib/oauth/pasted-document'

/** A JWT of one kind, whose claims have a meaning. */
interface KnownJwt {
  readonly jwt: DecodedJwt
  readonly verification: Verification
  readonly context: JudgingContext
}

/** A JWT that a client creates for a request. */
interface CreatedJwt {
  /** For a JWE, the JWT inside, if the JWE could be opened. */
  readonly jwt: DecodedJwt
  readonly verification: Verification
  /** The request that contains the JWT; null for a pasted JWT. */
  readonly requestContext: RequestContext | null
  readonly context: JudgingContext
}

/** A request of a client to an endpoint. */
interface SentRequest<E extends Endpoint> {
  readonly message: EndpointRequest<E>
  readonly context: JudgingContext
}

/** A response, and its request; null if the request was not observed. */
interface ReceivedResponse<E extends Endpoint, M = EndpointResponse<E>> {
  readonly message: M
  readonly request: EndpointRequest<E> | null
  readonly context: JudgingContext
}

/** A signed JWT; for a JWE, the JWT inside, if the JWE could be opened. */
interface OpenedJwt {
  readonly jwt: DecodedJwt
  readonly verification: Verification
  /** The JWT as received: a JWE, if it is encrypted. Absent or null if it is not known. */
  readonly outer?: DecodedJwt | null
  readonly context: JudgingContext
}

/** A JWS over a message. */
interface SignedJws {
  readonly jwt: DecodedJwt
  readonly verification: Verification
  /** The message that it signs; absent or null if it was pasted. */
  readonly exchange?: SignedExchange | null
  readonly context: JudgingContext
}

/** A message that was pasted alone. */
interface Pasted {
  readonly document: PastedDocument
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
  'par-request': SentRequest<'par'>
  'par-response': ReceivedResponse<'par', ParResponse>
  'authorization-request': {
    readonly message: AuthorizationRequest
    /** The stored request with its request_uri; null if Parley does not know it. */
    readonly stored: {
      readonly receivedAt: number
      readonly receivedAssumed: boolean
      readonly expiresAt: number | null
      readonly usedAt: number | null
    } | null
    readonly authorizationContext: AuthorizationContext
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
  jwt: OpenedJwt
  'id-token': OpenedJwt
  'token-request': SentRequest<'token'> & {
    /** `resource` of the authorization request; null if not known. */
    readonly resources: readonly string[] | null
  }
  'token-response': ReceivedResponse<'token'>
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
  'revocation-request': SentRequest<'revocation'>
  'revocation-response': ReceivedResponse<'revocation'>
  'request-object': CreatedJwt
  'client-assertion': CreatedJwt
  'dpop-proof': CreatedJwt
  /** A request of a protected resource. */
  'resource-request': {
    readonly message: ResourceRequest
    readonly resourceContext: ResourceContext
    readonly context: JudgingContext
  }
  'resource-response': {
    readonly message: ResourceResponse
    /** The request of the response; null if it was not observed. */
    readonly request: ResourceRequest | null
    readonly context: JudgingContext
  }
  /** What is requested or granted, as one message states it. */
  consent: { readonly stated: StatedConsent; readonly context: JudgingContext }
  /** A consent, compared with what earlier messages say about it. */
  'consent-comparison': {
    readonly comparison: ConsentComparison
    readonly context: JudgingContext
  }
  'software-statement': KnownJwt
  'security-event-token': KnownJwt
  'logout-token': KnownJwt
  'sd-jwt': {
    /** The issuer-signed JWT, with its payload as it was signed. */
    readonly jwt: DecodedJwt
    readonly verification: Verification
    /** Null if the text has no disclosures, or its payload could not be read. */
    readonly opened: OpenedSdJwt | null
    readonly context: JudgingContext
  }
  'key-binding-jwt': KeyBinding & {
    /** The issuer-signed JWT of the SD-JWT; null if the key binding was pasted alone. */
    readonly issuerSigned: DecodedJwt | null
    readonly context: JudgingContext
  }
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
  'protected-resource-metadata': Pasted
  'registration-request': Pasted
  'registration-response': Pasted
  'device-response': Pasted
  'backchannel-request': Pasted
  'backchannel-response': Pasted
  /** A detached JWS; its payload is not part of it. */
  'payload-signature': SignedJws
  'signed-body': SignedJws
  'http-signature': {
    /** Null if no signature can be read. */
    readonly signature: HttpSignature | null
    readonly signatures: HttpSignatures
    /** Null until it has been verified. */
    readonly received: ReceivedHttpSignature | null
    readonly exchange: SignedExchange
    readonly context: JudgingContext
  }
  /** The tests of the app's defences with a response. */
  'app-defence': {
    readonly message: AuthorizationResponse
    readonly tests: readonly DefenceTest[]
    readonly context: JudgingContext
  }
}
