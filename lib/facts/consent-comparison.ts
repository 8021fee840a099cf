import { compareObjects } from '@/lib/consent/compare-section'
import type { ConsentRow } from '@/lib/consent/model'
import {
  createdBefore,
  resourceReportOf,
  type ReportedStatus,
} from '@/lib/consent/resource-history'
import type { ConsentType } from '@/lib/consent/schema'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
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
  /** Null for a token response. */
  readonly resource: ComparedResource | null
  /** The last status of the consent that tokens were issued for; null for other messages. */
  readonly statusOfTokens: ReportedStatus | null
}

/** The comparison in a message; null if the message has nothing to compare. */
export function consentComparisonOf(message: OAuthMessage, flow: Flow): ConsentComparison | null {
  if (message.kind === 'token-response') {
    const statusOfTokens = statusBehind(message, flow)
    return statusOfTokens && { resource: null, statusOfTokens }
  }
  if (message.kind !== 'resource-response') return null
  const report = resourceReportOf(message, flow)
  if (!report) return null
  const { type, body, created, status, earlierStatus } = report
  const rows =
    created && compareObjects(type, { requested: created, granted: body, now: undefined }, null)
  const resource = { type, rows, granted: type.read(body), status, earlierStatus }
  return { resource, statusOfTokens: null }
}

/** Tokens of these grants are for the consent of the flow. */
const grants: ReadonlySet<string | undefined> = new Set(['authorization_code', 'refresh_token'])

/** The last status of the only consent resource of a flow, if tokens were issued for it. */
function statusBehind(
  message: Extract<OAuthMessage, { kind: 'token-response' }>,
  flow: Flow,
): ReportedStatus | null {
  const grant = param(requestOf(flow, message)?.params ?? [], 'grant_type')
  if (!isSuccess(message) || !grants.has(grant)) return null
  const created = createdBefore(message, flow)
  const [only] = created
  return created.length === 1 && only ? only.status : null
}
