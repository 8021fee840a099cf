import type { OAuthMessage } from '@/lib/flow/model/message'
import { compareMessages } from '@/lib/share/compare-documents'
import { shownDocuments, type ShownComparison } from './compare-sections'

/** What differs between two responses. */
export function shownMessages(a: OAuthMessage, b: OAuthMessage): ShownComparison {
  return shownDocuments(compareMessages(a, b))
}
