import { authorizeUrl, type Authorization } from '@/lib/client/authorization'
import type { SentRequest } from '@/lib/client/client-context'
import { preparedFirst, preparePush } from '@/lib/client/prepare-push'
import { decodeJwt } from '@/lib/jose/decode'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { PreparedSent, PushedAgain, RequestPreview } from '@/lib/messaging/request-commands'
import { param, type Params } from '@/lib/model/params'
import { authorizeParams } from '@/lib/oauth/authorize-params'
import { applyValues, noValues, type RequestValues } from '@/lib/oauth/request-values'
import type { Profile } from '@/lib/oauth/profile'
import { changedSince, originOf, withOrigin, type RequestOrigin } from '@/lib/oauth/request-origin'
import { requestWarnings } from '@/lib/oauth/request-warnings'
import type { VariableScope } from '@/lib/oauth/variables'
import type { PreparedRequest } from '@/lib/storage/saved-requests'
import { chosenProfile } from '@/lib/storage/select'
import { noOverrides, build, sendBy, sendsNothing, startFlow, type Built } from './push'
import type { CallServices } from './calls'
import { variablesOf } from './client-contexts'
import { refuse } from './refuse'
import type { createRequests } from './requests'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
type Open = ReturnType<typeof createRequests>['open']

/** So many previews can be sent: those of the newest pages. */
const maxPrepared = 6

/** A proof without a lifetime of its own is made anew after this time, in milliseconds. */
const proofMs = 60_000

/** What a prepared request needs to be sent. */
interface Kept {
  readonly values: RequestValues
  /** What a stored request requested instead of the profile; null for the profile's. */
  readonly requested: RequestOrigin['requested'] | null
  readonly authorization: Authorization
  /** Null if it is sent in the URL. */
  readonly push: SentRequest | null
  readonly authorizeUrl: string
}

/** Builds authorization requests for previews, and sends them as they were shown. */
export function createPrepared(services: CallServices, open: Open) {
  const { ports, store, contextOf } = services

  return {
    async prepare(
      input: Input<'requestPrepare'>,
    ): Promise<CommandResult<{ preview: RequestPreview }>> {
      const { profileId, values } = input
      const profile = chosenProfile(await store.data(), profileId)
      return profile ? prepareFor(profile, values, null) : refuse({ code: 'profile_missing' })
    },

    send,

    /** Pushes a request of the list again, with the values that it was made with. */
    async again({ id }: Input<'requestAgain'>): Promise<PushedAgain> {
      const data = await store.data()
      const request = data.requests.find((each) => each.id === id)
      const profile = chosenProfile(data, request?.profileId ?? null)
      if (!request) return refuse({ code: 'request_gone' })
      if (!profile) return refuse({ code: 'profile_missing' })
      const { origin, requested, label } = request
      const values = origin?.values ?? withRedirectUri(requested.redirectUri)
      const made = await prepareFor(profile, values, origin?.requested ?? null)
      if (!made.ok) return made
      const sent = await send({ id: made.preview.id, item: null, label, open: null })
      if (!sent.ok) return sent
      return { ...sent, changed: origin ? changedSince(profile, origin) : [], isKnown: !!origin }
    },
  }

  /** Builds a request of a profile; `requested` has what a stored request requested instead. */
  async function prepareFor(
    stored: Profile,
    values: RequestValues,
    requested: RequestOrigin['requested'] | null,
  ): Promise<CommandResult<{ preview: RequestPreview }>> {
    const data = await store.data()
    const profileId = stored.id
    const profile = requested ? withOrigin(stored, { requested }) : stored
    const scopes = sameScopes(variablesOf(ports, profile))
    const applied = applyValues(profile, values, scopes())
    if ('issues' in applied) return refuse(...applied.issues)
    const { assertion, requestObject, codeVerifier, without } = applied
    // A preview is drawn anew after each input, which needs no new key.
    const last = data.prepared.find((each) => each.profileId === profileId)
    const isKept = data.keys.some(({ id }) => id === last?.dpopKeyId)
    const built = await build(
      services,
      applied.profile,
      { ...noOverrides, codeVerifier, without },
      {
        jwts: { assertion, requestObject },
        dpopKeyId: isKept ? (last?.dpopKeyId ?? null) : null,
      },
    )
    if ('issues' in built) return refuse(...built.issues)
    const { ctx, authorization } = built
    const push = profile.sendBy === 'par' ? await preparePush(ctx, authorization) : null
    if (push && 'issues' in push) return refuse(...push.issues)
    const url = authorizeUrl(ctx, authorization, push ? '' : null)
    if (typeof url !== 'string') return refuse(url)
    const kept: Kept = { values, requested, authorization, push, authorizeUrl: url }
    const prepared: PreparedRequest = {
      id: ports.newId(),
      profileId,
      at: ports.now(),
      dpopKeyId: authorization.requested.dpopKeyId,
      text: JSON.stringify(kept),
    }
    await store.run((known, save) =>
      save({ prepared: [prepared, ...known.prepared].slice(0, maxPrepared) }),
    )
    const profileParams = paramsOfProfile(profile, scopes(), authorization)
    return { ok: true, preview: previewOf(built, { prepared, kept, profileParams }) }
  }

  async function send({
    id,
    item,
    label,
    open: where,
  }: Input<'requestSend'>): Promise<PreparedSent> {
    const prepared = await take(id)
    const profile = chosenProfile(await store.data(), prepared?.profileId ?? '')
    if (!prepared || !profile) return refuse({ code: 'prepared_gone' })
    const sent = await sendKept(profile, prepared, label)
    if (!sent.ok) return sent
    if (item !== null) await remember(`${prepared.profileId} ${item}`, sent)
    if (!sent.storedRequestId || !where) return sent
    const opened = await open(sent.storedRequestId, where)
    return opened.ok ? { ...sent, flowId: opened.flowId } : opened
  }

  /** Takes a prepared request out, so that a second press cannot send the same octets again. */
  function take(id: string): Promise<PreparedRequest | null> {
    return store.run(async (data, save) => {
      const found = data.prepared.find((each) => each.id === id)
      if (found) await save({ prepared: data.prepared.filter((each) => each !== found) })
      return found ?? null
    })
  }

  async function sendKept(
    stored: Profile,
    { dpopKeyId, text }: PreparedRequest,
    label: string | null,
  ): Promise<PreparedSent> {
    const { values, requested, authorization, push, authorizeUrl: url } = JSON.parse(text) as Kept
    const profile = requested ? withOrigin(stored, { requested }) : stored
    const applied = applyValues(profile, values, variablesOf(ports, profile))
    if ('issues' in applied) return refuse(...applied.issues)
    const context = await contextOf(applied.profile, sendsNothing, dpopKeyId)
    if ('ok' in context) return context
    const { assertion, requestObject } = applied
    const ctx = { ...context, jwts: { assertion, requestObject } }
    const started = await startFlow(services, { ctx, authorization }, label)
    const made = { ...started, origin: originOf(profile, values) }
    if (!push) {
      const added = await sendBy.url(services, { ...made, authorizeUrl: url }, { label })
      return added.ok ? { ...added, resent: false } : added
    }
    const first = preparedFirst(made.recorder.send, push)
    const sending = { ...made, ctx: { ...made.ctx, send: first.send } }
    const sent = await sendBy.par(services, sending, { label })
    return sent.ok ? { ...sent, resent: first.count() > 1 } : sent
  }

  /** Notes a run for the library. */
  async function remember(
    item: string,
    { flowId, accepted }: { readonly flowId: string | null; readonly accepted: boolean },
  ): Promise<void> {
    const flow = flowId === null ? null : await store.flow(flowId)
    const response = flow?.messages.findLast((message) => message.kind === 'par-response')
    const run = { flowId, accepted, status: response?.status ?? null, at: ports.now() }
    await store.run((data, save) => save({ requestRuns: { ...data.requestRuns, [item]: run } }))
  }
}

