import * as v from 'valibot'
import { listOf } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import type { Status } from '@/lib/model/rule-result'
import { callMethods, type CallValues } from '@/lib/oauth/call-values'
import { pagingRules } from '@/lib/oauth/paging'

/** A resource call of a profile that the tester saved under a name. */
export interface SavedCall {
  readonly id: string
  readonly profileId: string
  readonly name: string
  readonly values: CallValues
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly removedAt?: number
}

/** A resource call that is neither saved nor reset yet. */
export interface CallDraft {
  readonly values: CallValues
  /** The saved call that it started from; null for a new one. */
  readonly from: string | null
  /** Time of the last input, in milliseconds since the epoch. */
  readonly at: number
}

/** One call that was made, for the history. What was sent and received is in the flow. */
export interface CallRun {
  readonly id: string
  /** When it was begun, in milliseconds since the epoch. */
  readonly at: number
  /** The flow whose token was used. */
  readonly flowId: string
  /** The messages in the flow; null until there is a response. */
  readonly requestId: string | null
  readonly responseId: string | null
  readonly status: number | null
  /** Milliseconds until the response. */
  readonly took: number | null
  /** Null while it is running, or if the background was terminated meanwhile. */
  readonly verdict: Status | null
  /** What differs from the expectation. */
  readonly issues: readonly Issue[]
  /** The error code of the server; null without one. */
  readonly error: string | null
  readonly page: { readonly page: number | null; readonly pages: number | null } | null
  /** The value of `x-idempotency-key` that was sent; null without one. */
  readonly idempotencyKey: string | null
}

const text = v.string()

/** The values of a call, in storage, files and commands. */
export const callValues: v.GenericSchema<CallValues> = v.object({
  method: v.picklist(callMethods),
  url: text,
  headers: v.record(text, v.nullable(text)),
  body: text,
  paging: v.picklist(pagingRules),
  expect: v.object({ status: text, json: v.boolean() }),
})

const savedCall: v.GenericSchema<SavedCall> = v.object({
  id: text,
  profileId: text,
  name: text,
  values: callValues,
  createdAt: v.number(),
  removedAt: v.exactOptional(v.number()),
})

const isSavedCall = (value: unknown): value is SavedCall => v.is(savedCall, value)

/** Usable calls, and other stored entries, which are preserved for a different version of Parley. */
export function readSavedCalls(value: unknown): {
  readonly usable: readonly SavedCall[]
  readonly others: readonly unknown[]
} {
  const entries = listOf(value)
  return {
    usable: entries.filter(isSavedCall),
    others: entries.filter((entry) => !isSavedCall(entry)),
  }
}
