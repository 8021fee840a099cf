import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { nameAmong, namingOf } from '@/lib/flow/read/flow-name'
import { summarise } from '@/lib/flow/read/summary'
import type { Mirror } from '@/lib/state/mirror'
import { panelReady, tokenAnswers } from '../samples/bank'
import { flowNames, flows } from '../samples/flows'
import { fill, press, pressOn, see, seeText } from '../steps'
import type { Story } from '../story'
import { flowUse, longText, mixedText } from './texts'

/** The rows of the list, each with its name; the oldest flow is named first. */
function rowsOf(all: readonly Flow[]): readonly FlowSummary[] {
  return all
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .reduce<readonly FlowSummary[]>((rows, flow) => {
      const name = nameAmong(rows, flow, namingOf(flow, profileOf(flow)))
      return [...rows, { ...summarise(flow), name }]
    }, [])
}

const profileOf = ({ profileId }: Flow) =>
  panelReady.profiles?.find(({ id }) => id === profileId) ?? null

/** These flows are stored. */
export const storing = (all: readonly Flow[]): Partial<Mirror> => ({
  ...panelReady,
  flows: rowsOf(all),
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

/** Flows with names of the tester, and one that is pinned. */
const marked = storing(
  Object.values(flows).map((flow, at) => ({
    ...flow,
    ...(at === 3 && {
      name: 'Reference run',
      pinned: true as const,
      kept: { mode: 'safe' as const, at: flow.createdAt },
      note: { text: 'Compare with this one.', at: flow.createdAt },
    }),
    ...(at === 2 && { kept: { mode: 'safe' as const, at: flow.createdAt } }),
    ...(at === 4 && {
      kept: { mode: 'complete' as const, at: flow.createdAt },
      note: { text: longText, at: flow.createdAt },
    }),
    ...(at === 5 && { name: longText }),
  })),
)

/** A flow with a note. */
const noted: Flow = {
  ...flows.tokens,
  kept: { mode: 'safe', at: flows.tokens.createdAt },
  note: {
    text: 'Asked the server team: DPoP is off for this client. Ticket OFM-318.',
    at: flows.tokens.createdAt,
  },
}

/** The same in a later browser session. */
const reopened: Flow = {
  ...noted,
  imported: {
    at: flows.tokens.createdAt,
    mode: 'safe',
    by: { parley: '0.2.0', browser: 'Chromium', rules: '470' },
    own: true,
  },
}

const many = storing(
  Array.from({ length: 25 }).flatMap((_, day) =>
    Object.values(flows).map((flow) => ({
      ...flow,
      id: `${flow.id}-${day}`,
      createdAt: flow.createdAt - day * 24 * 60 * 60_000,
    })),
  ),
)

/** Opens the list where it is folded. */
const inList = pressOn('.flowpick .pick')

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
  panelStory('flows-search', {
    steps: [inList, fill('panel.flows.search', 'SplxlO'), see('.hit')],
  }),
  panelStory('flows-filter', { steps: [inList, pressOn('.pane--list .ftog')] }),
  panelStory('flows-select', {
    state: marked,
    steps: [inList, pressOn('.frow__box'), pressOn('li:nth-of-type(4) .frow__box')],
  }),
  panelStory('flows-500', { state: many }),
  panelStory('flows-picker', { steps: [inList] }),
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
  panelStory('flows-kept', { state: marked, steps: [inList] }),
  panelStory('flows-wide-kept', {
    state: marked,
    steps: [inList, press('panel.flows.wide')],
  }),
  inFlow('flow-note', noted),
  inFlow('flow-note-edit', noted, { steps: [press('panel.flows.note_edit')] }),
  inFlow('flow-kept', reopened),
  inFlow('flow-keep-secrets', flows.tokens, {
    steps: [press('panel.flow_menu.title'), press('panel.flows.keep_secrets')],
  }),
  inFlow('flow-keep-refused', flows.tokens, {
    answers: {
      ...tokenAnswers,
      flowsKeep: () => ({ ok: false, issues: [{ code: 'keep_failed' }] }),
    },
    steps: [press('panel.flow_menu.title'), press('panel.flows.keep'), see('.note-line, .issues')],
  }),
  inFlow('flow-other-rules', { ...flows.tokens, ruleProfile: 'br', ownRuleProfile: 'ofm' }),
  inFlow('flow-rules-menu', flows.tokens, { steps: [pressOn('.pick--rules')] }),
  inFlow('flow-menu', flows.tokens, { steps: [press('panel.flow_menu.title')] }),
  inFlow('flow-hops-open', flows.code, { steps: [pressOn('[role="treeitem"][aria-expanded]')] }),
  panelStory('menu', { steps: [press('panel.menu.more')] }),
  panelStory('settings', {
    answers: { flowUse },
    steps: [press('panel.menu.more'), press('panel.menu.settings'), seeText('ui.settings.clear')],
  }),
  panelStory('shortcuts', { steps: [press('panel.menu.more'), press('panel.menu.shortcuts')] }),
]
