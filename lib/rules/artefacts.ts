import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { Expected } from '@/lib/flow/flow'
import type { AuthorizationRequest, AuthorizationResponse, ParResponse } from '@/lib/flow/message'
import type { FetchedDocument, Metadata } from '@/lib/oauth/metadata'

/** What is known of the server and the client when an artefact is judged; null is "not known". */
export interface Known {
  /** Milliseconds since the epoch, at the capture. */
  readonly now: number
  readonly issuer: string | null
  readonly clientId: string | null
  readonly redirectUris: readonly string[]
  readonly metadata: Metadata | null
  readonly expected: Expected
}

/** What rules judge, by the name of the artefact. */
export interface Artefacts {
  metadata: { readonly document: FetchedDocument; readonly known: Known }
  'par-response': { readonly message: ParResponse; readonly known: Known }
  'authorization-request': {
    readonly message: AuthorizationRequest
    /** The stored request that it names; null where Parley does not know it. */
    readonly stored: {
      readonly receivedAt: number
      readonly receivedAssumed: boolean
      readonly expiresAt: number | null
      readonly usedAt: number | null
    } | null
    readonly known: Known
  }
  'authorization-response': { readonly message: AuthorizationResponse; readonly known: Known }
  /** Any JWT, before its claims mean anything. */
  jwt: { readonly jwt: DecodedJwt; readonly verification: Verification; readonly known: Known }
  'id-token': {
    readonly jwt: DecodedJwt
    readonly verification: Verification
    readonly known: Known
  }
}
