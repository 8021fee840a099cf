import type { Params } from '@/lib/model/params'
import type { ResponseMode } from '@/lib/model/navigation'
import type { Issue } from '@/lib/model/issue'
import type { PastedDocument } from './pasted-document'

/** A token in a text, and the name of the member, parameter or header that it was in. */
export interface NamedToken {
  readonly name: string | null
  readonly text: string
}

/** The type and contents of a pasted text. Nothing has been stored yet. */
export type Recognition =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'request-uri'
      readonly requestUri: string
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'par-response'
      readonly requestUri: string
      /** Seconds; null if it is absent or not a number. */
      readonly expiresIn: number | null
      readonly status: number | null
      readonly headers: Params
      readonly body: string
      /** The `Date` header, in milliseconds since the epoch. */
      readonly date: number | null
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'par-error'
      readonly status: number | null
      readonly error: string
      readonly description: string | null
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'authorize-url'
      readonly url: string
      readonly clientId: string | null
      readonly requestUri: string | null
      readonly params: Params
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'response'
      readonly url: string
      readonly target: string
      readonly responseMode: ResponseMode
      readonly params: Params
      /** Parameters are missing, because the text exceeded the storage limit. */
      readonly shortened?: true
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'tokens'
      readonly from: 'token-response' | 'text'
      readonly tokens: readonly [NamedToken, ...(readonly NamedToken[])]
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'document'
      readonly document: PastedDocument
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'metadata'
      readonly issuer: string
      /** The JSON document. */
      readonly text: string
      readonly issues: readonly Issue[]
    }
  | {
      readonly kind: 'jwks'
      /** The JSON document. */
      readonly text: string
      readonly issues: readonly Issue[]
    }
  | { readonly kind: 'unknown'; readonly issues: readonly Issue[] }
