import { callResource } from '@/lib/client/resources'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import { header } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import type { Status } from '@/lib/model/rule-result'
import { worstOf } from '@/lib/model/status'
import {
  judgeExpectation,
  type CallExpectation,
  type ExpectationResult,
} from '@/lib/oauth/call-outcome'
import { callScope, fillCall, idempotencyHeader } from '@/lib/oauth/call-values'
import { serverErrors } from '@/lib/oauth/error-body'
import { pagesOf } from '@/lib/oauth/paging'
import { chosenProfile } from '@/lib/storage/select'
import type { CallRun } from '@/lib/storage/saved-calls'
import { foreignHost, runCall, unsent, type CallServices } from './calls'
import { importedIssue, refuse } from './refuse'

type Input = Parameters<Protocol['callSend']>[0]
type Result = CommandResult<{ run: CallRun }>

/** So many runs of an item are listed; older ones are in their flows. */
const maxRuns = 20

const began = (id: string, at: number, flowId: string): CallRun => ({
  id,
  at,
  flowId,
  requestId: null,
  responseId: null,
  status: null,
  took: null,
  verdict: null,
  issues: [],
  error: null,
  page: null,
  idempotencyKey: null,
})

/** Makes the resource calls of the Requests screen, each with the token of a flow, and keeps their history. */
export function createResourceCalls(services: CallServices) {
  const { ports, store } = services

  const putRun = (key: string, run: CallRun): Promise<void> =>
    store.run((data, save) => {
      const known = data.callRuns[key] ?? []
      const others = known.filter(({ id }) => id !== run.id)
      const runs = [run, ...others].toSorted((a, b) => b.at - a.at).slice(0, maxRuns)
      return save({ callRuns: { ...data.callRuns, [key]: runs } })
    })
  const dropRun = (key: string, id: string): Promise<void> =>
    store.run((data, save) => {
      const runs = (data.callRuns[key] ?? []).filter((run) => run.id !== id)
      return save({ callRuns: { ...data.callRuns, [key]: runs } })
    })

  /** The URL of another page, as the response of an earlier run has it. */
  const linkOf = async (key: string, { follow, values }: Input): Promise<string | Issue | null> => {
    if (follow === null) return null
    const run = (await store.data()).callRuns[key]?.find(({ id }) => id === follow.runId)
    const flow = run && (await store.flow(run.flowId))
    const made = flow && run && exchangeOf(flow, run.responseId)
    if (!made) return { code: 'call_run_gone' }
    return (
      pagesOf(made.request.url, made.response, values.paging)[follow.to] ?? { code: 'call_no_link' }
    )
  }

  return async (input: Input): Promise<Result> => {
    const { profileId, item, flowId, tokenId, values } = input
    const profile = chosenProfile(await store.data(), profileId)
    const flow = await store.flow(flowId)
    if (!profile) return refuse({ code: 'profile_missing' })
    if (!flow) return refuse({ code: 'flow_gone' })
    if (flow.imported) return refuse(importedIssue)
    if (flow.profileId !== profile.id) return refuse({ code: 'call_other_profile' })
    const key = `${profile.id} ${item}`
    const link = await linkOf(key, input)
    if (link !== null && typeof link !== 'string') return refuse(link)
    const run = began(ports.newId(), ports.now(), flowId)
    // The history names a call even if the background is terminated before its response.
    await putRun(key, run)
    const sent = await runCall(services, flow, (ctx, { tokens }) => {
      const token = tokens.find(({ id }) => id === tokenId)
      if (token?.kind !== 'access_token') return unsent({ code: 'token_gone' })
      const scope = callScope(profile, { now: ports.now(), uuid: ports.newId }, flowValues(flow))
      // A page is read with the headers of the call. Its URL is the server's, so nothing in it is a variable.
      const filled =
        link === null
          ? fillCall(profile, values, scope)
          : { ...fillCall(profile, pageOf(values), scope), url: link }
      if (filled.issues.length > 0) return unsent(...filled.issues)
      const foreign = foreignHost(ctx, filled.url)
      if (foreign) return unsent(foreign)
      return callResource(ctx, { ...filled, accessToken: token.value, tokenType: token.tokenType })
    })
    const now = await store.flow(flowId)
    if (!sent.ok) {
      if (!now?.messages.some((message) => isOfRun(message, run))) await dropRun(key, run.id)
      return sent
    }
    const made = now && exchangeOf(now, sent.messageId)
    if (!made) return refuse({ code: 'flow_gone' })
    const ended = endedRun(run, made, values)
    await putRun(key, ended)
    return { ok: true, run: ended }
  }
}

const pageOf = (values: Input['values']) => ({ ...values, method: 'GET', url: '', body: '' })

/** The request was recorded, so it may have been sent. */
function isOfRun(message: OAuthMessage, { at }: CallRun): boolean {
  return message.kind === 'resource-request' && message.source === 'parley' && message.at >= at
}

interface Made {
  readonly request: EndpointRequest
  readonly response: EndpointResponse
}

function exchangeOf({ messages }: Flow, responseId: string | null): Made | null {
  const response = messages.find(({ id }) => id === responseId)
  if (!response || !isEndpointResponse(response)) return null
  const request = messages.find(({ id }) => id === response.requestMessageId)
  return request && isEndpointRequest(request) ? { request, response } : null
}

/** What the history says of a call. */
function endedRun(run: CallRun, made: Made, values: Input['values']): CallRun {
  const { request, response } = made
  const expected = judgeExpectation(values.expect, response)
  const { page, pages, rule } = pagesOf(request.url, response, values.paging)
  return {
    ...run,
    requestId: request.id,
    responseId: response.id,
    status: response.status,
    took: response.took,
    verdict: verdictOf(made, expected, values.expect),
    issues: expected.issues,
    error: serverErrors(response)[0]?.code ?? null,
    page: rule === null && page === null ? null : { page, pages },
    idempotencyKey: header(request.headers, idempotencyHeader) ?? null,
  }
}

/** The worst of its checks, or that the response is not the expected one. Nothing compared is not a success. */
function verdictOf(
  { request, response }: Made,
  { issues, isPartial }: ExpectationResult,
  { status, json }: CallExpectation,
): Status {
  if (issues.length > 0) return 'fail'
  const worst = worstOf([...request.results, ...response.results]) ?? 'neutral'
  if (worst !== 'neutral' && worst !== 'pass') return worst
  const expects = status !== '' || json
  return isPartial || (worst === 'neutral' && !expects) ? 'neutral' : 'pass'
}
