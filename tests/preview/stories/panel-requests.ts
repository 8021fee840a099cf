import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import type { Profile } from '@/lib/oauth/profile'
import { preparedWith } from '../../samples/request-preview'
import { ownFlow } from '../../ui/panel/own-flow'
import { client, panelReady } from '../samples/bank'
import { pending } from '../background'
import { fill, press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { panelStory } from './panel-flows'

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const consent = (permissions: readonly string[], until: string) =>
  JSON.stringify([
    {
      type,
      consent: {
        consentId: '{{uuid}}',
        dp_id: '{{dp_id}}',
        permissions,
        expirationDateTime: until,
      },
    },
  ])

const all = ['read_accounts', 'read_transactions', 'read_balances']

const bank: Profile = {
  ...client,
  authorizationDetails: consent(all, '{{now+30d}}'),
  variables: [['dp_id', 'DP9876543210']],
  headers: [{ name: 'x-fapi-interaction-id', value: '{{uuid}}', on: 'all' }],
}

const details = consent(['read_balances'], '{{now+90d}}')
const metadata = {
  response_modes_supported: ['query'],
  scopes_supported: ['openid', 'accounts', 'profile'],
}
const at = Date.now()

const draftOf = (values: Partial<RequestValues>) => ({
  values: { ...noValues, ...values },
  from: null,
  flowId: 'f1',
  at,
  startedAt: at,
})

const saved = (id: string, name: string, params: RequestValues['params']) => ({
  id,
  profileId: bank.id,
  name,
  values: { ...noValues, params },
  createdAt: at,
})

const library = {
  savedRequests: [
    saved('s1', 'All three permissions', {}),
    saved('s2', 'Balances only', { authorization_details: details }),
    saved('s3', 'Consent ends in the past', {}),
    saved('s4', 'Step-up, max_age=0', { max_age: '0' }),
  ],
  requestRuns: {
    [`${bank.id} s1`]: { flowId: 'f1', accepted: true, status: 201, at },
    [`${bank.id} s3`]: { flowId: 'f1', accepted: false, status: 400, at },
  },
}

const requests = (name: string, profile: Profile = bank, more: Partial<Story> = {}): Story =>
  panelStory(`requests-${name}`, {
    state: { ...panelReady, profiles: [profile], ...library, ...more.state },
    open: { screen: 'requests' },
    answers: {
      requestPrepare: ({ values }) => preparedWith(profile, values, metadata),
      ...more.answers,
    },
    steps: more.steps ?? [see('.pv .btn--icon')],
  })

const drafted = (name: string, values: Partial<RequestValues>, more: Partial<Story> = {}) =>
  requests(name, bank, { ...more, state: { requestDrafts: { [bank.id]: draftOf(values) } } })

const send = pressOn('.work__foot .btn--primary')
const response = (flow: typeof ownFlow, accepted: boolean): Partial<Story> => ({
  state: { flow: { [flow.id]: flow } },
  answers: {
    requestSend: () => ({
      ok: true,
      storedRequestId: accepted ? 'r1' : null,
      flowId: flow.id,
      accepted,
      resent: accepted,
    }),
  },
  steps: [see('.pv .btn--icon'), send, see('.sentstrip')],
})

const refused: typeof ownFlow = {
  ...ownFlow,
  messages: ownFlow.messages.map((message) =>
    message.kind === 'par-response'
      ? {
          ...message,
          status: 400,
          body: '{"error":"invalid_request","error_description":"scope is missing"}',
        }
      : message,
  ),
}

export const requestStories: readonly Story[] = [
  requests('library'),
  requests('folded', bank, { steps: [see('.pv .btn--icon'), pressOn('.work .grp__b')] }),
  requests('saved', bank, { steps: [pressOn('[data-row$="s2"]'), see('.code .is-chg')] }),
  requests('building', bank, {
    answers: { requestPrepare: pending },
    steps: [see('.pvbody .note-line')],
  }),
  requests('empty', bank, {
    state: { savedRequests: [], requestRuns: {} },
  }),
  drafted('draft', {
    params: { authorization_details: details, login_hint: 'aisyah', nonce: null },
    headers: { 'x-own': 'value' },
    assertion: { lifetime: -30 },
    requestObject: { claims: '{"nbf":null,"own":1}' },
  }),
  drafted(
    'encoded',
    { params: { authorization_details: details } },
    {
      steps: [see('.code .is-chg'), press('panel.requests.as_sent')],
    },
  ),
  drafted('warnings', { params: { response_mode: 'jwt', scope: 'openid payments' } }),
  drafted(
    'unknown-variable',
    { params: { login_hint: '{{nobody}}' } },
    { steps: [see('.sheet .hint .st--fail')] },
  ),
  requests(
    'secret',
    { ...bank, clientAuth: { ...bank.clientAuth, method: 'client_secret_post' } },
    {
      state: { secrets: [bank.id] },
      steps: [see('.pv .btn--icon'), press('panel.requests.parts.form')],
    },
  ),
  requests('url', { ...bank, sendBy: 'url' }),
  requests('save-as', bank, { steps: [see('.pv .btn--icon'), press('panel.requests.save_as')] }),
  requests('accepted', bank, response(ownFlow, true)),
  requests('refused', bank, response(refused, false)),
  requests('json', bank, {
    steps: [see('.pv .btn--icon'), pressOn('.sec--fold .seg [aria-checked="false"]')],
  }),
  requests('filtered', bank, { steps: [fill('panel.requests.filter', 'balances'), see('.lib')] }),
  panelStory('requests-no-profile', { open: { screen: 'requests' }, state: {} }),
]
