import {
  authorizeUrl,
  makeAuthorization,
  pushAuthorization,
  type Authorization,
  type PushResult,
} from '@/lib/client/authorization'
import type { ClientContext } from '@/lib/client/client-context'
import { usesCertificate } from '@/lib/client/endpoints'
import { editMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow } from '@/lib/flow/model/flow'
import type { ParResponse } from '@/lib/flow/model/message'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { Protocol, PushOverrides } from '@/lib/messaging/protocol'
import { momentAfter } from '@/lib/model/lifetime'
import type { Profile } from '@/lib/oauth/profile'
import { originOf, type RequestOrigin } from '@/lib/oauth/request-origin'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { nameAccess, nameCertificate } from './access-service'
import type { CallServices } from './calls'
import { refuse, type Refused } from './refuse'
import { chosenProfile, knownClient } from '@/lib/storage/select'
import { createRecorder, editFlow, type Recorder } from './record'
import { newFlow } from './new-flow'
import type { createRequests } from './requests'

type Input = Parameters<Protocol['requestPush']>[0]
type PushCommandResult = Awaited<ReturnType<Protocol['requestPush']>>
type Open = ReturnType<typeof createRequests>['open']

export const noOverrides: PushOverrides = {
  label: null,
  redirectUri: null,
  state: null,
  nonce: null,
}

/**
 * Builds a new authorization request, pushes it, adds it to the request list, and opens it if `open`
 * is set.
 */
export function createPush(services: CallServices, open: Open) {
  return async ({ profileId, overrides, open: where }: Input): Promise<PushCommandResult> => {
    const profile = chosenProfile(await services.store.data(), profileId)
    if (!profile) return refuse({ code: 'profile_missing' })
    const response = await pushRequest(services, { profile, wanted: overrides ?? noOverrides })
    if (!response.ok || !response.storedRequestId || !where) return response
    const opened = await open(response.storedRequestId, where)
    return opened.ok ? { ...response, flowId: opened.flowId } : opened
  }
}

/** What an authorization request is made from. */
export interface PushStart {
  /** The stored profile, or one with changes for this request. */
  readonly profile: Profile
  readonly wanted?: PushOverrides
  /** A stored flow to which the request belongs; without one, the request begins a flow. */
  readonly flow?: Flow
}

/** Builds an authorization request, pushes it if the profile says so, and adds it to the request list. */
export async function pushRequest(
  services: CallServices,
  start: PushStart,
): Promise<PushCommandResult> {
  const { profile, wanted = noOverrides } = start
  const built = await build(services, profile, wanted, { flow: start.flow })
  if ('issues' in built) return refuse(...built.issues)
  const made = await startFlow(services, built, wanted.label, start.flow)
  const origin = originOf(profile, valuesOf(wanted))
  return sendBy[profile.sendBy](services, { ...made, origin }, wanted)
}

/** The values of a request that differ from its profile. */
function valuesOf({ redirectUri, state, nonce }: PushOverrides): RequestValues {
  const params = Object.entries({ redirect_uri: redirectUri, state, nonce })
  return { ...noValues, params: Object.fromEntries(params.filter(([, value]) => value !== null)) }
}

/** An authorization request that has been built. Its context sends nothing. */
export interface Built {
  readonly ctx: ClientContext
  readonly authorization: Authorization
}

/** An authorization request that is ready to be sent, and its flow. */
interface Made extends Built {
  readonly flow: Flow
  /** The flow was stored before. */
  readonly isKnown: boolean
  /** Puts the request into its flow. */
  readonly begin: (flow: Flow) => Flow
  readonly recorder: Recorder
  /** What it was made from. */
  readonly origin?: RequestOrigin
  /** The URL as it was shown; absent if none was. */
  readonly authorizeUrl?: string
}

/** A context is built before its flow exists, so it cannot record what it would send. */
export const sendsNothing: ClientContext['send'] = () =>
  Promise.reject(new Error('Nothing can be sent yet'))

interface BuildOptions {
  readonly jwts?: ClientContext['jwts']
  readonly dpopKeyId?: string | null
  /** The stored flow to which the request belongs. */
  readonly flow?: Flow | undefined
}

/** Builds an authorization request. Its tokens are bound to the given DPoP key, or to a new one. */
export async function build(
  { keys, contextOf }: CallServices,
  profile: Profile,
  wanted: Parameters<typeof makeAuthorization>[1],
  { jwts, dpopKeyId: given, flow }: BuildOptions = {},
): Promise<Built | Refused> {
  const isBound = profile.bindTokens === 'dpop'
  const known = given ?? flow?.requested.dpopKeyId
  const dpopKeyId = isBound ? (known ?? (await keys.makeDpop()).id) : null
  const context = await contextOf(profile, sendsNothing, dpopKeyId, flow && flowValues(flow))
  if ('ok' in context) return context
  const ctx = { ...context, ...(jwts && { jwts }) }
  const made = await makeAuthorization(ctx, wanted)
  if ('issues' in made) return refuse(...made.issues)
  return { ctx, authorization: { ...made, requested: { ...made.requested, dpopKeyId } } }
}

