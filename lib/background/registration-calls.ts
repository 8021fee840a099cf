import type { CallResult, Send } from '@/lib/client/client-context'
import { editMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow } from '@/lib/flow/model/flow'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { registrationMembers } from '@/lib/flow/read/registration'
import { openCall } from '@/lib/judge/open-message'
import type { Check } from '@/lib/judge/verify-token'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { headersFor } from '@/lib/oauth/call-headers'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { nameAccess, nameCertificate } from './access-service'
import type { Ports } from './ports'
import { createRecorder, editFlow } from './record'
import { newFlow } from './new-flow'
import { refuse, type Refused } from './refuse'
import type { Store } from './store'

export interface RegistrationServices {
  readonly ports: Ports
  readonly store: Store
  readonly check: Check
}

/** A call that was sent and recorded. */
export interface Recorded {
  readonly ok: true
  readonly flowId: string
  /** The id of the response message. */
  readonly messageId: string
  readonly accepted: boolean
  /** The client metadata in the response; null without any. */
  readonly members: JsonObject | null
}

/** A flow for requests of a client that need no browser. A client without a profile has none yet. */
export function clientFlow(
  ports: Ports,
  draft: Pick<ProfileDraft, 'issuer' | 'clientId' | 'redirectUris' | 'ruleProfile'>,
  profileId: string | null,
): Flow {
  return {
    ...newFlow(ports, null),
    profileId,
    issuer: draft.issuer,
    clientId: draft.clientId || null,
    redirectUris: draft.redirectUris,
    ruleProfile: draft.ruleProfile,
  }
}

/** The headers of the ecosystem in a call, with fresh values. */
export function ecosystemHeaders(
  ports: Ports,
  { headers, variables }: Pick<ProfileDraft, 'headers' | 'variables'>,
  method: string,
): Params {
  const scope = { now: ports.now(), values: new Map(variables), uuid: ports.newId }
  return headersFor(headers, { endpoint: 'registration', method }, scope)
}

/**
 * Makes a call in a stored flow. The request is recorded before it is sent, and the response before it is
 * evaluated.
 */
export async function recordCall(
  { ports, store, check }: RegistrationServices,
  flow: Flow,
  certificate: boolean,
  call: (send: Send) => Promise<CallResult>,
): Promise<Recorded | Refused> {
  const recorder = createRecorder(ports, store, flow)
  const { response, issues: said } = await call(recorder.send)
  const messageId = recorder.responseId()
  const failure = recorder.failure()
  if (failure) return refuse(failure)
  if (!response || messageId === null) return refuse(...said)
  const issues = nameCertificate(certificate, await nameAccess(ports, response.url, said))
  const now = await store.flow(flow.id)
  const message = now?.messages.find(({ id }) => id === messageId)
  if (!now || !message || !isEndpointResponse(message)) return refuse({ code: 'flow_gone' })
  const open = await openCall(message, now, await store.data(), check)
  const edit = (known: Flow) => editMessage(open(known), messageId, { issues })
  await editFlow(store, flow.id, edit, now.ruleProfile)
  return {
    ok: true,
    flowId: flow.id,
    messageId,
    accepted: issues.length === 0,
    members: registrationMembers(message),
  }
}
