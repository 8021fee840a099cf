import { createdBefore } from '@/lib/consent/resource-history'
import type { Column } from '@/lib/consent/model'
import { valueAt } from '@/lib/consent/schema'
import { elementsOf, requestSnapshot, tokenSnapshots } from '@/lib/consent/snapshot'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import { jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { param } from '@/lib/model/params'

/** A consent as one message states it. */
export interface StatedConsent {
  /** `requested` for a request, `granted` for a token response, `now` for later reports. */
  readonly column: Column
  /** The members: `scope`, `authorization_details`, or those of a consent resource. */
  readonly body: JsonObject
  /** The objects in `authorization_details`. */
  readonly elements: readonly JsonObject[]
  /** The URL in the browser contains `authorization_details`. */
  readonly isInBrowser: boolean
  /** The request creates a consent resource. */
  readonly creation: Pick<EndpointRequest, 'method' | 'url'> | null
  /** The last status of each consent before this message, by `consent_id`. */
  readonly earlierStatuses: ReadonlyMap<string, string>
  /** The ids of the consent resources that were created before. */
  readonly createdIds: readonly string[]
}

type Read = (
  message: OAuthMessage,
  flow: Flow,
) => Pick<StatedConsent, 'column' | 'body'> | null | undefined

const inRequest: Read = ({ id }, flow) => {
  const snapshot = requestSnapshot(flow)
  return snapshot?.messageId === id && snapshot.body
    ? { column: 'requested', body: snapshot.body }
    : null
}

const inResponse: Read = ({ id }, flow) => {
  const snapshot = tokenSnapshots(flow).find(({ messageId }) => messageId === id)
  if (!snapshot?.body) return null
  return { column: snapshot.kind === 'token-response' ? 'granted' : 'now', body: snapshot.body }
}

const inResource: Read = (message) => {
  if (message.kind !== 'resource-request' || message.method !== 'POST') return null
  const body = jsonObjectOf(message.body)
  return body && { column: 'requested', body }
}

const readers: Readonly<Partial<Record<MessageKind, Read>>> = {
  'par-request': inRequest,
  'authorization-request': inRequest,
  'token-response': inResponse,
  'introspection-response': inResponse,
  'resource-request': inResource,
}

/** The consent that a message states; null if it states none. */
export function statedConsentOf(message: OAuthMessage, flow: Flow): StatedConsent | null {
  const read = readers[message.kind]?.(message, flow)
  if (!read) return null
  const before = flow.messages.filter(({ id, at }) => id !== message.id && at <= message.at)
  return {
    ...read,
    elements: elementsOf(read.body, read.column).elements ?? [],
    isInBrowser:
      message.kind === 'authorization-request' &&
      param(message.params, 'authorization_details') !== undefined,
    creation: message.kind === 'resource-request' ? message : null,
    earlierStatuses:
      read.column === 'requested' ? new Map() : statusesIn({ ...flow, messages: before }),
    createdIds: createdIdsBefore(message, flow),
  }
}

/** Only authorization requests refer to consent resources. */
function createdIdsBefore(message: OAuthMessage, flow: Flow): readonly string[] {
  return message.kind === 'par-request' || message.kind === 'authorization-request'
    ? createdBefore(message, flow).map(({ id }) => id)
    : []
}

function statusesIn(flow: Flow): ReadonlyMap<string, string> {
  const elements = tokenSnapshots(flow).flatMap(
    ({ body }) => elementsOf(body, 'now').elements ?? [],
  )
  return new Map(
    elements.flatMap(({ consent }): [string, string][] => {
      const id = valueAt(consent, ['consent_id'])
      const status = valueAt(consent, ['status'])
      return typeof id === 'string' && typeof status === 'string' ? [[id, status]] : []
    }),
  )
}
