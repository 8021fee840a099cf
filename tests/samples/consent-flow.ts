import { builtInTemplates } from '@/lib/consent/templates'
import type { Flow } from '@/lib/flow/model/flow'
import type { CallPurpose, FlowConsent } from '@/lib/flow/model/flow-consent'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Profile } from '@/lib/oauth/profile'

/** How far the flow of a consent has come. */
export type ConsentState =
  'interrupted' | 'refused' | 'created' | 'authorised' | 'withdrawn' | 'still-usable'

const id = 'aac-7c1b20f4-0b6e-4e0c-8f4e-2d3c4b5a6978'
const api = 'https://api.example/open-banking/v4.0/aisp'
const one = `${api}/account-access-consents/${id}`

function consentBody(status: string, now: number): string {
  return JSON.stringify({
    Data: {
      ConsentId: id,
      Status: status,
      CreationDateTime: new Date(now).toISOString(),
      StatusUpdateDateTime: new Date(now).toISOString(),
      Permissions: ['ReadAccountsDetail', 'ReadBalances'],
      ExpirationDateTime: new Date(now + 90 * 86_400_000).toISOString(),
    },
    Risk: {},
    Links: { Self: one },
    Meta: { TotalPages: 1 },
  })
}

const refusal = JSON.stringify({
  Id: 'e-1',
  Errors: [
    {
      ErrorCode: 'U002',
      Message: 'ReadTransactionsCredits needs ReadTransactionsBasic',
      Path: 'Data.Permissions',
    },
  ],
})

interface Exchanged {
  readonly endpoint: Endpoint
  readonly method: string
  readonly url: string
  readonly body?: string
  readonly purpose?: CallPurpose
  readonly status: number
  readonly response: string
}

const token = (value: string, more = {}) =>
  JSON.stringify({ access_token: value, token_type: 'Bearer', expires_in: 300, ...more })

/** The flow of a UK account access consent, as Parley records it. */
export function consentFlow(profile: Profile, state: ConsentState, now: number): Flow {
  const named = builtInTemplates.find((each) => each.id === 'uk_account_access_40')
  if (!named) throw new Error('The template is gone')
  const start = {
    id: `consent-${state}`,
    createdAt: now,
    tabId: null,
    incognito: false,
    cookieStoreId: null,
    matchedBy: 'sent',
  } as const
  const issuer = profile.issuer
  const consent: FlowConsent = {
    templateId: named.id,
    template: named.template,
    id: null,
    status: null,
    expiry: null,
    readAt: null,
    withdrawnAt: null,
    run: runOf(state),
  }
  const flow: Flow = {
    ...emptyFlow(start, {
      profileId: profile.id,
      issuer,
      clientId: profile.clientId,
      redirectUris: profile.redirectUris,
      ruleProfile: 'uk',
      authorizationEndpoint: `${issuer}/authorize`,
    }),
    name: named.template.name,
    madeByParley: true,
    consent,
  }
  let serial = 0
  const newId = () => `${state}-${++serial}`
  return callsOf(state, issuer, now).reduce((known, call, index) => {
    const at = now + index * 400
    const headers = [
      ['x-fapi-interaction-id', '93bac548-d2de-4546-b106-880a5018460d'],
      ['content-type', call.endpoint === 'resource' ? 'application/json' : form],
      ...(call.purpose === 'use' ? [['authorization', 'Bearer user-token'] as const] : []),
    ] as const
    const sent = {
      method: call.method,
      url: call.url,
      headers,
      body: call.body ?? '',
      certificate: false,
    }
    const request = requestMessage(call.endpoint, sent, newId(), at, 'parley', call.purpose)
    const received = { status: call.status, headers, body: call.response, truncated: false }
    const response = responseMessage(request, call.endpoint, received, newId(), at + 180)
    const issues = call.status < 300 ? [] : [{ code: 'response_status', seen: String(call.status) }]
    return putMessage(putMessage(known, request as never, newId), { ...response, issues }, newId)
  }, flow)
}

const form = 'application/x-www-form-urlencoded'

function runOf(state: ConsentState): FlowConsent['run'] {
  const run = { issues: [], open: 'tab' } as const
  if (state === 'interrupted') return { ...run, step: 'create', state: 'interrupted' }
  if (state === 'refused') return { ...run, step: 'create', state: 'refused' }
  return state === 'created' ? { ...run, step: 'authorize', state: 'paused' } : null
}

function callsOf(state: ConsentState, issuer: string, now: number): readonly Exchanged[] {
  const post = { method: 'POST', url: `${issuer}/token`, endpoint: 'token' } as const
  const client: Exchanged = {
    ...post,
    body: 'grant_type=client_credentials&scope=accounts',
    status: 200,
    response: token('client-token', { scope: 'accounts' }),
  }
  const create = {
    endpoint: 'resource',
    method: 'POST',
    url: `${api}/account-access-consents`,
    purpose: 'create',
    body: JSON.stringify({
      Data: { Permissions: ['ReadAccountsDetail', 'ReadBalances'] },
      Risk: {},
    }),
  } as const
  const created: Exchanged = { ...create, status: 201, response: consentBody('AWAU', now) }
  const user: Exchanged = {
    ...post,
    body: 'grant_type=authorization_code&code=c1',
    status: 200,
    response: token('user-token', { refresh_token: 'refresh', scope: 'openid accounts' }),
  }
  const call = (
    method: string,
    purpose: CallPurpose,
    status: number,
    response: string,
  ): Exchanged => ({
    endpoint: 'resource',
    method,
    purpose,
    url: purpose === 'use' ? `${api}/accounts` : one,
    status,
    response,
  })
  const read = call('GET', 'status', 200, consentBody('AUTH', now))
  const used = call('GET', 'use', 200, '{"Data":{"Account":[]}}')
  const withdrawn = call('DELETE', 'withdraw', 204, '')
  const granted = [client, created, user, read]
  const calls: Readonly<Record<ConsentState, readonly Exchanged[]>> = {
    interrupted: [client],
    refused: [client, { ...create, status: 400, response: refusal }],
    created: [client, created],
    authorised: granted,
    withdrawn: [...granted, withdrawn],
    'still-usable': [...granted, withdrawn, used],
  }
  return calls[state]
}
