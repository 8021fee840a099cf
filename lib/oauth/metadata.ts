import type { JsonObject } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'

/** Authorization server metadata as published; members keep the names of the specifications. */
export type Metadata = JsonObject

/** The well-known form that a document was asked for by. */
export type MetadataForm = 'oidc' | 'oauth' | 'explicit'

/** A metadata document as it was fetched or pasted, good or not. */
export interface FetchedDocument {
  /** Empty where it was pasted. */
  readonly url: string
  readonly form: MetadataForm
  /** The issuer that the document was asked for. */
  readonly issuer: string
  /** Null where it was pasted. */
  readonly status: number | null
  readonly contentType: string | null
  readonly body: string
  /** Members that stand more than once. */
  readonly duplicates: readonly string[]
  /** Null where the body is not a JSON object. */
  readonly json: Metadata | null
}

/** One URL that the metadata was looked for at, and what came of it. */
export interface DiscoveryTry {
  readonly url: string
  readonly status: number | null
  /** Why what came cannot be used; empty where it can. */
  readonly issues: readonly Issue[]
}
