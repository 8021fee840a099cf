import type { Readiness } from '@/lib/model/readiness'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { OpenedSdJwt } from '@/lib/jose/sd-jwt'
import type { SdJwtIssue } from '@/lib/jose/sd-jwt-issues'
import type { TriedKey } from '@/lib/jose/keys-tried'
import type { DecodedJwt, Decryption, JwkFacts, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { ClaimView } from '@/lib/oauth/claim-views'
import type { DocumentKind } from '@/lib/oauth/pasted-document'
import type { Profile } from '@/lib/oauth/profile'
import type { TokenRole } from '@/lib/oauth/token-kind'
import type { Signer } from '@/lib/oauth/token-signer'
import type { Withheld } from '@/lib/share/withhold'
import type { RuleResult } from '@/lib/model/rule-result'

/** The signer whose keys verify a token, and why. */
export interface SignerView {
  readonly by: Signer['by']
  /** The signer is known from the token (`claim`) or from the flow that it came in (`flow`). */
  readonly because: 'claim' | 'flow' | null
  /** The issuer or the client_id. */
  readonly id: string | null
  readonly profile: Pick<Profile, 'id' | 'name'> | null
}

/** A signature, verified. */
export interface SignatureView {
  readonly jwt: DecodedJwt
  readonly header: readonly ClaimView[]
  readonly signer: SignerView
  readonly verification: Verification
  /** Problems with the keys: the JWKS is unknown, could not be fetched, or could not be read. */
  readonly keyIssues: readonly Issue[]
  /** The keys that did not verify the signature; absent if none was tried. */
  readonly tried?: readonly TriedKey[]
}

/** The key binding JWT of an SD-JWT. */
interface KeyBindingView extends SignatureView {
  readonly payload: readonly ClaimView[]
  readonly issues: readonly SdJwtIssue[]
}

/** The disclosures of an SD-JWT. */
export interface SdJwtView extends Omit<OpenedSdJwt, 'processed'> {
  /** The claims of the processed payload; null if the SD-JWT must be rejected. */
  readonly processed: readonly ClaimView[] | null
  readonly keyBinding: KeyBindingView | null
}

/** A pasted token, decoded, verified and judged. */
export interface TokenView extends SignatureView {
  readonly role: TokenRole
  /** The kind that the token declares; present if the user chose the kind. */
  readonly declared?: TokenRole
  readonly payload: readonly ClaimView[]
  /** The further signatures of a JWS in the general JSON serialization. */
  readonly further: readonly SignatureView[]
  /** Null if the token is not an SD-JWT. */
  readonly sdJwt: SdJwtView | null
  /**
   * The decryption of a JWE, in which case `jwt` is the token inside it. Null if the token is not a
   * JWE.
   */
  readonly decryption: Decryption | null
  readonly results: readonly RuleResult[]
  /** Time of the checks, in milliseconds since the epoch. */
  readonly judgedAt: number
}

/** A message that was pasted alone, judged. */
export interface DocumentView {
  readonly of: DocumentKind
  readonly results: readonly RuleResult[]
}

/** The names in a file that an import used, and those that it skipped. */
export interface ImportReport {
  readonly source: 'parley' | 'postman-environment' | 'postman-collection'
  readonly profileIds: readonly string[]
  /** `field` is the destination. */
  readonly taken: readonly { readonly name: string; readonly field: string }[]
  /** Settings that the files do not name. The sentence of `reason` is `import.added.<reason>`. */
  readonly added: readonly {
    readonly field: string
    readonly value: string
    readonly reason: string
  }[]
  /** `code` is the reason; its sentence is `import.left.<code>`. */
  readonly left: readonly { readonly name: string; readonly code: string }[]
  /** Settings that are not applied until the user confirms them. */
  readonly withheld: readonly (Withheld & {
    readonly profileId: string
    readonly profile: string
  })[]
  /** Hosts of `redirect_uri` values that are new to every profile. */
  readonly redirectHosts: readonly string[]
}

/** A key in an issuer's JWKS. */
export interface JwkView {
  readonly jwk: Readonly<Record<string, unknown>>
  readonly facts: JwkFacts
  readonly issues: readonly Issue[]
}

/** The JWKS of an issuer as last read. */
export interface JwksView {
  readonly url: string | null
  /** Milliseconds since the epoch; null if it was never read. */
  readonly fetchedAt: number | null
  readonly keys: readonly JwkView[]
  readonly issues: readonly Issue[]
  /** Empty if it was never read. */
  readonly results: readonly RuleResult[]
}

/** Kept flows on the disk, and how much they need. */
export interface KeptUse {
  /** Octets of their files. */
  readonly keptOctets: number
  /** Records of a newer version of Parley, or damaged ones. They stay on the disk. */
  readonly unreadable: number
}

/** A pasted metadata document under every rule profile. */
export interface PastedMetadata {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly document: FetchedDocument
  /** Why it cannot be judged; empty if it was. */
  readonly issues: readonly Issue[]
  readonly readiness: Readiness | null
}
