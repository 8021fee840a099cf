import type { JsonObject } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'

/** Authorization server metadata as published. Members keep the names of the specifications. */
export type Metadata = JsonObject

/** The well-known form of the URL that the document was requested from. */
export type MetadataForm = 'oidc' | 'oauth' | 'explicit'

/** A metadata document as fetched or pasted, valid or not. */
export interface FetchedDocument {
  /** Empty if it was pasted. */
  readonly url: string
  readonly form: MetadataForm
  /** The issuer that the document was requested for. */
  readonly issuer: string
  /** Null if it was pasted. */
  readonly status: number | null
  readonly contentType: string | null
  /** `Access-Control-Allow-Origin`; null if the response has none, undefined if that is not known. */
  readonly allowOrigin?: string | null
  readonly body: string
  /** Members that occur more than once. */
  readonly duplicates: readonly string[]
  /** Null if the body is not a JSON object. */
  readonly json: Metadata | null
}

/** One URL of the discovery, and its result. */
export interface DiscoveryTry {
  readonly url: string
  readonly status: number | null
  /** Why the document cannot be used; empty if it can. */
  readonly issues: readonly Issue[]
}
