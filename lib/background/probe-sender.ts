import {
  authorizeUrl,
  pushAuthorization,
  type Authorization,
  type PushResult,
} from '@/lib/client/authorization'
import type { ClientContext, HttpResult } from '@/lib/client/client-context'
import { changeRequest, changeUrl } from '@/lib/client/probes/probe-request'
import type { Flow } from '@/lib/flow/model/flow'
import { header } from '@/lib/model/http-text'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import type { ProbeDifference, ProbeReason } from '@/lib/model/probe'
import { param } from '@/lib/model/params'
import { formDecode, withoutQuery } from '@/lib/model/url'
import type { StepOfProbe } from '@/lib/oauth/probes/model'
import type { Received } from '@/lib/oauth/probes/outcome'
import type { ProbeBaseline, ProbeResponse } from '@/lib/oauth/probes/run'
import type { Profile } from '@/lib/oauth/profile'
import { knownClient } from '@/lib/storage/select'
import { probeTools } from './probe-context'
import type { CallServices } from './calls'
import { createRecorder, type Recorder } from './record'
import { newFlow } from './new-flow'
import { build, noOverrides } from './push'

/** A request that was sent, and what was received. */
export interface Sent {
  readonly flowId: string | null
  readonly at: number
  readonly sentTo: string | null
  readonly differences: readonly ProbeDifference[]
  readonly received: Received
  readonly response: ProbeResponse | null
  readonly requestUri: string | null
  /** The client assertion as sent; null without one. */
  readonly assertion: string | null
  /** Seconds that the server's clock is ahead; 0 if it is not known. */
  readonly clockOffset: number
}

/** A request that a tab is to open. */
export interface ToOpen {
  readonly flow: Flow
  readonly url: string
  readonly differences: readonly ProbeDifference[]
}

/** What a step needs of its baseline. */
export type KnownBaseline = Pick<ProbeBaseline, 'clockOffset'> & {
  readonly assertion: string | null
}

/** Waits until the next request may be sent, and notes that one is. */
export type Pace = () => Promise<void>

interface Made {
  readonly ctx: ClientContext
  readonly authorization: Authorization
  readonly flow: Flow
  readonly recorder: Recorder
}

