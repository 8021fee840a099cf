import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/responses'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Profile } from '@/lib/oauth/profile'
import { parseUrl } from '@/lib/model/url'

import { profileOfFlow, profilesOf, usableMetadata, worldOf } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'

interface OtherIssuer {
  /** The name of its profile. */
  readonly name: string
  readonly issuer: string
  readonly origins: readonly string[]
}

interface Redemption {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Null where the answer was not seen. */
  readonly accepted: boolean | null
}

/** What the flow and the profiles say of a response: whose else it could be, and what became of its code. */
export interface ResponseContext {
  /** Where the issuer of the flow sends its responses from. */
  readonly origins: readonly string[]
  /** The issuers of the other profiles. */
  readonly others: readonly OtherIssuer[]
  /** The token requests with its code, the first one first. */
  readonly redemptions: readonly Redemption[]
  /** When another response brought the same code before, in milliseconds since the epoch. */
  readonly deliveredAt: number | null
}

/** A response on its own. */
export const emptyResponseContext: ResponseContext = {
  origins: [],
  others: [],
  redemptions: [],
  deliveredAt: null,
}

/** What its flow, the other flows and the profiles say of a response. */
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
  }
}

function originsOf(url: string | null): readonly string[] {
  const origin = url === null ? undefined : parseUrl(url)?.origin
  return origin === undefined ? [] : [origin]
}

/** Where the pages and the redirects of a server come from. */
function serverOrigins(data: Data, profile: Profile): readonly string[] {
  const endpoint = usableMetadata(data, profile)?.['authorization_endpoint']
  return [
    ...originsOf(profile.issuer),
    ...originsOf(typeof endpoint === 'string' ? endpoint : null),
  ]
}

const codes = new WeakMap<AuthorizationResponse, string>()

/** The code of a response; of a JARM it is read once, though every response is compared with all others. */
function codeOf(response: AuthorizationResponse): string | undefined {
  const known = codes.get(response) ?? param(membersOf(response), 'code') ?? ''
  codes.set(response, known)
  return known || undefined
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
  const answer = messages
    .filter((message) => message.kind === 'token-response')
    .find((message) => message.requestMessageId === requestMessageId)
  return answer === undefined || answer.status === null ? null : isSuccess(answer)
}

/** When another response, of this flow or of another, brought the same code before. */
function deliveredBefore(
  { id, at }: AuthorizationResponse,
  code: string,
  flow: Flow,
  data: Data,
): number | null {
  const flows = [flow, ...worldOf(data).flows.filter((other) => other.id !== flow.id)]
  const earlier = flows
    .flatMap(responsesOf)
    .filter((response) => response.id !== id && response.at < at && codeOf(response) === code)
    .map((response) => response.at)
  return earlier.length === 0 ? null : Math.min(...earlier)
}
