import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import type { CallResult, ClientContext } from '@/lib/client/client-context'
import { usesCertificate } from '@/lib/client/endpoints'
import { callResource, introspect, revoke, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import { editMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { CallPurpose } from '@/lib/flow/model/flow-consent'
import { responsesOf } from '@/lib/flow/read/find-response'
import { flowValues } from '@/lib/flow/read/flow-values'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { isCodeUsed } from '@/lib/flow/read/code-use'
import type { Protocol, Sent } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { neededOrigins } from '@/lib/oauth/origins'
import { parseUrl } from '@/lib/model/url'
import { nameAccess, nameCertificate } from './access-service'
import { importedIssue, refuse } from './refuse'
import type { createContexts } from './client-contexts'
import type { createKeys } from './keys-service'
import { chosenProfile, knownClient, profileOf } from '@/lib/storage/select'
import type { Ports } from './ports'
import { openCall } from '@/lib/judge/open-message'
import { createRecorder, editFlow } from './record'
import { newFlow } from './new-flow'
import type { Store } from './store'
import type { Check } from '@/lib/judge/verify-token'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
export type Call = (ctx: ClientContext, flow: Flow) => Promise<CallResult>
type TokenCall = (ctx: ClientContext, token: FlowToken) => Promise<CallResult>

export interface CallServices {
  readonly ports: Ports
  readonly store: Store
  readonly keys: ReturnType<typeof createKeys>
  readonly contextOf: ReturnType<typeof createContexts>
  readonly check: Check
}

/**
 * The calls that Parley makes as the client of a flow: each records its request and response in the
 * flow.
 */
export function createCalls(services: CallServices) {
  const { store } = services
  const once = createOnce()

  const inFlow = async (flowId: string, call: Call): Promise<Sent> => {
    const flow = await store.flow(flowId)
    if (flow?.imported) return refuse(importedIssue)
    return flow ? runCall(services, flow, call) : refuse({ code: 'flow_gone' })
  }

  const withToken = async (
    { flowId, tokenId }: { readonly flowId: string; readonly tokenId: string },
    call: TokenCall,
  ): Promise<Sent> =>
    inFlow(flowId, async (ctx, { tokens }) => {
      const token = tokens.find(({ id }) => id === tokenId)
      return token ? call(ctx, token) : unsent({ code: 'token_gone' })
    })

  const send = async (flow: Flow, response: AuthorizationResponse): Promise<Sent> => {
    await bindTokens(services, flow)
    return inFlow(flow.id, (ctx, { requested, expected, redirectUris }) =>
      exchangeCode(ctx, {
        code: param(membersOf(response), 'code') ?? '',
        redirectUri: requested.redirectUri ?? registered(redirectUris, response.target),
        codeVerifier: requested.codeVerifier,
        nonce: expected.nonce,
        maxAge: requested.maxAge,
      }),
    )
  }

  return {
    async exchange({ flowId, responseId, confirmed }: Input<'codeExchange'>): Promise<Sent> {
      const flow = await store.flow(flowId)
      if (!flow) return refuse({ code: 'flow_gone' })
      if (flow.imported) return refuse(importedIssue)
      const response = responseWithCode(flow, responseId)
      if (!response) return refuse({ code: 'code_missing' })
      if (isUnsolicited(response) && !confirmed) return refuse({ code: 'code_unsolicited' })
      return once(`code ${response.id}`, () => send(flow, response))
    },

    /** Exchanges a code that was just captured, unless it has been used already. */
    async exchangeCaptured(flowId: string, responseId: string): Promise<void> {
      const flow = await store.flow(flowId)
      if (!flow || flow.imported) return
      const response = responseWithCode(flow, responseId)
      if (!response || isCodeUsed(flow, param(membersOf(response), 'code') ?? '')) return
      await once(`code ${response.id}`, () => send(flow, response))
    },

    refresh: (input: Input<'tokenRefresh'>) =>
      once(`token ${input.tokenId}`, () =>
        withToken(input, (ctx, { value }) => refreshTokens(ctx, { refreshToken: value })),
      ),

    async grant({ profileId, flowId, grantType, params }: Input<'tokenGrant'>): Promise<Sent> {
      const id = flowId ?? (await startFlow(services, profileId))
      const result = await inFlow(id, (ctx) => grantTokens(ctx, { grantType, params }))
      if (!result.ok && flowId === null) await store.run((_, save) => save({ dropFlows: [id] }))
      return result
    },

    userinfo: (input: Input<'userinfoRequest'>) =>
      withToken(input, (ctx, { value, tokenType }) => userInfo(ctx, value, tokenType)),
    introspect: (input: Input<'tokenIntrospect'>) =>
      withToken(input, (ctx, { value, kind }) =>
        kind === 'id_token' ? unfit(kind) : introspect(ctx, value, kind),
      ),
    revoke: (input: Input<'tokenRevoke'>) =>
      withToken(input, (ctx, { value, kind }) =>
        kind === 'id_token' ? unfit(kind) : revoke(ctx, value, kind),
      ),
    resource: ({ flowId, tokenId, ...request }: Input<'resourceRequest'>) =>
      withToken({ flowId, tokenId }, (ctx, { value, tokenType }) => {
        const foreign = foreignHost(ctx, request.url)
        return foreign
          ? unsent(foreign)
          : callResource(ctx, { ...request, accessToken: value, tokenType })
      }),
  }
}

/** Sends the request. The response is stored in the flow before it is evaluated. */
export async function runCall(
  services: CallServices,
  flow: Flow,
  call: Call,
  purpose?: CallPurpose,
): Promise<Sent> {
  const { ports, store, contextOf, check } = services
  const recorder = createRecorder(ports, store, flow, purpose)
  const profile = profileOf(await store.data(), flow.profileId)
  if (profile && profile.issuer !== flow.issuer)
    return refuse({
      code: 'profile_issuer',
      seen: profile.issuer,
      ...(flow.issuer === null ? {} : { expected: flow.issuer }),
    })
  const ctx = await contextOf(
    clientOf(profile, flow),
    recorder.send,
    flow.requested.dpopKeyId,
    flowValues(flow),
  )
  if ('ok' in ctx) return ctx
  const { response, issues: said } = await call(ctx, flow)
  const messageId = recorder.responseId()
  const failure = recorder.failure()
  if (failure) return refuse(failure)
  if (!response || messageId === null) return refuse(...said)
  const named = await nameAccess(ports, response.url, said)
  const issues = nameCertificate(usesCertificate(ctx), named)
  const now = await store.flow(flow.id)
  const message = now?.messages.find(({ id }) => id === messageId)
  if (!now || !message || !isEndpointResponse(message)) return refuse({ code: 'flow_gone' })
  const open = await openCall(message, now, await store.data(), check)
  const edit = (known: Flow) => editMessage(open(known), messageId, { issues })
  await editFlow(store, flow.id, edit, now.ruleProfile)
  return { ok: true, flowId: flow.id, messageId, accepted: issues.length === 0 }
}

/** The client as the flow began with it: a profile may be edited while a flow runs. */
function clientOf(profile: Profile | null, { clientId }: Flow): Profile | null {
  return profile && clientId !== null ? { ...profile, clientId } : profile
}

export const unsent = (...issues: readonly Issue[]): Promise<CallResult> =>
  Promise.resolve({ response: null, issues })

/** Only access and refresh tokens can be introspected and revoked. */
const unfit = (kind: FlowToken['kind']) => unsent({ code: 'token_kind', seen: kind })

/**
 * A token goes only to the hosts in the issuer's metadata and to the resource servers of the profile,
 * never to a redirect_uri or to a different host that the metadata is read from.
 */
export function foreignHost({ profile, metadata }: ClientContext, url: string): Issue | null {
  const origin = parseUrl(url)?.origin
  const named = neededOrigins(profile, metadata)
    .filter(({ roles }) => roles.some((role) => role !== 'redirect' && role !== 'issuer'))
    .map((needed) => needed.origin)
  const own = [...new Set([parseUrl(profile.issuer)?.origin ?? '', ...named])]
  if (origin === undefined || own.includes(origin)) return null
  return { code: 'resource_host', field: 'url', seen: origin, expected: own.join(' ') }
}

/** The given response, or the last one with a code. */
function responseWithCode(flow: Flow, id: string | null): AuthorizationResponse | undefined {
  return responsesOf(flow).findLast(
    (response) =>
      (id === null || response.id === id) && Boolean(param(membersOf(response), 'code')),
  )
}

/** The redirect_uri as registered: the browser may have added a slash after its host. */
function registered(redirectUris: readonly string[], target: string): string {
  return redirectUris.find((uri) => parseUrl(uri)?.href === parseUrl(target)?.href) ?? target
}

/** Runs a call that uses up a code or token. A second caller waits for the call that is running. */
export function createOnce<T = Sent>() {
  const underWay = new Map<string, Promise<T>>()
  return (key: string, call: () => Promise<T>): Promise<T> => {
    const known = underWay.get(key)
    if (known) return known
    const made = call().finally(() => underWay.delete(key))
    underWay.set(key, made)
    return made
  }
}

/** Adds a DPoP key to a flow with bound tokens before its first call. */
export async function bindTokens({ store, keys }: CallServices, flow: Flow): Promise<void> {
  const profile = profileOf(await store.data(), flow.profileId)
  if (profile?.bindTokens !== 'dpop' || flow.requested.dpopKeyId !== null) return
  const { id } = await keys.makeDpop()
  await editFlow(store, flow.id, (known) => ({
    ...known,
    requested: { ...known.requested, dpopKeyId: id },
  }))
}

/** A flow for a grant that needs no browser. */
async function startFlow(services: CallServices, profileId: string | null): Promise<string> {
  const { ports, store } = services
  const data = await store.data()
  const profile = chosenProfile(data, profileId)
  const flow = newFlow(ports, profile && knownClient(data, profile))
  await store.run((_, save) => save({ putFlows: [flow] }))
  await bindTokens(services, flow)
  return flow.id
}
