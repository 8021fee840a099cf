import type { KeySetDocument } from '@/lib/jose/key-set'
import type { Metadata } from '@/lib/oauth/metadata'

/** Facts about a server that its metadata document does not contain. Null means "not known". */
export interface ServerContext {
  /** The metadata at the other well-known URL of the issuer. */
  readonly otherMetadata: Metadata | null
  /** The response of `jwks_uri`. */
  readonly keySet: KeySetDocument | null
  /** Whether a token response contained a refresh token. */
  readonly hasIssuedRefreshToken: boolean | null
  /** `type` of the authorization details that were requested. */
  readonly requestedTypes: readonly string[] | null
  /** Whether a request used the `claims` parameter. */
  readonly hasRequestedClaims: boolean | null
}

/** The context of a server whose messages were not observed. */
export const emptyServerContext: ServerContext = {
  otherMetadata: null,
  keySet: null,
  hasIssuedRefreshToken: null,
  requestedTypes: null,
  hasRequestedClaims: null,
}
