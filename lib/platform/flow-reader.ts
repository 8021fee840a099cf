import { browser } from 'wxt/browser'
import type { Flow } from '@/lib/flow/model/flow'
import { sendMessage } from '@/lib/messaging'
import { recordKey } from '@/lib/storage/flow-index'
import { records } from './records'

/**
 * Reads a revision of a flow for a page; null if it was removed. In Firefox, pages in a private window
 * have a separate database, so they ask the background.
 */
export async function readFlow(id: string, rev: number): Promise<Flow | null> {
  if (browser.extension.inIncognitoContext) return sendMessage('flowRead', { id })
  const [text] = await records.get([recordKey({ id, rev })])
  return text === undefined ? null : (JSON.parse(text) as Flow)
}
