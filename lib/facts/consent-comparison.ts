import { compareObjects } from '@/lib/consent/compare-section'
import { expiryIn } from '@/lib/consent/life'
import type { ConsentRow } from '@/lib/consent/model'
import { instantOf } from '@/lib/consent/quantity'
import {
  createdBefore,
  resourceReportOf,
  type ReportedStatus,
} from '@/lib/consent/resource-history'
import type { ConsentType } from '@/lib/consent/schema'
import { requestSnapshot, tokenSnapshots } from '@/lib/consent/snapshot'
import { scopeType } from '@/lib/consent/types'
import type { Flow } from '@/lib/flow/model/flow'
import type { MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { isSuccess, requestOf } from '@/lib/flow/read/endpoint-response'
import type { JsonObject } from '@/lib/model/json'
import { param } from '@/lib/model/params'

/** A consent resource in a response, compared with the request that created it. */
export interface ComparedResource {
  readonly type: ConsentType
  /** Null if the request that created the consent was not observed. */
  readonly rows: readonly ConsentRow[] | null
  /** The members, as the type reads them. */
  readonly granted: JsonObject
  readonly status: ReportedStatus | null
  readonly earlierStatus: ReportedStatus | null
}

/** What a message says about a consent, in comparison with earlier messages. */
export interface ConsentComparison {
  /** Null for responses about tokens. */
  readonly resource: ComparedResource | null
  /** The last status of the consent that tokens were issued for; null for other messages. */
  readonly statusOfTokens: ReportedStatus | null
  /** The end of the sharing in an introspection of the refresh token; null for other messages. */
  readonly sharing: SharingEnd | null
}

/** When a sharing ends, in milliseconds since the epoch. */
interface SharingEnd {
  readonly requested: number
  readonly reported: number
}

const nothing: ConsentComparison = { resource: null, statusOfTokens: null, sharing: null }

/** The comparison in a message; null if the message has nothing to compare. */
export function consentComparisonOf(message: OAuthMessage, flow: Flow): ConsentComparison | null {
  if (message.kind === 'token-response') {
    const statusOfTokens = statusBehind(message, flow)
    return statusOfTokens && { ...nothing, statusOfTokens }
  }
  if (message.kind === 'introspection-response') {
    const sharing = sharingEndOf(message, flow)
    return sharing && { ...nothing, sharing }
  }
  if (message.kind !== 'resource-response') return null
  const report = resourceReportOf(message, flow)
  if (!report) return null
  const { type, body, created, status, earlierStatus } = report
  const rows =
    created && compareObjects(type, { requested: created, granted: body, now: undefined }, null)
  const resource = { type, rows, granted: type.read(body), status, earlierStatus }
  return { ...nothing, resource }
}

/** Tokens of these grants are for the consent of the flow. */
const grants: ReadonlySet<string | undefined> = new Set(['authorization_code', 'refresh_token'])

/** The last status of the only consent resource of a flow, if tokens were issued for it. */
function statusBehind(message: MessageOf<'token-response'>, flow: Flow): ReportedStatus | null {
  const grant = param(requestOf(flow, message)?.params ?? [], 'grant_type')
  if (!isSuccess(message) || !grants.has(grant)) return null
  const created = createdBefore(message, flow)
  const [only] = created
  return created.length === 1 && only ? only.status : null
}

/**
 * In the CDR the refresh token ends with the sharing, whose length is in the request.
 *
 * @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#tokens)
 */
function sharingEndOf(message: MessageOf<'introspection-response'>, flow: Flow): SharingEnd | null {
  const requestBody = requestSnapshot(flow)?.body
  const type = requestBody && scopeType([requestBody])
  if (!type?.isExpiryRelative || !isAboutRefreshToken(message, flow)) return null
  const snapshots = tokenSnapshots(flow)
  const granted = snapshots.find(({ kind }) => kind === 'token-response')
  const report = snapshots.find(({ messageId }) => messageId === message.id)
  const requested = granted ? expiryIn(type, requestBody, granted.at) : null
  const reported = report && !report.isInactive ? instantOf(report.body?.['exp']) : null
  return requested === null || reported === null ? null : { requested, reported }
}

function isAboutRefreshToken(message: MessageOf<'introspection-response'>, flow: Flow): boolean {
  const token = param(requestOf(flow, message)?.params ?? [], 'token')
  return flow.tokens.some(({ kind, value }) => kind === 'refresh_token' && value === token)
}
