import type { Flow } from '@/lib/flow/model/flow'
import type { FlowDecoupled } from '@/lib/flow/model/flow-decoupled'
import { noRequestedParams } from '@/lib/flow/model/flow'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { Endpoint } from '@/lib/model/endpoint'
import { grantFacts, type DecoupledGrant } from '@/lib/oauth/decoupled'
import type { Profile } from '@/lib/oauth/profile'

/** How far the flow of a decoupled grant is. */
export type DecoupledState =
  | 'sending'
  | 'waiting'
  | 'slowed'
  | 'failing'
  | 'ping'
  | 'push'
  | 'denied'
  | 'expired'
  | 'stopped'
  | 'not-sent'
  | 'done'
  | 'refused'
  | 'error'
  | 'restarted'

const pending = { status: 400, body: { error: 'authorization_pending' } }
const slow = { status: 400, body: { error: 'slow_down' } }
const tokens = {
  status: 200,
  body: {
    access_token: '2YotnFZFEjr1zCsicMWpAA',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'openid',
  },
}
const refusal = (error: string, description?: string) => ({
  status: 400,
  body: { error, ...(description !== undefined && { error_description: description }) },
})
const silent = { status: null, body: null }

/** The responses to the polls. */
const polls: Readonly<
  Record<DecoupledState, readonly (typeof pending | typeof silent | typeof tokens)[]>
> = {
  sending: [],
  waiting: [pending, pending],
  slowed: [pending, slow, pending],
  failing: [pending, silent, silent],
  ping: [pending],
  push: [],
  denied: [pending, refusal('access_denied', 'The user denied it') as typeof pending],
  expired: [pending, pending],
  stopped: [pending],
  'not-sent': [pending],
  done: [pending, pending, tokens],
  refused: [],
  error: [pending, refusal('invalid_grant') as typeof pending],
  restarted: [pending],
}

const first: Readonly<Record<DecoupledGrant, object>> = {
  ciba: { auth_req_id: '1c266114-a1be-4252-8ad1-04986c5b9ac1', expires_in: 300, interval: 5 },
  device: {
    device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
    user_code: 'WDJB-MJHT',
    verification_uri: 'https://auth1.sandbox.example/device',
    verification_uri_complete: 'https://auth1.sandbox.example/device?user_code=WDJB-MJHT',
    expires_in: 300,
    interval: 5,
  },
}

const stops: Partial<Readonly<Record<DecoupledState, NonNullable<FlowDecoupled['stop']>['by']>>> = {
  expired: 'expired',
  stopped: 'tester',
  'not-sent': 'refused',
}

const deliveries = { ping: 'ping', push: 'push' } as const

/** The flow of a decoupled grant that was begun at this time, in milliseconds since the epoch. */
export function decoupledFlow(
  profile: Profile,
  grant: DecoupledGrant,
  state: DecoupledState,
  begunAt: number,
): Flow {
  const { issuer, clientId } = profile
  const { endpoint, grantType, member: code } = grantFacts[grant]
  const by = stops[state]
  const start = {
    id: `${grant}-${state}`,
    createdAt: begunAt,
    tabId: null,
    incognito: false,
    cookieStoreId: null,
    matchedBy: 'sent',
  } as const
  let serial = 0
  const newId = () => `${grant}-${state}-${++serial}`
  const exchange = (
    flow: Flow,
    to: Endpoint,
    form: Readonly<Record<string, string>>,
    at: number,
    received: { readonly status: number | null; readonly body: object | null } | null,
  ): Flow => {
    const sent = {
      method: 'POST',
      url: `${issuer}/${to}`,
      headers: [['content-type', 'application/x-www-form-urlencoded']] as const,
      body: String(new URLSearchParams({ client_id: clientId, ...form })),
      certificate: false,
    }
    const request = requestMessage(to, sent, newId(), at)
    const asked = putMessage(flow, request as Flow['messages'][number], newId)
    if (!received) return asked
    const { status, body } = received
    const response = responseMessage(
      request,
      to,
      {
        status,
        headers: status === null ? [] : [['content-type', 'application/json']],
        body: body === null ? '' : JSON.stringify(body),
        truncated: false,
      },
      newId(),
      at + 120,
    )
    const issues = status === null ? [{ code: 'fetch_timeout' }] : []
    return putMessage(asked, { ...response, issues }, newId)
  }
  const empty: Flow = {
    ...emptyFlow(start, {
      profileId: profile.id,
      issuer,
      clientId,
      redirectUris: profile.redirectUris,
      ruleProfile: profile.ruleProfile,
      authorizationEndpoint: null,
    }),
    madeByParley: true,
    requested: { ...noRequestedParams, scope: 'openid accounts' },
    decoupled: {
      grant,
      delivery: state === 'ping' || state === 'push' ? deliveries[state] : 'poll',
      stop: by
        ? {
            by,
            at: begunAt + 60_000,
            issues:
              by === 'refused' ? [{ code: 'signing_key_missing', field: 'signingKeyId' }] : [],
          }
        : null,
    },
  }
  const form =
    grant === 'ciba'
      ? { scope: 'openid accounts', login_hint: 'aisyah', binding_message: 'W4SCT' }
      : { scope: 'openid accounts' }
  const answer =
    state === 'refused'
      ? refusal(grant === 'ciba' ? 'unknown_user_id' : 'invalid_scope', 'No such user')
      : { status: 200, body: first[grant] }
  const begun = exchange(
    empty,
    endpoint,
    form as Readonly<Record<string, string>>,
    begunAt,
    state === 'sending' ? null : answer,
  )
  const value = String((first[grant] as Readonly<Record<string, unknown>>)[code])
  return polls[state].reduce(
    (flow, reply, index) =>
      exchange(
        flow,
        'token',
        { grant_type: grantType, [code]: value },
        begunAt + 5200 * (index + 1),
        reply,
      ),
    begun,
  )
}
