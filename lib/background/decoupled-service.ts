import { beginDecoupled, pollForTokens } from '@/lib/client/decoupled-requests'
import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import type { FlowDecoupled } from '@/lib/flow/model/flow-decoupled'
import { mayPoll, nextPollOf, pollStateOf } from '@/lib/flow/read/poll-state'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol, Sent } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { secondsOf } from '@/lib/model/lifetime'
import { param, type Params } from '@/lib/model/params'
import { deliveryOf } from '@/lib/oauth/decoupled'
import type { ExtraParams, Profile } from '@/lib/oauth/profile'
import { earliestPoll } from '@/lib/oauth/polling'
import { fillText } from '@/lib/oauth/variables'
import { chosenProfile, knownClient, presentFacts, usableMetadata } from '@/lib/storage/select'
import { bindTokens, createOnce, runCall, type CallServices } from './calls'
import { variablesOf } from './client-contexts'
import { newFlow } from './new-flow'
import { editFlow } from './record'
import { importedIssue, refuse } from './refuse'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
type Answered = CommandResult<{ flowId: string; accepted: boolean }>

/**
 * Grants whose user decides on another device. When the next poll is due follows from the messages of the flow, so
 * a new worker continues where the last one was terminated. There is one loop for each flow that polls, and each poll
 * is checked against the interval just before it is sent.
 */
export function createDecoupled(services: CallServices) {
  const { ports, store } = services
  const once = createOnce<Answered>()
  const loops = new Set<string>()

  const stop = (flowId: string, by: 'tester' | 'expired' | 'refused', issues: readonly Issue[]) =>
    editDecoupled(flowId, (decoupled) =>
      decoupled.stop ? decoupled : { ...decoupled, stop: { by, at: ports.now(), issues } },
    )

  const editDecoupled = async (
    flowId: string,
    edit: (decoupled: FlowDecoupled) => FlowDecoupled,
  ): Promise<void> => {
    await editFlow(store, flowId, (flow) =>
      flow.decoupled && !flow.imported ? { ...flow, decoupled: edit(flow.decoupled) } : flow,
    )
  }

  /** One poll at a time, and never before the interval. */
  const pollOnce = (flowId: string): Promise<Answered> =>
    once(flowId, async () => {
      const flow = await store.flow(flowId)
      if (!flow) return refuse({ code: 'flow_gone' })
      if (flow.imported) return refuse(importedIssue)
      const state = pollStateOf(flow)
      if (!state?.code || !state.progress) return refuse({ code: 'poll_missing' })
      const { code, grant, progress } = state
      if (!mayPoll(state, ports.now())) return refuse(tooEarly(earliestPoll(progress), ports.now()))
      const sent = await runCall(services, flow, (ctx) => pollForTokens(ctx, { grant, code }))
      if (!sent.ok) await stop(flowId, 'refused', sent.issues)
      return sent
    })

  /** Waits until a poll is due and sends it, until nothing is left to poll for. */
  const loop = async (flowId: string): Promise<void> => {
    for (;;) {
      const times = timesOf(await presentFlow(flowId))
      if (!times) return
      const now = ports.now()
      if (now >= times.expiresAt) return stop(flowId, 'expired', [])
      const wait = Math.min(times.nextAt, times.expiresAt) - now
      if (wait > 0) await ports.wait(wait)
      else await pollOnce(flowId)
    }
  }

  /** The flow, unless it is gone or removed. */
  const presentFlow = async (flowId: string): Promise<Flow | null> => {
    const { flows } = await store.data()
    const isRemoved = flows.some(({ id, removedAt }) => id === flowId && removedAt !== undefined)
    return isRemoved ? null : store.flow(flowId)
  }

  const follow = (flowId: string): void => {
    if (loops.has(flowId)) return
    loops.add(flowId)
    // What could not be stored is tried again by the next worker.
    void loop(flowId)
      .catch(() => undefined)
      .finally(() => loops.delete(flowId))
  }

  /** Continues the polls of all flows that have not ended. */
  const due = async (): Promise<void> => {
    for (const { id, marks } of presentFacts(await store.data()))
      if (marks.includes('polling')) follow(id)
  }

  return {
    async begin({ profileId, grant, params }: Input<'decoupledBegin'>): Promise<Answered> {
      const data = await store.data()
      const profile = chosenProfile(data, profileId)
      if (!profile) return refuse({ code: 'profile_missing' })
      const filled = filledParams(services, profile, params)
      if ('issues' in filled) return refuse(...filled.issues)
      const { mode } = deliveryOf(profile, usableMetadata(data, profile))
      const delivery = grant === 'ciba' ? mode : 'poll'
      const flow: Flow = {
        ...newFlow(ports, knownClient(data, profile)),
        madeByParley: true,
        decoupled: { grant, delivery, stop: null },
        requested: requestedIn(filled.params),
      }
      await store.run((_, save) => save({ putFlows: [flow] }))
      await bindTokens(services, flow)
      const bound = (await store.flow(flow.id)) ?? flow
      const request = { grant, delivery, params: filled.params }
      const sent: Sent = await runCall(services, bound, (ctx) => beginDecoupled(ctx, request))
      // A request whose response could not be stored stays, so that it is seen.
      const isSent = ((await store.flow(flow.id))?.messages.length ?? 0) > 0
      if (!sent.ok && !isSent) await store.run((_, save) => save({ dropFlows: [flow.id] }))
      follow(flow.id)
      return sent
    },

    async poll({ flowId }: Input<'decoupledPoll'>): Promise<Answered> {
      const polled = await pollOnce(flowId)
      follow(flowId)
      return polled
    },

    stop: ({ flowId }: Input<'decoupledStop'>): Promise<void> => stop(flowId, 'tester', []),

    async continue({ flowId }: Input<'decoupledContinue'>): Promise<CommandResult<object>> {
      const flow = await store.flow(flowId)
      if (!flow?.decoupled) return refuse({ code: flow ? 'poll_missing' : 'flow_gone' })
      if (flow.imported) return refuse(importedIssue)
      await editDecoupled(flowId, (decoupled) => ({ ...decoupled, stop: null }))
      follow(flowId)
      return { ok: true }
    },

    due,
  }
}

