import type { ComponentType } from 'react'
import type { JsonObject } from '@/lib/model/json'

/** A metadata document with a name for its side. */
export interface NamedMetadata {
  readonly name: string
  readonly json: JsonObject
}

export interface MetadataCompareProps {
  /** The document that the screen shows. */
  readonly own: NamedMetadata
  /** Its profile, which is not offered as the other side; null if it was pasted. */
  readonly profileId: string | null
  readonly onClose: () => void
}

/** The comparison of metadata, which the panel supplies: it is loaded once it is opened. */
export type MetadataCompare = ComponentType<MetadataCompareProps>
