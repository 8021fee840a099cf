import { useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import type { EventPoll } from '@/lib/oauth/event-poll'
import { command } from '@/lib/state/actions'
import type { CallToken } from '../calls/use-call-tokens'

export interface Polling {
  readonly pending: boolean
  /** Why nothing could be sent. */
  readonly issues: readonly Issue[]
  readonly poll: (poll: Partial<EventPoll>) => void
}

/** A poll that only acknowledges or refuses. @see [RFC 8936](https://www.rfc-editor.org/rfc/rfc8936.html#section-2.4) */
export const onlySettles = { maxEvents: 0, returnImmediately: true } as const

const usual: EventPoll = { maxEvents: null, returnImmediately: true, ack: [], setErrs: {} }

/** Polls for SETs, one call at a time. */
export function usePoll(profileId: string, url: string, chosen: CallToken | null): Polling {
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const poll = async (wanted: Partial<EventPoll>) => {
    if (busy.current || !chosen) return
    busy.current = true
    setPending(true)
    setIssues([])
    const { flowId, token } = chosen
    const data = { profileId, flowId, tokenId: token.id, url, poll: { ...usual, ...wanted } }
    const result = await ask(command('eventsPoll', data))
    busy.current = false
    setPending(false)
    if (!result.ok) setIssues(result.issues)
  }
  return { pending, issues, poll: (wanted) => void poll(wanted) }
}
