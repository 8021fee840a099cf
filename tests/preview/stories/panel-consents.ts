import type { Flow } from '@/lib/flow/model/flow'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { emptyMirror } from '@/lib/state/mirror'
import { consentFlow, type ConsentState } from '../../samples/consent-flow'
import { client, metadataWith, panelReady } from '../samples/bank'
import { fill, press, pressOn, see } from '../steps'
import type { Story } from '../story'
import { inFlow, panelStory, storing } from './panel-flows'

const uk = { ...client, ruleProfile: 'uk', sendBy: 'par' } as const

const data = { ...emptyMirror, ...panelReady, facts: new Map(), metadata: {} } as never

function flowOf(state: ConsentState): Flow {
  return judgeFlow(consentFlow(uk, state, Date.now() - 60_000), data)
}

const pane = (name: string, more: Partial<Story> = {}, profile: object = uk): Story =>
  panelStory(`consents-${name}`, {
    open: { screen: 'requests' },
    state: {
      ...panelReady,
      profiles: [profile as typeof client],
      metadata: { [client.id]: metadataWith() },
    },
    ...more,
    steps: [pressOn('.lib[data-row^="consents "]'), ...(more.steps ?? [])],
  })

/** A run whose flow is stored, so that the pane shows it. */
const running = (name: string, state: ConsentState): Story => {
  const flow = flowOf(state)
  return pane(name, {
    state: {
      ...panelReady,
      profiles: [uk],
      metadata: { [client.id]: metadataWith() },
      flow: { [flow.id]: flow },
    },
    answers: {
      consentBegin: () => ({ ok: true, flowId: flow.id }),
      consentRun: () => ({ ok: true, accepted: false }),
    },
    steps: [pressOn('.work > .bar--foot .btn--primary'), see('.ccall')],
  })
}

const inState = (state: ConsentState): Story => {
  const flow = flowOf(state)
  const stored = { ...storing([flow]), profiles: [uk] }
  return inFlow(`consent-strip-${state}`, flow, { state: stored })
}

const body =
  '{"Data":{"Initiation":{"InstructedAmount":{"Amount":"10.00","Currency":"GBP"}}},"Risk":{}}'

const head = btoa(
  JSON.stringify({
    alg: 'PS256',
    kid: 'uk-test-1',
    'http://openbanking.org.uk/iat': 1_795_824_000,
    'http://openbanking.org.uk/iss': 'orgTest0001/swTest0001',
    'http://openbanking.org.uk/tan': 'openbanking.org.uk',
    crit: ['iat', 'iss', 'tan'].map((each) => `http://openbanking.org.uk/${each}`),
  }),
).replace(/=+$/, '')

const prepared = {
  id: 'p1',
  at: Date.now(),
  method: 'POST',
  url: 'https://api.example/open-banking/v4.0/pisp/domestic-payment-consents',
  headers: [
    ['x-idempotency-key', '6f7c1f64-5c1c-4d0e-9b5f-0d6b1f2a3c4d'],
    [
      'x-jws-signature',
      `${head}..${'nyVN2o5j8fXYkikzs6EHOJTZtcdoqOQw7dcI9avAvQRETgV3os'.repeat(7)}`,
    ],
    ['accept', 'application/json'],
    ['content-type', 'application/json'],
  ],
  body,
} as const

const signer = fill({ selector: '.cval:nth-last-of-type(2) input' }, 'orgTest0001/swTest0001')

/** A payment consent as it is signed, or why it is not. */
const payment = (name: string, prepare: () => unknown, steps: Story['steps'] = [signer]): Story =>
  pane(`payment-${name}`, {
    answers: { consentPrepare: prepare },
    steps: [
      pressOn('[data-template="uk_domestic_payment_40"]'),
      ...steps,
      see('.ccall__s, .issue'),
    ],
  })

export const consentTemplateStories: readonly Story[] = [
  pane('new'),
  payment('unsigned', () => ({ ok: true, preview: null }), []),
  payment('signed', () => ({ ok: true, preview: prepared })),
  payment('no-key', () => ({ ok: false, issues: [{ code: 'signing_key_missing' }] })),
  pane('cdr', {}, { ...uk, ruleProfile: 'cdr' }),
  pane('no-server', {}, { ...uk, resourceServers: [] }),
  pane('template', { steps: [press('panel.consents.edit_template')] }),
  running('refused', 'refused'),
  running('interrupted', 'interrupted'),
  inState('interrupted'),
  inState('refused'),
  inState('created'),
  inState('authorised'),
  inState('withdrawn'),
  inState('still-usable'),
]
