import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import type { RuleProfile } from '@/lib/model/rule-profiles'

/** Where the metadata comes from: the well-known URLs of the issuer, a URL of its own, or a pasted document. */
export type DiscoverySource =
  | { readonly kind: 'derived' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'document'; readonly text: string }

/** Whom the client assertion is for: servers differ. */
export type AssertionAudience = 'issuer' | 'token_endpoint' | 'called_endpoint'

/** How the client proves who it is; a secret or a private key is kept elsewhere. */
export interface ClientAuth {
  readonly method: ClientAuthMethod
  readonly audience: AssertionAudience
  /** Seconds that a client assertion lives. */
  readonly lifetime: number
  /** JSON objects as typed in, added to the client assertion; empty adds nothing. */
  readonly extraClaims: string
  readonly extraHeader: string
}

/** Parameters in the order in which they are sent. */
export type ExtraParams = readonly (readonly [name: string, value: string])[]

/** What Parley sends as the client of a profile. */
export interface ClientSettings {
  readonly discovery: DiscoverySource
  /** Empty texts are not sent. */
  readonly scope: string
  readonly responseType: string
  readonly responseMode: string
  /** JSON as typed in. @see [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter) */
  readonly claims: string
  /** JSON as typed in. @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2) */
  readonly authorizationDetails: string
  readonly authorizationParams: ExtraParams
  readonly tokenParams: ExtraParams
  /** URLs of the resource servers that the tokens may be sent to. */
  readonly resourceServers: readonly string[]
  readonly clientAuth: ClientAuth
  readonly signingKeyId: string | null
  readonly decryptionKeyId: string | null
  readonly requestAs: 'parameters' | 'request-object'
  /** By PAR (RFC 9126), or in the authorize URL itself. */
  readonly sendBy: 'par' | 'url'
  /** `certificate` is the browser's own. @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-3) */
  readonly bindTokens: 'dpop' | 'certificate' | 'nothing'
  /** A captured code is exchanged at once. */
  readonly autoExchange: boolean
  /** Every response of this client is stopped before the app. */
  readonly hold: boolean
  /** Seconds that the server's codes live; null where the tester does not know. */
  readonly codeLifetime: number | null
}

/** One client at one issuer, as the tester set it up. Holds no secret. */
export interface Profile extends ClientSettings {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly ruleProfile: RuleProfile
  /** Adds `scope=openid` to the authorize URL, as the guide of Open Finance Malaysia does. */
  readonly addScopeOpenid: boolean
  readonly createdAt: number
  readonly removedAt?: number
}

/** What a form gives; the rest is made by the background. */
export type ProfileDraft = Omit<Profile, 'id' | 'createdAt' | 'removedAt'> & {
  readonly id: string | null
}

/** The fields of the form that something can be said of. */
export type ProfileField =
  | 'name'
  | 'issuer'
  | 'discovery'
  | 'clientId'
  | 'redirectUris'
  | 'claims'
  | 'authorizationDetails'
  | 'authorizationParams'
  | 'tokenParams'
  | 'resourceServers'
  | 'codeLifetime'
  | 'clientAuth.lifetime'
  | 'clientAuth.extraClaims'
  | 'clientAuth.extraHeader'
