import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { isSuccess, requestOf } from '@/lib/flow/read/endpoint-response'
import type { JsonObject } from '@/lib/model/json'
import { withoutQuery } from '@/lib/model/url'
import { lifeKey } from './compare-member'
import type { Life } from './model'
import { valueAt, type ConsentType } from './schema'
import { bodyOf } from './snapshot'
import { resourceType } from './types'

/** A status that a server reported, and the life that it means; null if the type does not name it. */
export interface ReportedStatus {
  readonly text: string
  readonly life: Life | null
}

/** A response with a consent resource, and what earlier messages say about the same consent. */
export interface ResourceReport {
  readonly type: ConsentType
  /** The body of the request that created the consent; null if it was not observed. */
  readonly created: JsonObject | null
  readonly body: JsonObject
  readonly status: ReportedStatus | null
  /** The status in the last report before; null without one. */
  readonly earlierStatus: ReportedStatus | null
}

type Response = MessageOf<'resource-response'>

interface Exchange {
  readonly response: Response
  readonly url: string
  readonly body: JsonObject
  /** The body of the request, if it creates a consent. */
  readonly created: { readonly type: ConsentType; readonly body: JsonObject } | null
}

/** Payments that are made from a consent have the same members, and statuses of their own. */
const consentPath = /consents?(?:\/|$)/i

function exchangeOf(
  response: Response,
  request: EndpointRequest<'resource'> | undefined,
): Exchange | null {
  const url = withoutQuery(request?.url ?? '')
  const body = isSuccess(response) && consentPath.test(url) ? bodyOf(response.body) : null
  if (!body) return null
  const sent = request?.method === 'POST' ? bodyOf(request.body) : null
  const type = sent && resourceType(sent)
  return {
    response,
    body,
    url,
    created: sent && type ? { type, body: sent } : null,
  }
}

/** The id of a consent resource: in the body, otherwise at the end of the URL that it was read from. */
function idOf(type: ConsentType, { body, url, created }: Exchange): string | null {
  const id = type.id && valueAt(type.read(body), type.id)
  if (typeof id === 'string') return id
  return created ? null : (url.split('/').at(-1) ?? null)
}

function statusIn(type: ConsentType, body: JsonObject): ReportedStatus | null {
  const text = type.status && valueAt(type.read(body), type.status)
  return typeof text === 'string' ? { text, life: type.lives[lifeKey(text)] ?? null } : null
}

/** The consent resource in a response of a flow; null if the response contains none. */
export function resourceReportOf(
  response: Response,
  flow: Pick<Flow, 'messages'>,
): ResourceReport | null {
  const own = exchangeOf(response, requestOf(flow, response))
  const type = own && (own.created?.type ?? resourceType(own.body))
  if (!type) return null
  const id = idOf(type, own)
  const before = exchangesBefore(response, flow).filter(
    (each) => id !== null && idOf(type, each) === id,
  )
  const statuses = before.flatMap(({ body }) => statusIn(type, body) ?? [])
  return {
    type,
    body: own.body,
    created: [own, ...before].find(({ created }) => created)?.created?.body ?? null,
    status: statusIn(type, own.body),
    earlierStatus: statuses.at(-1) ?? null,
  }
}

function exchangesBefore(
  { id, at }: Pick<OAuthMessage, 'id' | 'at'>,
  { messages }: Pick<Flow, 'messages'>,
): readonly Exchange[] {
  const requests = new Map(
    messages.flatMap((each) =>
      each.kind === 'resource-request' ? [[each.id, each] as const] : [],
    ),
  )
  return messages
    .flatMap((each) => (each.kind === 'resource-response' && each.id !== id ? [each] : []))
    .filter((each) => each.at <= at)
    .toSorted((a, b) => a.at - b.at)
    .flatMap((each) => exchangeOf(each, requests.get(each.requestMessageId ?? '')) ?? [])
}

/** A consent resource that a flow created, and its last status before a message. */
export interface CreatedConsent {
  readonly type: ConsentType
  readonly id: string
  readonly status: ReportedStatus | null
}

/** The consent resources that were created before a message. */
export function createdBefore(
  message: Pick<OAuthMessage, 'id' | 'at'>,
  flow: Pick<Flow, 'messages'>,
): readonly CreatedConsent[] {
  const before = exchangesBefore(message, flow)
  return before.flatMap((each): readonly CreatedConsent[] => {
    if (!each.created) return []
    const { type } = each.created
    const id = idOf(type, each)
    if (id === null) return []
    const reports = before.filter((other) => idOf(type, other) === id)
    return [
      {
        type,
        id,
        status: reports.flatMap(({ body }) => statusIn(type, body) ?? []).at(-1) ?? null,
      },
    ]
  })
}
