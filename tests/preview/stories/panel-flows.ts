import type { Flow } from '@/lib/flow/model/flow'
import { summarise } from '@/lib/flow/read/summary'
import type { Mirror } from '@/lib/state/mirror'
import { panelReady, tokenAnswers } from '../samples/bank'
import { flowNames, flows } from '../samples/flows'
import { fill, press, pressOn, see, seeText } from '../steps'
import type { Story } from '../story'
import { longText, mixedText } from './texts'

/** These flows are stored. */
export const storing = (all: readonly Flow[]): Partial<Mirror> => ({
  ...panelReady,
  flows: all.map(summarise),
  flow: Object.fromEntries(all.map((flow) => [flow.id, flow])),
})

const every = storing(Object.values(flows))

export const panelStory = (name: string, more: Partial<Story> = {}): Story => ({
  name: `panel-${name}`,
  screen: 'panel',
  state: every,
  answers: tokenAnswers,
  ...more,
})

/** The panel opened on one flow, which is the only one. */
export const inFlow = (name: string, flow: Flow, more: Partial<Story> = {}): Story =>
  panelStory(name, { state: storing([flow]), open: { flowId: flow.id }, ...more })

const odd: Flow = {
  ...flows.code,
  id: 'odd',
  issuer: `https://${'long-name.'.repeat(20)}example`,
  clientId: longText,
  messages: flows.code.messages.map((message) =>
    message.kind === 'authorization-response'
      ? {
          ...message,
          params: [
            ['code', longText],
            ['state', mixedText],
            ['iss', longText],
          ],
        }
      : message,
  ),
}

export const flowStories: readonly Story[] = [
  panelStory('start-loading', { state: { status: 'loading' }, steps: [seeText('panel.loading')] }),
  panelStory('start-no-profile', { state: {} }),
  panelStory('flows-empty', { state: panelReady }),
  panelStory('flows-empty-devtools', { state: panelReady, host: { inDevtools: true } }),
  panelStory('flows-empty-devtools-firefox', {
    state: panelReady,
    host: { inDevtools: true, browser: 'firefox' },
  }),
  panelStory('flows-list'),
  panelStory('flows-no-match', { steps: [fill('panel.flows.search', 'no such flow')] }),
  panelStory('flows-removed', {
    state: {
      ...every,
      dropped: { own: 2, thirdParty: 14 },
      flows: (every.flows ?? []).map((flow, at) =>
        at % 5 === 1 ? { ...flow, removedAt: Date.now() } : flow,
      ),
    },
  }),
  panelStory('flows-push-refused', {
    state: storing([flows.tokens]),
    answers: { requestPush: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) },
    steps: [press('panel.push.new'), see('.note-line[role="alert"], .issues')],
  }),
  inFlow('flows-long-values', odd),
  ...flowNames.map((name) => inFlow(`flow-${name}`, flows[name])),
  inFlow('flow-menu', flows.tokens, { steps: [press('panel.flow_menu.title')] }),
  inFlow('flow-hops-open', flows.code, { steps: [pressOn('[role="treeitem"][aria-expanded]')] }),
  panelStory('menu', { steps: [press('panel.menu.more')] }),
  panelStory('shortcuts', { steps: [press('panel.menu.more'), press('panel.menu.shortcuts')] }),
]
