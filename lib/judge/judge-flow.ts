import type { Flow } from '@/lib/flow/model/flow'
import type { Data } from '@/lib/storage/data'
import { withAdvice } from './advice'
import { judgeMessage } from './judge-message'

/** Judges every message of a flow with what is known now, each at the time of its capture, and says what to try. */
export function judgeFlow(flow: Flow, data: Data): Flow {
  const messages = flow.messages.map((message) => ({
    ...message,
    results: judgeMessage(message, flow, data),
  }))
  return withAdvice({ ...flow, messages }, data)
}
