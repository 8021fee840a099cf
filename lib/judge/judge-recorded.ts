import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Data } from '@/lib/storage/data'
import { withAdvice } from './advice'
import { judgeComplete } from './judge-flow'
import { isUnopened, openMessage } from './open-message'
import type { Check } from './verify-token'

/**
 * Opens and judges an imported flow that was not judged where it was recorded. `check` must only use keys that are
 * known already.
 */
export async function judgeRecorded(flow: Flow, data: Data, check: Check): Promise<Flow> {
  let known = flow
  for (const { id } of flow.messages) {
    const message = known.messages.find((each) => each.id === id)
    if (!message || !isUnopened(message, known)) continue
    const opened = await openMessage(message, known, data, check)
    const messages = known.messages.map((each) =>
      each.id === id ? ({ ...each, ...opened } as OAuthMessage) : each,
    )
    known = { ...known, messages }
  }
  return withAdvice(await judgeComplete(known, data), data)
}
