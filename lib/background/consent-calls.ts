import { callAsClient } from '@/lib/client/client-call'
import type { CallResult, ClientContext } from '@/lib/client/client-context'
import { callResource, introspect, revoke } from '@/lib/client/resources'
import { grantTokens } from '@/lib/client/token-requests'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type {
  CallPurpose,
  ConsentTemplate,
  StatusCall,
  TemplateRequest,
  WithdrawCall,
} from '@/lib/flow/model/flow-consent'
import { flowValues } from '@/lib/flow/read/flow-values'
import type { Sent } from '@/lib/messaging/protocol'
import { createOnce, runCall, unsent, type CallServices } from './calls'
import { freshCall, templateCall } from './consent-requests'
import { importedIssue, refuse } from './refuse'

/** A token that ends sooner than this is not used any more, in milliseconds. */
const marginMs = 5_000

/** The client's own token of a flow; undefined if it has none that is still valid. */
export function clientTokenOf({ tokens }: Flow, now: number): FlowToken | undefined {
  return tokens.find(
    ({ kind, ofClient, state, expiresAt }) =>
      kind === 'access_token' &&
      ofClient &&
      state === 'live' &&
      (expiresAt === null || expiresAt > now + marginMs),
  )
}

/** The newest token of the user, whatever its state: after a withdrawal the old one is tried. */
function userTokenOf({ tokens }: Flow, kind: FlowToken['kind']): FlowToken | undefined {
  const own = tokens.filter((token) => token.kind === kind && !token.ofClient)
  return own.toSorted((a, b) => b.receivedAt - a.receivedAt)[0]
}

/** The calls of a consent that exists. */
export function createConsentCalls(services: CallServices) {
  const { store } = services
  const once = createOnce()

  const inFlow = (
    flowId: string,
    purpose: CallPurpose,
    call: (flow: Flow, template: ConsentTemplate) => Promise<Sent>,
  ): Promise<Sent> =>
    once(`${purpose} ${flowId}`, async () => {
      const flow = await store.flow(flowId)
      if (!flow) return refuse({ code: 'flow_gone' })
      if (flow.imported) return refuse(importedIssue)
      if (!flow.consent) return refuse({ code: 'consent_missing' })
      return call(flow, flow.consent.template)
    })

  const send = (purpose: 'status' | 'withdraw') => (flow: Flow, call: StatusCall | WithdrawCall) =>
    call.how === 'request'
      ? sendConsentRequest(services, flow, call, purpose)
      : aboutToken(services, flow, call)

  return {
    status: (flowId: string) =>
      inFlow(flowId, 'status', async (flow, { status }) =>
        status ? send('status')(flow, status.call) : refuse({ code: 'consent_no_call' }),
      ),
    withdraw: (flowId: string) =>
      inFlow(flowId, 'withdraw', async (flow, { withdraw }) =>
        withdraw ? send('withdraw')(flow, withdraw) : refuse({ code: 'consent_no_call' }),
      ),
    use: (flowId: string) =>
      inFlow(flowId, 'use', async (flow, { use }) =>
        use ? sendConsentRequest(services, flow, use, 'use') : refuse({ code: 'consent_no_call' }),
      ),
  }
}

function aboutToken(
  services: CallServices,
  flow: Flow,
  { how, token: kind }: Exclude<StatusCall | WithdrawCall, TemplateRequest>,
): Promise<Sent> {
  const token = userTokenOf(flow, kind)
  if (!token) return Promise.resolve(refuse({ code: 'consent_no_token', seen: kind }))
  const call = how === 'introspect' ? introspect : revoke
  return runCall(services, flow, (ctx) => call(ctx, token.value, kind))
}

/** Sends a request of a template. Its token is the flow's; a client token that has ended is requested again. */
export async function sendConsentRequest(
  services: CallServices,
  flow: Flow,
  request: TemplateRequest,
  purpose: CallPurpose,
): Promise<Sent> {
  const now = request.as === 'client' ? await withClientToken(services, flow) : { ok: true, flow }
  if (!('flow' in now)) return now
  return runCall(
    services,
    now.flow,
    (ctx, known) => callFor(services, ctx, known, request),
    purpose,
  )
}

type WithFlow = { readonly ok: true; readonly flow: Flow }

/** The flow with a token of the client that is still valid: the one that it has, or a new one. */
export async function withClientToken(
  services: CallServices,
  flow: Flow,
): Promise<WithFlow | Sent> {
  const { ports, store } = services
  const scope = flow.consent?.template.token?.scope ?? ''
  if (clientTokenOf(flow, ports.now())) return { ok: true, flow }
  const params = scope === '' ? [] : [['scope', scope] as const]
  const sent = await runCall(services, flow, (ctx) =>
    grantTokens(ctx, { grantType: 'client_credentials', params }),
  )
  if (!sent.ok || !sent.accepted) return sent
  const known = await store.flow(flow.id)
  return known ? { ok: true, flow: known } : refuse({ code: 'flow_gone' })
}

async function callFor(
  { ports }: CallServices,
  ctx: ClientContext,
  flow: Flow,
  request: TemplateRequest,
): Promise<CallResult> {
  const { consent } = flow
  if (!consent) return unsent({ code: 'consent_missing' })
  const { template, run } = consent
  const sent =
    (request === template.create ? freshCall(run?.prepared, ports.now()) : null) ??
    (await templateCall(ports, ctx, template, request, flowValues(flow)))
  if ('issues' in sent) return unsent(...sent.issues)
  if (request.as === 'nothing' || request.as === 'assertion')
    return callAsClient(ctx, { ...sent, authenticates: request.as === 'assertion' })
  const token =
    request.as === 'client' ? clientTokenOf(flow, ports.now()) : userTokenOf(flow, 'access_token')
  if (!token) return unsent({ code: 'consent_no_token', seen: 'access_token' })
  return callResource(ctx, { ...sent, accessToken: token.value, tokenType: token.tokenType })
}
