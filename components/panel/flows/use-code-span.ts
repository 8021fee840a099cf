import { useCodeLife } from '@/components/connected/code-life'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import { membersOf } from '@/lib/flow/read/response-members'

export interface CodeSpan {
  readonly from: number
  readonly until: number
}

/** The lifetime of the newest code of a flow, as a time span; null without a code. */
export function useCodeSpan(flow: Flow): CodeSpan | null {
  const { ms } = useCodeLife(flow)
  const response = flow.messages.findLast(
    (message) =>
      message.kind === 'authorization-response' && param(membersOf(message), 'code') !== undefined,
  )
  return response ? { from: response.at, until: response.at + ms } : null
}
