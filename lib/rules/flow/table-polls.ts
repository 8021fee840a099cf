import type { Poll } from '@/lib/facts/flow-polls'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** Seconds that each `slow_down` adds to the interval. */
const step = 5

/** Seconds by which timers and the times of messages may differ. */
const jitter = 0.5

/** The interval itself is in a response that the browser does not see. */
function tooFast({ since, slowDowns }: Poll, code: string): readonly Finding[] {
  const least = slowDowns * step
  const seconds = since / 1000
  return seconds < least - jitter ? [finding(code, `${seconds.toFixed(1)} s`, `≥ ${least} s`)] : []
}

function afterEnd({ endedBy }: Poll): readonly Finding[] {
  return endedBy === null ? [] : [finding('after_end', endedBy)]
}

/** How a client asks for tokens while the user decides elsewhere. */
export const pollRules = [
  /** @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.5) */
  defineRule({
    id: 'dv-poll',
    on: 'flow',
    about: 'device_code',
    refs: ['RFC8628-3.4', 'RFC8628-3.5'],
    check({ message, flowContext: { poll } }) {
      if (message.kind !== 'token-request' || poll?.grant !== 'device') return undefined
      return [...tooFast(poll, 'slow_down'), ...afterEnd(poll)]
    },
  }),
  /** @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.11) */
  defineRule({
    id: 'cb-poll',
    on: 'flow',
    about: 'auth_req_id',
    refs: ['CIBA-7.3', 'CIBA-11', 'RFC8628-3.5'],
    check({ message, flowContext: { poll } }) {
      if (poll?.grant !== 'backchannel') return undefined
      if (message.kind === 'token-request') return [...tooFast(poll, 'fast'), ...afterEnd(poll)]
      if (message.kind !== 'token-response' || !poll.isExchanged) return undefined
      return isSuccess(message) ? [finding('reused')] : []
    },
  }),
] as const
