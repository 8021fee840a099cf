import { isUnsolicited } from '@/lib/flow/read/code-state'
import { readableMembers, given, isParUri } from '../reading'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { defineRule, notObserved } from '../rule'

const on = 'flow'

/** Tolerated difference between the clocks, in seconds. FAPI servers may refuse more than 10 seconds. */
const tolerance = { fapi: 10, others: 60 }

export const table = [
  defineRule({
    id: 'par-client-binding',
    on,
    about: 'client_id',
    refs: ['RFC9126-2.2', 'RFC9126-7.5'],
    check({ message, flowContext: { pushingClient } }) {
      if (message.kind !== 'authorization-request') return undefined
      const requestUri = given(message.params, 'request_uri')
      const client = given(message.params, 'client_id')
      if (requestUri === undefined || client === undefined) return undefined
      if (pushingClient === null) return isParUri(requestUri) ? notObserved : undefined
      return client === pushingClient ? [] : [finding('differs', client, pushingClient)]
    },
  }),
  defineRule({
    id: 'ca-reuse-across-endpoints',
    on,
    about: 'client_assertion',
    refs: ['OIDC-CORE-9'],
    check({ message, flowContext: { assertionSentTo } }) {
      if (!('headers' in message) || !('params' in message)) return undefined
      if (given(message.params, 'client_assertion') === undefined) return undefined
      const isElsewhere = assertionSentTo !== null && message.kind !== `${assertionSentTo}-request`
      return isElsewhere ? [finding('reused', assertionSentTo)] : []
    },
  }),
  defineRule({
    id: 'fl-clock',
    on,
    about: 'date',
    refs: ['FAPI2-SP-5.3.2.1', 'RFC9110-6.6.1'],
    check({ flowContext: { clockSkew }, context }) {
      if (clockSkew === null) return undefined
      const limit = isFapi(context.ruleProfile) ? tolerance.fapi : tolerance.others
      return Math.abs(clockSkew) <= limit
        ? []
        : [finding('skew', `${Math.round(clockSkew)} s`, `${limit} s`)]
    },
  }),
  defineRule({
    id: 'fl-response-once',
    on,
    about: 'state',
    refs: ['RFC6749-4.1.2', 'RFC9700-4.7.1'],
    check({ message, flowContext: { earlierOutcome, isAcceptedAgain } }) {
      if (message.kind !== 'authorization-response') return undefined
      if (message.via === 'pasted' || isUnsolicited(message)) return undefined
      if (earlierOutcome === null) return []
      if (given(readableMembers(message), 'error') !== undefined) return undefined
      if (isAcceptedAgain) return [finding('accepted')]
      return [finding(earlierOutcome === 'success' ? 'second' : 'late')]
    },
  }),
] as const
