import { judgeFlow } from '@/lib/judge/judge-flow'
import { emptyCall, type CallValues } from '@/lib/oauth/call-values'
import { headersOfProfile } from '@/lib/oauth/call-headers'
import { emptyMirror } from '@/lib/state/mirror'
import { callFlow } from '../../samples/call-flow'
import { client, panelReady } from '../samples/bank'
import { press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { panelStory, storing } from './panel-flows'

const at = Date.now()
const uk = {
  ...client,
  ruleProfile: 'uk',
  headers: headersOfProfile.uk,
  variables: [['account_id', '22289']],
} as const

const made = callFlow(uk, at)
const data = { ...emptyMirror, ...panelReady, facts: new Map(), metadata: {} } as never
const flow = judgeFlow(made.flow, data)

const saved = (id: string, name: string, values: Partial<CallValues>) => ({
  id,
  profileId: uk.id,
  name,
  values: { ...emptyCall, ...values },
  createdAt: at,
})

const accounts = '{{resource_base}}/open-banking/v4.0/aisp/accounts'
const payment: Partial<CallValues> = {
  method: 'POST',
  url: '{{resource_base}}/open-banking/v4.0/pisp/domestic-payments',
  body: '{\n  "Data": {\n    "ConsentId": "{{consent.id}}"\n  },\n  "Risk": {}\n}',
}

const library = {
  savedCalls: [
    saved('c1', 'GET accounts', { url: accounts }),
    saved('c2', 'GET transactions, by page', {
      url: `${accounts}/{{account_id}}/transactions`,
      paging: 'Links.Next',
    }),
    saved('c3', 'POST domestic payment', payment),
  ],
  callRuns: { [`${uk.id} c2`]: made.pages, [`${uk.id} c3`]: made.refused },
}

const access = {
  [uk.id]: [
    ...(panelReady.access?.[uk.id] ?? []),
    {
      origin: 'https://api.example',
      pattern: 'https://api.example/*',
      roles: ['resource'],
      calls: ['resource'],
      granted: true,
      named: true,
    } as const,
  ],
}

const calls = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`calls${name}`, {
    ...more,
    state: { ...storing([flow]), profiles: [uk as never], access, ...library, ...more.state },
    open: { screen: 'requests' },
    steps: more.steps ?? [pressOn('[data-row="calls c2"]'), see('.call-runs')],
  })

const refusedDraft = {
  values: {
    ...emptyCall,
    ...payment,
    headers: { 'x-idempotency-key': made.refused[0]?.idempotencyKey ?? '' },
  },
  from: 'c3',
  at,
}

export const callStories: readonly Story[] = [
  calls(''),
  calls('-refused', {
    state: { callDrafts: { [uk.id]: refusedDraft } },
    steps: [pressOn('[data-row="calls draft"]'), see('.call-runs')],
  }),
  calls('-empty', {
    state: { savedCalls: [], callRuns: {}, flows: [] },
    steps: [pressOn('[data-row="calls new"]'), see('.call-empty')],
  }),
  calls('-compared', {
    steps: [pressOn('[data-row="calls c2"]'), see('.call-runs'), press('panel.calls.compare')],
  }),
  calls('-never-made', { steps: [pressOn('[data-row="calls c1"]'), see('.work__foot')] }),
  calls('-no-token', {
    state: { flows: [], flow: {} },
    steps: [pressOn('[data-row="calls c1"]'), see('.work__foot')],
  }),
]