/** The flow of a request that is about to be sent; what is sent is recorded in it. */
export async function startFlow(
  { ports, store }: CallServices,
  { ctx, authorization }: Built,
  label: string | null,
  known?: Flow,
): Promise<Made> {
  const { requested, state, nonce, redirectUri } = authorization
  const name = label?.trim()
  const begin = (flow: Flow): Flow => ({
    ...flow,
    ...(name && { name }),
    redirectUris: [redirectUri],
    expected: { state, nonce },
    requested,
  })
  const flow = begin(known ?? newFlow(ports, knownClient(await store.data(), ctx.profile)))
  const recorder = createRecorder(ports, store, { id: flow.id, issuer: ctx.profile.issuer })
  const isKnown = known !== undefined
  return { ctx: { ...ctx, send: recorder.send }, authorization, flow, isKnown, begin, recorder }
}

/** Stores the flow of a request. One that was stored before may have changed since it was read. */
function storeFlow(
  store: CallServices['store'],
  { flow, isKnown, begin }: Made,
  more: Partial<Flow> = {},
): Promise<void> {
  return store.run(async (_, save) => {
    const stored = isKnown ? await store.flow(flow.id) : flow
    if (stored) await save({ putFlows: [{ ...begin(stored), ...more }] })
  })
}

type SendBy = (
  services: CallServices,
  made: Made,
  wanted: Pick<PushOverrides, 'label'>,
) => Promise<PushCommandResult>

export const sendBy: Readonly<Record<Profile['sendBy'], SendBy>> = {
  async par({ ports, store }, made, wanted) {
    const { ctx, authorization, flow, isKnown, recorder, origin } = made
    await storeFlow(store, made)
    const pushed = await pushAuthorization(ctx, authorization)
    const refused = await unsent(store, isKnown ? null : flow.id, recorder, pushed)
    if (refused) return refused
    const messageId = recorder.responseId()
    if (!pushed.response || messageId === null) return refuse(...pushed.issues)
    const named = await nameAccess(ports, pushed.response.url, pushed.issues)
    const issues = nameCertificate(usesCertificate(ctx), named)
    await editFlow(store, flow.id, (known) => editMessage(known, messageId, { issues }))
    const stored = await store.flow(flow.id)
    const par = stored?.messages.find(
      (message): message is ParResponse =>
        message.kind === 'par-response' && message.id === messageId,
    )
    if (!par || pushed.requestUri === null)
      return { ok: true, storedRequestId: null, flowId: flow.id, accepted: false }
    const request = shelved(ports, ctx, authorization, wanted, {
      requestUri: pushed.requestUri,
      authorizeUrl: null,
      receivedAt: par.at,
      expiresAt: par.expiresIn === null ? null : momentAfter(par.at, par.expiresIn),
      flowId: flow.id,
      par,
      ...(origin && { origin }),
    })
    await addToRequests(store, request)
    await editFlow(store, flow.id, (known) => ({
      ...known,
      storedRequestId: request.id,
      requestUri: request.requestUri,
    }))
    return { ok: true, storedRequestId: request.id, flowId: flow.id, accepted: issues.length === 0 }
  },

  async url({ ports, store }, made, wanted) {
    const { ctx, authorization, authorizeUrl: shown, flow, isKnown, origin } = made
    const url = shown ?? authorizeUrl(ctx, authorization, null)
    if (typeof url !== 'string') return refuse(url)
    const flowId = isKnown ? flow.id : null
    const request = shelved(ports, ctx, authorization, wanted, {
      requestUri: '',
      authorizeUrl: url,
      receivedAt: ports.now(),
      expiresAt: null,
      flowId,
      par: null,
      ...(origin && { origin }),
    })
    await addToRequests(store, request)
    const storedRequestId = request.id
    if (isKnown) await storeFlow(store, made, { storedRequestId })
    return { ok: true, storedRequestId, flowId, accepted: true }
  },
}

/** Failures before anything was recorded. */
const notSent: ReadonlySet<string> = new Set(['host_not_allowed', 'host_local'])

/** Why a push was not sent or not stored; null if neither happened. An empty flow with this id is dropped. */
async function unsent(
  store: CallServices['store'],
  flowId: string | null,
  recorder: Recorder,
  pushed: PushResult,
): Promise<Refused | null> {
  const failure = recorder.failure()
  if (!failure && pushed.response) return null
  const isEmpty = !failure || notSent.has(failure.code)
  if (flowId !== null && isEmpty && recorder.responseId() === null)
    await store.run((_, save) => save({ dropFlows: [flowId] }))
  return refuse(...(failure ? [failure] : pushed.issues))
}

type Shelved = Pick<
  StoredRequest,
  'requestUri' | 'authorizeUrl' | 'receivedAt' | 'expiresAt' | 'flowId' | 'origin'
> & { readonly par: ParResponse | null }

function shelved(
  ports: CallServices['ports'],
  { profile }: ClientContext,
  { requested, state, nonce }: Authorization,
  { label }: Pick<PushOverrides, 'label'>,
  { par, ...rest }: Shelved,
): StoredRequest {
  return {
    id: ports.newId(),
    profileId: profile.id,
    label: label?.trim() || null,
    clientId: profile.clientId,
    addedAt: ports.now(),
    receivedAssumed: false,
    usedAt: null,
    expected: { state, nonce },
    requested,
    source: 'parley',
    par: par && {
      status: par.status,
      headers: par.headers,
      body: par.body,
      expiresIn: par.expiresIn,
    },
    ...rest,
  }
}

function addToRequests(store: CallServices['store'], request: StoredRequest): Promise<void> {
  return store.run((data, save) => save({ requests: [request, ...data.requests] }))
}
