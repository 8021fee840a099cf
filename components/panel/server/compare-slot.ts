import type { ComponentType } from 'react'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'

/** A metadata document with a name for its side. */
interface NamedMetadata {
  readonly name: string
  readonly json: JsonObject
  /** The text of a pasted document. */
  readonly body?: string
}

export interface MetadataCompareProps {
  /** The document that the screen shows. */
  readonly own: NamedMetadata
  /** Its profile, which is not offered as the other side; null if it was pasted. */
  readonly profileId: string | null
  /** The rules that both documents are judged by. */
  readonly rules: RuleProfile
  readonly onClose: () => void
}

/** The comparison of metadata, which the panel supplies: it is loaded once it is opened. */
export type MetadataCompare = ComponentType<MetadataCompareProps>