/** Builds and sends single requests of negative tests. Each is recorded in a flow of its own. */
export function createProbeSender(services: CallServices) {
  const { ports, store } = services

  /** The ordinary request of a profile, and its flow. Null if it cannot be built. */
  const make = async (profile: Profile, { step }: StepOfProbe, isBaseline: boolean) => {
    const built = await build(services, profile, noOverrides)
    if ('issues' in built) return null
    const { ctx, authorization } = built
    const { requested, state, nonce, redirectUri } = authorization
    const flow: Flow = {
      ...newFlow(ports, knownClient(await store.data(), profile)),
      negativeTest: { step: step.id, isBaseline },
      madeByParley: true,
      redirectUris: [redirectUri],
      expected: { state, nonce },
      // Without the code_verifier no code of a test can be exchanged.
      requested: { ...requested, codeVerifier: null },
    }
    const recorder = createRecorder(ports, store, flow)
    return { ctx: { ...ctx, send: recorder.send }, authorization, flow, recorder } satisfies Made
  }

  const push = async (
    { ctx, authorization, flow, recorder }: Made,
    pace: Pace,
    change: (ctx: ClientContext, request: Request) => Promise<Changed>,
  ): Promise<Sent> => {
    let differences: readonly ProbeDifference[] = []
    let assertion: string | null = null
    let sentTo: string | null = null
    let at = ports.now()
    let unsent: ProbeReason = 'not_sent'
    let put: Promise<void> | null = null
    const send: ClientContext['send'] = async (endpoint, request) => {
      const changed = await change(ctx, request)
      if (changed === null) {
        unsent = 'unchanged'
        throw new Error('The request was not changed')
      }
      ;({ differences } = changed)
      put ??= store.run((_, save) => save({ putFlows: [withChanges(flow, differences)] }))
      await put
      await pace()
      at = ports.now()
      assertion = param(formDecode(request.body), 'client_assertion') ?? null
      sentTo = withoutQuery(changed.request.url)
      return recorder.send(endpoint, changed.request)
    }
    const pushed = await pushAuthorization({ ...ctx, send }, authorization)
    const wasSent = recorder.responseId() !== null
    if (put && !wasSent) await store.run((_, save) => save({ dropFlows: [flow.id] }))
    return {
      flowId: wasSent ? flow.id : null,
      at,
      sentTo,
      differences,
      assertion,
      received: wasSent ? receivedOf(pushed) : { kind: 'failure', reason: unsent },
      response: pushed.response ? responseOf(pushed.response) : null,
      requestUri: pushed.requestUri,
      clockOffset: pushed.response?.ok ? offsetOf(pushed.response, ports.now()) : 0,
    }
  }

  return {
    /** Pushes the ordinary request. Null if it cannot be built. */
    async baseline(profile: Profile, of: StepOfProbe, pace: Pace): Promise<Sent | null> {
      const made = await make(profile, of, true)
      return made && push(made, pace, async (_, request) => ({ request, differences: [] }))
    },

    /** Pushes the request with the one change of a step. Null if it cannot be built. */
    async changed(
      profile: Profile,
      of: StepOfProbe,
      pace: Pace,
      known: KnownBaseline,
    ): Promise<Sent | null> {
      const made = await make(profile, of, false)
      return (
        made &&
        push(made, pace, async (ctx, request) => {
          const tools = await probeTools(services, ctx, of, known)
          const changed = await changeRequest(ctx, request, of.step.change, tools)
          return changed.differences.length > 0 ? changed : null
        })
      )
    },

    /** The authorize URL of a step, or of its baseline. Null if it cannot be built, or has nothing to change. */
    async toOpen(profile: Profile, of: StepOfProbe, isBaseline: boolean): Promise<ToOpen | null> {
      const made = await make(profile, of, isBaseline)
      if (!made) return null
      const { ctx, authorization, flow } = made
      const isPlain = !isBaseline && of.step.change.kind === 'plain-url'
      const sent = isPlain ? { ...authorization, requestObject: null } : authorization
      const url = authorizeUrl(ctx, sent, null)
      if (typeof url !== 'string') return null
      if (isBaseline) return { flow, url, differences: [] }
      const tools = await probeTools(services, ctx, of, { clockOffset: 0, assertion: null })
      const changed = await changeUrl(url, of.step.change, tools)
      const { differences } = changed
      return differences.length === 0
        ? null
        : { flow: withChanges(flow, differences), url: changed.url, differences }
    },
  }
}

type Request = Parameters<ClientContext['send']>[1]
type Changed = {
  readonly request: Request
  readonly differences: readonly ProbeDifference[]
} | null

/** The flow expects what was sent, not what was meant. */
function withChanges(flow: Flow, differences: readonly ProbeDifference[]): Flow {
  const sent = new Map(differences.map(({ name, to }) => [name, to]))
  const { requested } = flow
  const value = (name: string, before: string | null) =>
    sent.has(name) ? (sent.get(name) ?? null) : before
  const redirectUri = value('redirect_uri', requested.redirectUri)
  return {
    ...flow,
    redirectUris: redirectUri === null ? flow.redirectUris : [redirectUri],
    requested: {
      ...requested,
      redirectUri,
      responseType: value('response_type', requested.responseType),
      responseMode: value('response_mode', requested.responseMode),
    },
  }
}

const failures: Readonly<Record<string, ProbeReason>> = { redirect: 'redirect' }

function receivedOf({ response, requestUri }: PushResult): Received {
  if (!response) return { kind: 'failure', reason: 'not_sent' }
  if (!response.ok) return { kind: 'failure', reason: failures[response.failure] ?? 'network' }
  const { status, body } = response
  const error = textIn(jsonObjectOf(body), 'error')
  return { kind: 'response', status, error, isGranted: requestUri !== null }
}

function responseOf(response: HttpResult): ProbeResponse | null {
  if (!response.ok) return null
  const members = jsonObjectOf(response.body)
  return {
    status: response.status,
    error: textIn(members, 'error'),
    description: textIn(members, 'error_description'),
  }
}

/** `Date` has whole seconds, and the response took time: a small difference does not count. */
function offsetOf({ headers }: HttpResult & { ok: true }, now: number): number {
  const date = Date.parse(header(headers, 'date') ?? '')
  const offset = Number.isNaN(date) ? 0 : Math.round((date - now) / 1000)
  return Math.abs(offset) <= 2 ? 0 : offset
}
