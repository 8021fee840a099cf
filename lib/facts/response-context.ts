import type { Flow } from '@/lib/flow/model/flow'
import { codeKey } from '@/lib/flow/match/value-hash'
import type { SeenCode } from '@/lib/flow/model/flow-facts'
import { responsesOf } from '@/lib/flow/read/find-response'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Params } from '@/lib/model/params'
import type { Profile } from '@/lib/oauth/profile'
import { parseUrl } from '@/lib/model/url'

import { presentFacts, profileOfFlow, profilesOf, usableMetadata } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'

interface OtherIssuer {
  /** The name of the issuer's profile. */
  readonly name: string
  readonly issuer: string
  readonly origins: readonly string[]
}

interface Redemption {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Null if the response was not observed. */
  readonly accepted: boolean | null
}

/**
 * Facts about an authorization response from its flow, the other flows and the profiles: other possible
 * issuers, and the use of its code.
 */
export interface ResponseContext {
  /** Origins from which the flow's issuer sends responses. */
  readonly origins: readonly string[]
  /** The issuers of the other profiles. */
  readonly others: readonly OtherIssuer[]
  /** The token requests with its code, the earliest first. */
  readonly redemptions: readonly Redemption[]
  /** When an earlier response contained the same code, in milliseconds since the epoch. */
  readonly deliveredAt: number | null
  /** The page before a response that was sent as a form; null for any other response. */
  readonly formPage: FormPage | null
}

/** A page of the server, and how long it was shown. */
interface FormPage {
  /** The headers that rules judge; null if they were not observed. */
  readonly headers: Params | null
  /** Milliseconds from the page to the response. */
  readonly shown: number
}

/** The context of a response without a flow. */
export const emptyResponseContext: ResponseContext = {
  origins: [],
  others: [],
  redemptions: [],
  deliveredAt: null,
  formPage: null,
}

/** The context of a response in its flow. */
export function responseContextOf(
  message: AuthorizationResponse,
  flow: Flow,
  data: Data,
): ResponseContext {
  const profile = profileOfFlow(data, flow)
  const requested = flow.messages.flatMap((each) =>
    each.kind === 'authorization-request' ? originsOf(each.url) : [],
  )
  const code = codeOf(message)
  return {
    origins: [
      ...originsOf(flow.issuer),
      ...requested,
      ...(profile ? serverOrigins(data, profile) : []),
    ],
    others: profilesOf(data)
      .filter(({ issuer }) => issuer !== flow.issuer)
      .map((other) => ({
        name: other.name,
        issuer: other.issuer,
        origins: serverOrigins(data, other),
      })),
    redemptions: code === undefined ? [] : redemptionsOf(flow.messages, code),
    deliveredAt: code === undefined ? null : deliveredBefore(message, code, flow, data),
    formPage: formPageOf(message, flow),
  }
}

/** The last page of the server before a form, if the browser showed it. */
function formPageOf(
  { id, at, responseMode, via }: AuthorizationResponse,
  { messages }: Flow,
): FormPage | null {
  if (responseMode !== 'form' || via === 'pasted') return null
  const before = messages.slice(
    0,
    messages.findIndex((message) => message.id === id),
  )
  const page = before.findLast(
    (message) => message.kind === 'hop' || message.kind === 'authorization-request',
  )
  const result = page?.kind === 'authorization-request' ? page.httpResult : page
  if (!page || result?.status !== 200) return null
  return { headers: result.headers ?? null, shown: at - page.at }
}

function originsOf(url: string | null): readonly string[] {
  const origin = url === null ? undefined : parseUrl(url)?.origin
  return origin === undefined ? [] : [origin]
}

/** Origins of a server's pages and redirects. */
function serverOrigins(data: Data, profile: Profile): readonly string[] {
  const endpoint = usableMetadata(data, profile)?.['authorization_endpoint']
  return [
    ...originsOf(profile.issuer),
    ...originsOf(typeof endpoint === 'string' ? endpoint : null),
  ]
}

function codeOf(response: AuthorizationResponse): string | undefined {
  return param(membersOf(response), 'code') || undefined
}

function redemptionsOf(
  messages: readonly OAuthMessage[],
  code: string,
): ResponseContext['redemptions'] {
  return messages
    .filter((message) => message.kind === 'token-request')
    .filter(({ params }) => param(params, 'code') === code)
    .map(({ id, at }) => ({ at, accepted: wasAccepted(messages, id) }))
}

function wasAccepted(messages: readonly OAuthMessage[], requestMessageId: string): boolean | null {
  const tokenResponse = messages
    .filter((message) => message.kind === 'token-response')
    .find((message) => message.requestMessageId === requestMessageId)
  return tokenResponse === undefined || tokenResponse.status === null
    ? null
    : isSuccess(tokenResponse)
}

/** When an earlier response, in this or another flow, contained the same code; milliseconds since the epoch. */
function deliveredBefore(
  { id, at }: AuthorizationResponse,
  code: string,
  flow: Flow,
  data: Data,
): number | null {
  const own = responsesOf(flow)
    .filter((response) => codeOf(response) === code)
    .map((response): SeenCode => [code, response.id, response.at])
  const key = codeKey(code)
  const others = presentFacts(data)
    .filter((other) => other.id !== flow.id)
    .flatMap(({ codes }) => codes.filter(([known]) => known === key))
  const earlier = [...own, ...others].filter(
    ([, responseId, seenAt]) => responseId !== id && seenAt < at,
  )
  return earlier.length === 0 ? null : Math.min(...earlier.map(([, , seenAt]) => seenAt))
}
