import type { Flow } from '@/lib/flow/model/flow'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { emptyMirror } from '@/lib/state/mirror'
import { consentFlow, type ConsentState } from '../../samples/consent-flow'
import { client, metadataWith, panelReady } from '../samples/bank'
import { press, pressOn, see } from '../steps'
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

export const consentTemplateStories: readonly Story[] = [
  pane('new'),
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
