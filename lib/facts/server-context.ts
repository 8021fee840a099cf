import type { KeySetDocument } from '@/lib/jose/key-set'
import { detailTypes } from '@/lib/oauth/authorization-details'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'

/** Facts about a server that its metadata document does not contain. Null means "not known". */
export interface ServerContext {
  /** The metadata at the other well-known URL of the issuer. */
  readonly otherMetadata: Metadata | null
  /** The response of `jwks_uri`. */
  readonly keySet: KeySetDocument | null
  /** Whether a token response contained a refresh token. */
  readonly hasIssuedRefreshToken: boolean | null
  /** `type` of the authorization details that the client requests. */
  readonly requestedTypes: readonly string[] | null
  /** Whether the client sends the `claims` parameter. */
  readonly hasRequestedClaims: boolean | null
}

/** The context when nothing is known. */
export const emptyServerContext: ServerContext = {
  otherMetadata: null,
  keySet: null,
  hasIssuedRefreshToken: null,
  requestedTypes: null,
  hasRequestedClaims: null,
}

/** The context as far as a profile says what its requests contain. */
export function serverContextOf({
  authorizationDetails,
  claims,
}: Pick<Profile, 'authorizationDetails' | 'claims'>): ServerContext {
  return {
    ...emptyServerContext,
    requestedTypes: detailTypes(authorizationDetails),
    hasRequestedClaims: claims !== '',
  }
}
