import { callResource } from '@/lib/client/resources'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { Protocol } from '@/lib/messaging/protocol'
import { callScope, emptyCall, fillCall } from '@/lib/oauth/call-values'
import { pollBody, readPoll, type EventPoll } from '@/lib/oauth/event-poll'
import { noFeed, type EventFeed, type FeedSet } from '@/lib/storage/event-feeds'
import { chosenProfile } from '@/lib/storage/select'
import { foreignHost, runCall, unsent, type CallServices } from './calls'
import { importedIssue, refuse } from './refuse'

type Input = Parameters<Protocol['eventsPoll']>[0]
type Result = Awaited<ReturnType<Protocol['eventsPoll']>>

/** So many SETs are listed. */
const maxListed = 100

/**
 * Polls for SETs, only at a press. A SET counts as acknowledged or refused once the transmitter accepted that.
 *
 * @see [RFC 8936](https://www.rfc-editor.org/rfc/rfc8936.html#section-2)
 */
export function createEventPolls(services: CallServices) {
  const { ports, store } = services

  return async ({ profileId, flowId, tokenId, url, poll }: Input): Promise<Result> => {
    const profile = chosenProfile(await store.data(), profileId)
    const flow = await store.flow(flowId)
    if (!profile) return refuse({ code: 'profile_missing' })
    if (!flow) return refuse({ code: 'flow_gone' })
    if (flow.imported) return refuse(importedIssue)
    if (flow.profileId !== profile.id) return refuse({ code: 'call_other_profile' })
    const sent = await runCall(services, flow, (ctx, { tokens }) => {
      const token = tokens.find(({ id }) => id === tokenId)
      if (token?.kind !== 'access_token') return unsent({ code: 'token_gone' })
      const scope = callScope(profile, { now: ports.now(), uuid: ports.newId }, flowValues(flow))
      // The body has values of the transmitter, in which nothing is a variable.
      const filled = fillCall(profile, callOf(url, poll), scope)
      if (filled.issues.length > 0) return unsent(...filled.issues)
      const foreign = foreignHost(ctx, filled.url)
      if (foreign) return unsent(foreign)
      const call = { ...filled, body: pollBody(poll) }
      return callResource(ctx, { ...call, accessToken: token.value, tokenType: token.tokenType })
    })
    if (!sent.ok) return sent
    const response = (await store.flow(flowId))?.messages.find(({ id }) => id === sent.messageId)
    if (!response || !isEndpointResponse(response)) return refuse({ code: 'flow_gone' })
    const { accepted } = sent
    await store.run((data, save) => {
      const feed = data.eventFeeds[profile.id] ?? noFeed
      const done = new Set(feed.sets.flatMap(({ jti, state }) => (state === 'new' ? [] : [jti])))
      const read = readPoll(response.body, poll, done)
      const last: EventFeed['last'] = {
        at: ports.now(),
        flowId,
        responseId: response.id,
        status: response.status,
        accepted,
        count: accepted ? read.sets.length : 0,
        moreAvailable: accepted ? read.moreAvailable : null,
        issues: accepted ? read.issues : response.issues,
      }
      const known = accepted ? feed.sets.map((set) => settled(set, poll)) : feed.sets
      const isKnown = new Set(known.map(({ jti }) => jti))
      const added = (accepted ? read.sets : [])
        .filter(({ jti }) => !isKnown.has(jti))
        .map(({ jti, text }): FeedSet => ({ jti, text, receivedAt: ports.now(), state: 'new' }))
      const sets = [...added, ...known].slice(0, maxListed)
      return save({ eventFeeds: { ...data.eventFeeds, [profile.id]: { sets, last } } })
    })
    return { ok: true, flowId, accepted }
  }
}

const callOf = (url: string, { setErrs }: EventPoll) => ({
  ...emptyCall,
  method: 'POST',
  url,
  // Only so that the call has the headers of a call with a body.
  body: '{}',
  headers: Object.keys(setErrs).length > 0 ? { 'content-language': 'en' } : {},
})

function settled(set: FeedSet, { ack, setErrs }: EventPoll): FeedSet {
  if (ack.includes(set.jti)) return { ...set, state: 'acknowledged' }
  const error = Object.hasOwn(setErrs, set.jti) ? setErrs[set.jti] : undefined
  return error ? { ...set, state: 'refused', err: error.err } : set
}