/** When the next poll of a flow is due, and when its request expires; null if nothing is polled. */
function timesOf(flow: Flow | null) {
  const nextAt = flow && !flow.imported ? nextPollOf(flow) : null
  const { progress } = (flow && pollStateOf(flow)) ?? {}
  return nextAt === null || !progress ? null : { nextAt, expiresAt: progress.terms.expiresAt }
}

function tooEarly(earliest: number, now: number): Issue {
  const seconds = Math.ceil((earliest - now) / 1000)
  return seconds > 0 ? { code: 'poll_too_early', seen: `${seconds} s` } : { code: 'poll_missing' }
}

function filledParams(
  { ports }: CallServices,
  profile: Profile,
  params: ExtraParams,
): { readonly params: Params } | { readonly issues: readonly Issue[] } {
  const scope = variablesOf(ports, profile)
  const filled = params.map(([name, text]) => ({ name, ...fillText(text, scope) }))
  const issues = filled.flatMap(({ unknown }) =>
    unknown.map((seen) => ({ code: 'variable_unknown', seen })),
  )
  if (issues.length > 0) return { issues }
  // An empty value is not sent.
  return { params: filled.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]])) }
}

/** What the tokens are compared with. */
function requestedIn(params: Params): Flow['requested'] {
  const sent = (name: string) => param(params, name) ?? null
  return {
    ...noRequestedParams,
    scope: sent('scope'),
    acrValues: sent('acr_values'),
    authorizationDetails: sent('authorization_details'),
    claims: sent('claims'),
    maxAge: secondsOf(sent('max_age')),
  }
}
