import type { JsonObject } from '@/lib/model/json'
import type { KeyInfo } from '@/lib/model/key'
import type { Metadata } from './metadata'
import type { ProfileDraft } from './profile'
import type { SoftwareStatement } from './software-statement'

/** What the client metadata of a request is proposed from. */
export interface RegistrationBasis {
  /** The form of the profile, whose issuer the client is registered at. */
  readonly draft: ProfileDraft
  /** Null until the metadata has been read. */
  readonly metadata: Metadata | null
  readonly statement: SoftwareStatement | null
  /** The key that the client signs with. */
  readonly key: KeyInfo | null
  /** The registered metadata that an update starts from; null for a new client. */
  readonly registered: JsonObject | null
}
