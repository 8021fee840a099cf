import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import {
  accessToken,
  answered,
  ownFlow,
  parRequest,
  tokenRequest,
  tokenResponse,
} from '../ui/panel/own-flow'
import { hop, issuer, parResponse, request, response } from '../ui/panel/sample'

const second = 1000
const day = 24 * 60 * 60 * second

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
/** The end of the sample consents. */
export const consentEnd = Math.floor((Date.now() + 164 * day) / day) * day

type Json = Readonly<Record<string, unknown>>

interface Parts {
  readonly requested: Partial<Flow['requested']>
  /** The members of the token response; absent before the grant. */
  readonly granted?: Json
  /** The members of later responses. */
  readonly introspected?: Json
  readonly refreshed?: Json
  readonly introspectionStatus?: number
  readonly resources?: readonly Resource[]
}

interface Resource {
  readonly path: string
  readonly sent?: Json
  readonly received: Json
  /** Before the browser is sent away. */
  readonly isEarly?: true
}

const tokens = {
  access_token: accessToken.value,
  refresh_token: 'opaque-refresh-token-1',
  token_type: 'DPoP',
  expires_in: 300,
}

function resourceCalls({ path, sent, received, isEarly }: Resource, index: number): OAuthMessage[] {
  const at = isEarly ? parResponse.at - 100 : tokenResponse.at + (index + 1) * 1000
  const id = `resource-${index}`
  const call: EndpointRequest<'resource'> = {
    id,
    kind: 'resource-request',
    at,
    source: 'parley',
    results: [],
    method: sent ? 'POST' : 'GET',
    url: `${issuer}${path}`,
    headers: [],
    body: sent ? JSON.stringify(sent) : '',
    params: [],
    certificate: false,
  }
  const reply: EndpointResponse<'resource'> = {
    ...answered('resource', { body: JSON.stringify(received), status: sent ? 201 : 200 }),
    kind: 'resource-response',
    id: `${id}-response`,
    at: at + 200,
    requestMessageId: id,
  }
  return [call, reply]
}

function later(kind: 'introspection' | 'token', seconds: number, body: Json, status = 200) {
  const id = `later-${kind}`
  const token = ['token', tokens.refresh_token] as const
  const params = kind === 'token' ? [['grant_type', 'refresh_token'] as const, token] : [token]
  const at = tokenResponse.at + seconds * second
  const call = { ...tokenRequest, id, kind: `${kind}-request`, at, params, body: '' }
  const reply = answered(kind, {
    id: `${id}-response`,
    at: at + 100,
    requestMessageId: id,
    status,
    body: JSON.stringify(body),
  })
  return [call as unknown as OAuthMessage, reply]
}

/** A flow with a consent. */
export function consentFlow(id: string, parts: Parts): Flow {
  const { requested, granted, introspected, refreshed, introspectionStatus, resources = [] } = parts
  const early = resources.flatMap((each, index) => (each.isEarly ? resourceCalls(each, index) : []))
  const late = resources.flatMap((each, index) => (each.isEarly ? [] : resourceCalls(each, index)))
  const grant = granted && [
    response,
    tokenRequest,
    { ...tokenResponse, results: [], body: JSON.stringify({ ...tokens, ...granted }) },
  ]
  return {
    ...ownFlow,
    id,
    requested: { ...noRequestedParams, ...requested },
    tokens: grant ? ownFlow.tokens : [],
    messages: [
      ...early,
      parRequest,
      { ...parResponse, source: 'parley', requestMessageId: parRequest.id, took: 214 },
      request,
      hop(0),
      ...(grant ?? []).map((message) => ({ ...message, results: [] })),
      ...late,
      ...(refreshed ? later('token', 70, refreshed) : []),
      ...(introspected ? later('introspection', 90, introspected, introspectionStatus) : []),
    ],
  }
}

const ofmType = 'urn:openfinance-ml:account-access-consent:v1.2'
const permissions = ['read_accounts', 'read_balances', 'read_transactions']
const savings = {
  account_id: 'acc-7712',
  account_name: 'Savings',
  account_number: '100200304417',
}
const current = { account_id: 'acc-9052', account_name: 'Current', account_number: '100200309052' }

export const ofmConsent = {
  dc_id: 'DC0123456789',
  dp_id: 'DP9876543210',
  consent_type: ofmType,
  consent_purpose: 'pfm',
  permissions,
  expiration_datetime: iso(consentEnd),
}

/** A list with one consent of Open Finance Malaysia. */
export const ofm = (members: Json = {}) => [
  { type: ofmType, consent: { ...ofmConsent, ...members } },
]

const server = { consent_id: 'c-5f1b83e2', status: 'authorized', created_at: iso(Date.now()) }
const asRequested = { ...server, accounts: [savings] }
const request3 = { authorizationDetails: JSON.stringify(ofm()) }

const initiation = (amount: string, more: Json = {}) => ({
  InstructionIdentification: 'T-0001',
  EndToEndIdentification: 'E2E-0001',
  InstructedAmount: { Amount: amount, Currency: 'GBP' },
  CreditorAccount: {
    SchemeName: 'UK.OBIE.SortCodeAccountNumber',
    Identification: '08080021325701',
    Name: 'ACME Ltd',
  },
  RemittanceInformation: { Reference: 'FRESCO-037' },
  ...more,
})
const debtor = { DebtorAccount: { Name: 'Current', Identification: '20000510833349' } }
const payments = '/open-banking/v3.1/pisp/domestic-payment-consents'
const paymentConsent = (amount: string, status: string, more: Json = {}) => ({
  Data: {
    ConsentId: 'sdp-1-b5bbdb18',
    Status: status,
    Initiation: initiation(amount, more),
    CutOffDateTime: iso(Date.now() + day),
  },
  Risk: {},
})

