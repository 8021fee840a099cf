import type { Flow } from '@/lib/flow/model/flow'
import type { Data } from '@/lib/storage/data'
import { withAdvice } from './advice'
import { judgeMessage } from './judge-message'

/**
 * Judges every message of a flow with current knowledge, at the time of its capture, and adds advice.
 */
export function judgeFlow(flow: Flow, data: Data): Flow {
  const messages = flow.messages.map((message) => ({
    ...message,
    results: judgeMessage(message, flow, data),
  }))
  return withAdvice({ ...flow, messages }, data)
}
