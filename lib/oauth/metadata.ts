import type { JsonObject } from '@/lib/jose/types'

/** Authorization server metadata as published; members keep the names of the specifications. */
export type Metadata = JsonObject

/** The well-known form that a document was asked for by. */
export type MetadataForm = 'oidc' | 'oauth' | 'explicit'

/** A metadata document as it was fetched or pasted, good or not. */
export interface FetchedDocument {
  readonly url: string
  readonly form: MetadataForm
  /** The issuer that the document was asked for. */
  readonly issuer: string
  readonly status: number | null
  readonly contentType: string | null
  readonly body: string
  /** Members that stand more than once. */
  readonly duplicates: readonly string[]
  /** Null where the body is not a JSON object. */
  readonly json: Metadata | null
  readonly redirected: boolean
}
