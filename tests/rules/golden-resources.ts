import type { JsonObject } from '@/lib/model/json'
import { paramsIn } from '@/lib/model/params'
import { judge } from '@/lib/rules/run'
import { accessToken } from './answers'
import { comparing, granting, requestingDetails } from './consents'
import { known, one, type Golden, type Parts } from './golden-context'
import { goldenMetadata, goldenUnder } from './golden-metadata'
import { interactionId, replying, sending } from './resources'

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const consent: JsonObject = {
  dc_id: 'dc-test-1',
  dp_id: 'DP9876543210',
  consent_type: type,
  consent_purpose: 'pfm',
  permissions: ['read_accounts', 'read_balances'],
  expiration_datetime: '2027-01-30T00:00:00Z',
}
const granted: JsonObject = {
  ...consent,
  consent_id: 'c-1',
  status: 'authorized',
  created_at: '2026-11-20T12:00:00Z',
  updated_at: '2026-11-20T12:00:00Z',
  accounts: [{ account_id: '1', account_number: '****1234', account_name: 'Savings' }],
}
const account: JsonObject = {
  ConsentId: 'aac-1',
  Status: 'AWAU',
  Permissions: ['ReadAccountsBasic', 'ReadBalances'],
  ExpirationDateTime: '2027-02-26T00:00:00+00:00',
}

const elementOf = ({ element = {}, consent: members = {} }: Parts) => [
  { ...element, consent: members },
]

/** Resource calls and consents of a correct client and a correct server. */
export const golden: Readonly<Record<string, Golden>> = {
  'resource request': {
    parts: {
      message: { url: 'https://rs.example/accounts' },
      headers: {
        authorization: `DPoP ${accessToken}`,
        'x-fapi-interaction-id': interactionId,
        'x-fapi-auth-date': 'Fri, 20 Nov 2026 12:00:00 GMT',
        'x-fapi-customer-ip-address': '198.51.100.119',
      },
    },
    judged: async ({ message = {}, headers = {} }, profile) => {
      const url = String(message['url'])
      const artefact = sending({ url, headers: paramsIn(headers) }, { tokenType: 'DPoP' })
      return one(judge('resource-request', { ...artefact, context: known(profile) }, profile))
    },
  },
  'resource response': {
    parts: {
      http: { status: 200 },
      headers: {
        'content-type': 'application/json; charset=utf-8',
        date: 'Fri, 20 Nov 2026 12:00:00 GMT',
        'x-fapi-interaction-id': interactionId,
        'dpop-nonce': 'n-1',
      },
    },
    judged: async (parts, profile) => judgedReply(parts, profile),
  },
  'challenge for DPoP': {
    parts: {
      http: { status: 401 },
      headers: {
        'www-authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"',
        date: 'Fri, 20 Nov 2026 12:00:00 GMT',
        'x-fapi-interaction-id': interactionId,
        'dpop-nonce': 'n-1',
      },
    },
    judged: async (parts, profile) => judgedReply(parts, profile),
  },
  'requested consent': {
    parts: { element: { type }, consent },
    judged: async (parts, profile) => {
      const { stated } = requestingDetails(elementOf(parts))
      return one(judge('consent', { stated, context: known(profile, ofServer(profile)) }, profile))
    },
  },
  'granted consent': {
    parts: { element: { type }, consent: granted },
    judged: async (parts, profile) => {
      const { stated } = granting({ authorization_details: elementOf(parts) })
      return one(judge('consent', { stated, context: known(profile) }, profile))
    },
  },
  'created consent': {
    parts: { Data: account },
    judged: async ({ Data = {} }, profile) => {
      const { Permissions, ExpirationDateTime } = account
      const { comparison } = comparing({
        path: '/open-banking/v4.0/aisp/account-access-consents',
        sent: { Data: { Permissions, ExpirationDateTime }, Risk: {} },
        received: { Data },
      })
      return one(judge('consent-comparison', { comparison, context: known(profile) }, profile))
    },
  },
}

type Profile = Parameters<Golden['judged']>[1]

const ofServer = (profile: Profile) => ({
  metadata: {
    ...goldenUnder(profile, goldenMetadata),
    authorization_details_types_supported: [type],
  },
})

function judgedReply({ http = {}, headers = {} }: Parts, profile: Profile) {
  const status = http['status'] as number
  const artefact = replying(
    { status, headers: paramsIn(headers), body: status === 200 ? '{}' : '' },
    {
      headers: [
        ['authorization', `DPoP ${accessToken}`],
        ['x-fapi-interaction-id', interactionId],
      ],
    },
  )
  return one(judge('resource-response', { ...artefact, context: known(profile) }, profile))
}
