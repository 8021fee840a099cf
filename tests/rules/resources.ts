import type { ResourceContext } from '@/lib/facts/resource-context'
import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { accessToken } from './answers'
import { context, noon } from './artefacts'

const base = { at: noon, source: 'parley', results: [] } as const
export const resourceUrl = 'https://rs.example/accounts'
const bearer: Params = [['authorization', `Bearer ${accessToken}`]]
export const dpop: Params = [['authorization', `DPoP ${accessToken}`]]
export const interactionId = 'c770aef3-6784-41f7-8e0e-ff5f97bddb3a'

type Sent = EndpointRequest<'resource'>
type Received = EndpointResponse<'resource'>

export const resourceCall = (overrides: Partial<Sent> = {}): Sent => ({
  ...base,
  id: 'm0',
  kind: 'resource-request',
  method: 'GET',
  url: resourceUrl,
  headers: bearer,
  body: '',
  params: [],
  certificate: false,
  ...overrides,
})

export const resourceReply = (overrides: Partial<Received> = {}): Received => ({
  ...base,
  id: 'm1',
  kind: 'resource-response',
  requestMessageId: 'm0',
  status: 200,
  headers: [
    ['content-type', 'application/json; charset=utf-8'],
    ['date', 'Fri, 20 Nov 2026 12:00:00 GMT'],
  ],
  body: '{"accounts":[]}',
  truncated: false,
  took: 20,
  issues: [],
  jwts: [],
  ...overrides,
})

const nothingKnown: ResourceContext = {
  tokenType: null,
  knowsOnlyBearer: false,
  earlierIds: new Set(),
}

/** A request of a resource with what the flow knows about its token. */
export const sending = (
  overrides: Partial<Sent> = {},
  known: Partial<ResourceContext> = {},
): Artefacts['resource-request'] => ({
  message: resourceCall(overrides),
  resourceContext: { ...nothingKnown, ...known },
  context,
})

/** The response to a request, which is null if it was not observed. */
export const replying = (
  overrides: Partial<Received> = {},
  request: Partial<Sent> | null = {},
): Artefacts['resource-response'] => ({
  message: resourceReply(overrides),
  request: request && resourceCall(request),
  context,
})

/** A refusal with these challenges. */
export const challenging = (
  challenge: string,
  overrides: Partial<Received> = {},
  request: Partial<Sent> | null = {},
  more: Params = [],
): Artefacts['resource-response'] =>
  replying(
    { status: 401, body: '', headers: [['www-authenticate', challenge], ...more], ...overrides },
    request,
  )
