import { listOf } from '@/lib/model/json'
import type { JwtValues, RequestValues } from '@/lib/oauth/request-values'
import * as v from 'valibot'

/** An authorization request of a profile that the tester saved under a name. */
export interface SavedRequest {
  readonly id: string
  readonly profileId: string
  readonly name: string
  readonly values: RequestValues
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly removedAt?: number
}

/** A request that is neither saved nor reset yet. */
export interface RequestDraft {
  readonly values: RequestValues
  /** The saved request that it started from; null for the profile's own. */
  readonly from: string | null
  /** The flow whose values it started with, to which Escape goes back. */
  readonly flowId: string | null
  /** Time of the last input, in milliseconds since the epoch. */
  readonly at: number
  /** Time when it was started. A screen selects a draft that was started elsewhere. */
  readonly startedAt: number
}

/** An authorization request that was built for a preview and may be sent as it is. */
export interface PreparedRequest {
  readonly id: string
  readonly profileId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The key that its tokens are bound to; null if they are not bound. */
  readonly dpopKeyId: string | null
  /** What is sent, as JSON text of the background. */
  readonly text: string
}

/** The last push of a request, by the id of its item in the library. */
export interface RequestRun {
  readonly flowId: string | null
  readonly accepted: boolean
  /** The HTTP status of the response; null without one. */
  readonly status: number | null
  readonly at: number
}

const text = v.string()
const values = v.record(text, v.nullable(text))

const jwt: v.GenericSchema<JwtValues> = v.object({
  aud: v.exactOptional(text),
  lifetime: v.exactOptional(v.nullable(v.number())),
  claims: v.exactOptional(text),
  header: v.exactOptional(text),
})

/** The values of a request, in storage, files and commands. */
export const requestValues: v.GenericSchema<RequestValues> = v.object({
  params: values,
  codeVerifier: v.exactOptional(text),
  headers: values,
  assertion: jwt,
  requestObject: jwt,
})

const savedRequest: v.GenericSchema<SavedRequest> = v.object({
  id: text,
  profileId: text,
  name: text,
  values: requestValues,
  createdAt: v.number(),
  removedAt: v.exactOptional(v.number()),
})

const isSavedRequest = (value: unknown): value is SavedRequest => v.is(savedRequest, value)

/** Usable requests, and other stored entries, which are preserved for a different version of Parley. */
export function readSavedRequests(value: unknown): {
  readonly usable: readonly SavedRequest[]
  readonly others: readonly unknown[]
} {
  const entries = listOf(value)
  return {
    usable: entries.filter(isSavedRequest),
    others: entries.filter((entry) => !isSavedRequest(entry)),
  }
}