/** All that is known of a request that was made elsewhere. */
function withRedirectUri(redirectUri: string | null): RequestValues {
  return redirectUri === null ? noValues : { ...noValues, params: { redirect_uri: redirectUri } }
}

/** Scopes that give the same values in the same order, so that two requests can be compared. */
function sameScopes(scope: VariableScope): () => VariableScope {
  const known: string[] = []
  return () => {
    let next = 0
    return {
      ...scope,
      uuid: () => {
        const at = next
        next += 1
        return (known[at] ??= scope.uuid())
      },
    }
  }
}

/** What the profile alone would send; nothing if it cannot be built. */
function paramsOfProfile(
  profile: Profile,
  scope: VariableScope,
  { params, state, nonce }: Authorization,
): Params {
  const applied = applyValues(profile, noValues, scope)
  if ('issues' in applied) return []
  const made = authorizeParams(applied.profile, {
    redirectUri: profile.redirectUris[0] ?? '',
    state,
    nonce,
    codeChallenge: param(params, 'code_challenge') ?? '',
    dpopJkt: param(params, 'dpop_jkt') ?? null,
  })
  return 'issues' in made ? [] : made.params
}

interface Shown {
  readonly prepared: PreparedRequest
  readonly kept: Kept
  readonly profileParams: Params
}

function previewOf({ ctx }: Built, { prepared, kept, profileParams }: Shown): RequestPreview {
  const { authorization, push, authorizeUrl: url } = kept
  const { params, requestObject } = authorization
  const form = push ? [...new URLSearchParams(push.body)] : []
  const clientAssertion = param(form, 'client_assertion') ?? null
  const hasProof = push?.headers.some(([name]) => name.toLowerCase() === 'dpop') ?? false
  const ends = [
    ...[requestObject, clientAssertion].flatMap((jwt) => expiryOf(jwt, prepared.at)),
    ...(hasProof ? [prepared.at + proofMs] : []),
  ]
  return {
    id: prepared.id,
    at: prepared.at,
    freshUntil: ends.length > 0 ? Math.min(...ends) : null,
    params,
    profileParams,
    requestObject,
    clientAssertion,
    push: push && {
      method: push.method,
      url: push.url,
      headers: push.headers,
      body: push.body,
    },
    authorizeUrl: url,
    warnings: [...authorization.warnings, ...requestWarnings(params, ctx.profile, ctx.metadata)],
  }
}

/** When a JWT expires, in milliseconds; nothing if it has expired already, as a test may want. */
function expiryOf(jwt: string | null, now: number): readonly number[] {
  const exp: unknown = jwt === null ? undefined : decodeJwt(jwt).payload?.['exp']
  return typeof exp === 'number' && exp * 1000 > now ? [exp * 1000] : []
}
