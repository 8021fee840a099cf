import { consentIdIn, consentReport } from '@/lib/consent/templates/report'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowConsent } from '@/lib/flow/model/flow-consent'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isSuccess, requestOf } from '@/lib/flow/read/endpoint-response'
import { param } from '@/lib/model/params'

type Edit = (
  consent: FlowConsent,
  response: EndpointResponse,
  request: EndpointRequest | undefined,
) => FlowConsent | null

/** A flow after a message that may say something about its consent. */
export function withConsentReport(flow: Flow, message: OAuthMessage): Flow {
  if (!flow.consent || !('requestMessageId' in message)) return flow
  const response: EndpointResponse = message
  const request = requestOf(flow, response)
  const edit = edits.find(({ isFor }) =>
    isFor(response, flow.consent as FlowConsent, request),
  )?.edit
  const consent = edit?.(flow.consent, response, request)
  return consent ? { ...flow, consent } : flow
}

interface Row {
  readonly isFor: (
    response: EndpointResponse,
    consent: FlowConsent,
    request: EndpointRequest | undefined,
  ) => boolean
  readonly edit: Edit
}

const edits: readonly Row[] = [
  {
    isFor: ({ kind, purpose }) => kind === 'resource-response' && purpose === 'create',
    edit: (consent, response) => {
      const { id } = consent.template
      if (!isSuccess(response) || id?.in !== 'create') return null
      return { ...read(consent, response), id: consentIdIn(response.body, id.path) }
    },
  },
  {
    isFor: ({ kind, purpose }, { template }) =>
      (kind === 'resource-response' && purpose === 'status') ||
      (kind === 'introspection-response' && template.status?.call.how === 'introspect'),
    edit: (consent, response) => (isSuccess(response) ? read(consent, response) : null),
  },
  {
    isFor: ({ kind, purpose }) => kind === 'resource-response' && purpose === 'withdraw',
    edit: withdrawn,
  },
  {
    isFor: ({ kind }, { template }, request) =>
      kind === 'revocation-response' &&
      template.withdraw?.how === 'revoke' &&
      param(request?.params ?? [], 'token_type_hint') === template.withdraw.token,
    edit: withdrawn,
  },
  {
    isFor: ({ kind }, { template }, request) =>
      kind === 'token-response' &&
      template.id?.in === 'token' &&
      param(request?.params ?? [], 'grant_type') === 'authorization_code',
    edit: (consent, response) => {
      const { id } = consent.template
      const found = id && isSuccess(response) ? consentIdIn(response.body, id.path) : null
      return found === null ? null : { ...read(consent, response), id: found }
    },
  },
]

/** A response without a status says nothing about when it was read. */
function read(consent: FlowConsent, response: EndpointResponse): FlowConsent {
  const { status, expiry } = consentReport(response.body, consent.template)
  if (status === null) return consent
  return { ...consent, status, expiry: expiry ?? consent.expiry, readAt: response.at }
}

function withdrawn(consent: FlowConsent, response: EndpointResponse): FlowConsent | null {
  return isSuccess(response) ? { ...consent, withdrawnAt: response.at } : null
}