const readPermissions = (
  'ReadAccountsBasic ReadAccountsDetail ReadBalances ReadBeneficiariesBasic ReadBeneficiariesDetail ' +
  'ReadDirectDebits ReadOffers ReadPAN ReadParty ReadPartyPSU ReadProducts ReadScheduledPaymentsBasic ' +
  'ReadScheduledPaymentsDetail ReadStandingOrdersBasic ReadStandingOrdersDetail ReadStatementsBasic ' +
  'ReadTransactionsBasic ReadTransactionsDetail ReadTransactionsDebits'
).split(' ')
const accounts = '/open-banking/v3.1/aisp/account-access-consents'
const accessConsent = (status: string, list: readonly string[], ending: string) => ({
  Data: {
    ConsentId: 'urn-northbank-intent-88379',
    Status: status,
    Permissions: list,
    ExpirationDateTime: ending,
    StatusUpdateDateTime: iso(Date.now()),
    ...(status === 'Authorised' && {
      Account: Array.from({ length: 9 }, (_, index) => ({
        AccountId: `a-${index}`,
        Nickname: index === 0 ? 'Current' : 'Savings',
        Identification: `2000051083${3349 + index}`,
      })),
    }),
  },
})

const ledger = [
  {
    type: 'customer_information',
    actions: ['read', 'list'],
    locations: ['https://rs.ledger.test/customers'],
    datatypes: ['contacts', 'photos'],
    limits: { maxRows: 500, window: 'P30D' },
  },
  { type: 'payment_initiation', actions: ['initiate'] },
] as const

const cdrScope = 'openid bank:accounts.basic:read bank:transactions:read bank:payees:read'
const cdrGranted =
  'openid bank:accounts.basic:read bank:transactions:read common:customer.basic:read'

const active = (members: Json) => ({ active: true, authorization_details: ofm(members) })

/** A flow for each state of the design. */
export const consentFlows = {
  narrower: consentFlow('consent', {
    requested: request3,
    granted: {
      authorization_details: ofm({ ...asRequested, permissions: permissions.slice(0, 2) }),
    },
    introspected: active({ ...asRequested, permissions: permissions.slice(0, 2) }),
  }),
  wider: consentFlow('consent-wider', {
    requested: {
      authorizationDetails: JSON.stringify(ofm({ permissions: permissions.slice(0, 2) })),
    },
    granted: {
      authorization_details: ofm({
        ...server,
        dp_id: 'DP1111111111',
        accounts: [savings, current],
        expiration_datetime: iso(consentEnd + 3470 * day),
      }),
    },
    introspected: active({
      ...server,
      dp_id: 'DP1111111111',
      accounts: [savings],
      expiration_datetime: iso(consentEnd + 3470 * day),
    }),
  }),
  payment: consentFlow('consent-payment', {
    requested: { scope: 'openid payments' },
    granted: { scope: 'openid payments' },
    resources: [
      {
        path: payments,
        sent: { Data: { Initiation: initiation('165.88') }, Risk: {} },
        received: paymentConsent('165.88', 'AwaitingAuthorisation'),
        isEarly: true,
      },
      { path: `${payments}/1`, received: paymentConsent('168.55', 'Authorised', debtor) },
      { path: `${payments}/1`, received: paymentConsent('168.55', 'Consumed', debtor) },
    ],
  }),
  expired: consentFlow('consent-expired', {
    requested: {
      authorizationDetails: JSON.stringify(ofm({ expiration_datetime: iso(Date.now() - 240_000) })),
    },
    granted: {
      authorization_details: ofm({
        ...asRequested,
        expiration_datetime: iso(Date.now() - 240_000),
      }),
    },
    introspected: {
      active: true,
      authorization_details: ofm({
        ...asRequested,
        status: 'expired',
        expiration_datetime: iso(Date.now() - 240_000),
      }),
    },
  }),
  withdrawn: consentFlow('consent-withdrawn', {
    requested: request3,
    granted: { authorization_details: ofm(asRequested) },
    introspected: { active: false },
  }),
  generic: consentFlow('consent-generic', {
    requested: { authorizationDetails: JSON.stringify(ledger) },
    granted: {
      authorization_details: [
        {
          ...ledger[0],
          actions: ['read'],
          limits: { maxRows: 1000, window: 'P30D' },
          grant_ref: 'gr_9x1Zb',
        },
      ],
    },
  }),
  scopes: consentFlow('consent-scopes', {
    requested: { scope: cdrScope, claims: JSON.stringify({ sharing_duration: 31_536_000 }) },
    granted: { scope: cdrGranted, cdr_arrangement_id: 'dc6a3f61' },
    refreshed: { ...tokens, cdr_arrangement_id: 'dc6a3f61' },
  }),
  waiting: consentFlow('consent-waiting', { requested: request3 }),
  long: consentFlow('consent-long', {
    requested: { scope: 'openid accounts' },
    granted: { scope: 'openid accounts' },
    resources: [
      {
        path: accounts,
        sent: {
          Data: { Permissions: readPermissions, ExpirationDateTime: iso(consentEnd) },
          Risk: {},
        },
        received: accessConsent('AwaitingAuthorisation', readPermissions, iso(consentEnd)),
        isEarly: true,
      },
      {
        path: `${accounts}/1`,
        received: accessConsent(
          'Authorised',
          readPermissions.slice(0, -1),
          iso(consentEnd + 60 * 60 * second).replace('Z', '+01:00'),
        ),
      },
    ],
  }),
  unknown: consentFlow('consent-unknown', {
    requested: request3,
    granted: { authorization_details: ofm(asRequested) },
    introspected: { error: 'invalid_client' },
    introspectionStatus: 401,
  }),
} as const satisfies Readonly<Record<string, Flow>>
