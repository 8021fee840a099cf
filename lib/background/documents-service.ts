import { contextOfProfile } from '@/lib/facts/judging-context'
import { judgePasted } from '@/lib/judge/judge-message'
import type { DocumentView } from '@/lib/messaging/views'
import { recognise } from '@/lib/oauth/recognise'
import { currentProfile } from '@/lib/storage/select'
import type { Ports } from './ports'
import type { Store } from './store'

/** Judges pasted messages that belong to no flow. Nothing is stored. */
export function createDocuments(ports: Ports, store: Store) {
  return async (text: string): Promise<DocumentView | null> => {
    const found = recognise(text)
    if (found.kind !== 'document') return null
    const data = await store.data()
    const context = contextOfProfile(data, currentProfile(data), ports.now(), {
      state: null,
      nonce: null,
    })
    return { of: found.document.of, results: judgePasted(found.document, context) }
  }
}
