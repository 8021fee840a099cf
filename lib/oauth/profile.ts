import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { CallHeader } from './call-headers'

/** The source of the metadata: the well-known URLs of the issuer, a custom URL, or a pasted document. */
export type DiscoverySource =
  | { readonly kind: 'derived' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'document'; readonly text: string }

/** The audience of the client assertion. Servers require different values. */
export type AssertionAudience = 'issuer' | 'token_endpoint' | 'called_endpoint'

/** How the client authenticates. The secret or private key is stored elsewhere. */
export interface ClientAuth {
  readonly method: ClientAuthMethod
  readonly audience: AssertionAudience
  /** Lifetime of a client assertion, in seconds. */
  readonly lifetime: number
  /** JSON objects as typed, added to the client assertion. An empty text adds nothing. */
  readonly extraClaims: string
  readonly extraHeader: string
}

/** Parameters in the order of sending. */
export type ExtraParams = readonly (readonly [name: string, value: string])[]

/** What Parley sends as the client of a profile. */
export interface ClientSettings {
  readonly discovery: DiscoverySource
  /** Empty values are not sent. */
  readonly scope: string
  readonly responseType: string
  readonly responseMode: string
  /** JSON as typed. @see [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter) */
  readonly claims: string
  /** JSON as typed. @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-2) */
  readonly authorizationDetails: string
  readonly authorizationParams: ExtraParams
  readonly tokenParams: ExtraParams
  /** Headers of the calls, with variables in their values. */
  readonly headers: readonly CallHeader[]
  /** Named values that the other settings can use as `{{name}}`. */
  readonly variables: ExtraParams
  /** URLs of the resource servers that Parley may send the tokens to. */
  readonly resourceServers: readonly string[]
  readonly clientAuth: ClientAuth
  readonly signingKeyId: string | null
  readonly decryptionKeyId: string | null
  readonly requestAs: 'parameters' | 'request-object'
  /** By PAR (RFC 9126), or in the authorize URL. */
  readonly sendBy: 'par' | 'url'
  /**
   * `certificate` is the browser's client certificate.
   *
   * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-3)
   */
  readonly bindTokens: 'dpop' | 'certificate' | 'nothing'
  /** A captured code is exchanged immediately. */
  readonly autoExchange: boolean
  /** Every response of this client is held before it reaches the app. */
  readonly hold: boolean
  /** Lifetime of the server's codes in seconds; null if unknown. */
  readonly codeLifetime: number | null
  /** The tester marked the issuer as a test system, so negative tests may be sent to it. */
  readonly testSystem: boolean
}

/** One client at one issuer, as configured by the tester. Contains no secret. */
export interface Profile extends ClientSettings {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly ruleProfile: RuleProfile
  /** Adds `scope=openid` to the authorize URL, as in the guide of Open Finance Malaysia. */
  readonly addScopeOpenid: boolean
  readonly createdAt: number
  readonly removedAt?: number
}

/** The values of the form. The background adds the rest. */
export type ProfileDraft = Omit<Profile, 'id' | 'createdAt' | 'removedAt'> & {
  readonly id: string | null
}

/** Form fields that can have an issue. */
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
  | 'scope'
  | 'headers'
  | 'variables'
  | 'resourceServers'
  | 'codeLifetime'
  | 'clientAuth.lifetime'
  | 'clientAuth.extraClaims'
  | 'clientAuth.extraHeader'
