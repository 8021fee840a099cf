import type { FlowSummary, Flow } from '@/lib/flow/model/flow'
import type { Delivery, Hold, Release } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { defaultSettings } from '@/lib/storage/state'
import { flowWith, held, stopped, jarm, tokenRequestWith } from '../../samples/held'
import { able, result, secretCode, signingKey, tokensCame } from '../../ui/popup/samples'
import { summary } from '../../ui/panel/sample'
import { fill, press, pressOn, see, seeText } from '../steps'
import type { Story } from '../story'
import { longText, mixedText } from './texts'

const goodParams: Params = [
  ['code', secretCode],
  ['state', 'af0ifjsldkj'],
  ['iss', 'https://as.example'],
]
const passed = [
  { ...result('ar-state-match', 'passed'), about: 'state' },
  { ...result('ar-iss-match', 'passed'), about: 'iss' },
]

function response(more: Partial<AuthorizationResponse> = {}): AuthorizationResponse {
  const query = new URLSearchParams(
    (more.params ?? goodParams).map(([name, value]) => [name, value]),
  )
  return held({
    params: goodParams,
    url: `https://app.example/cb?${query.toString()}`,
    results: passed,
    ...more,
  })
}

interface Shown {
  readonly response?: Partial<AuthorizationResponse>
  readonly messages?: Flow['messages']
  readonly more?: Partial<Story>
}

/** The held page of a tab in which a response is held, or was. */
function page(name: string, shown: Shown = {}): Story {
  const { messages = [], more } = shown
  const flow = flowWith([response(shown.response), ...messages])
  return {
    name: `held-${name}`,
    screen: 'held',
    ...more,
    state: {
      profiles: [able],
      keys: [signingKey],
      settings: { ...defaultSettings, currentProfileId: able.id },
      held: [{ tabId: 7, frame: 'top', flowId: flow.id, responseId: 'r1', stopped: null }],
      flow: { [flow.id]: flow },
      ...more?.state,
    },
  }
}

const hold = (
  state: Hold['state'],
  releases: readonly Release[] = [],
): Partial<AuthorizationResponse> => ({
  hold: { state, at: Date.now(), tabId: 7, initiator: 'https://as.example', releases },
})

const release: Release = {
  at: Date.now() - 30_000,
  params: goodParams,
  changes: [{ name: 'iss', from: 'https://as.example', to: 'https://b.example' }],
  defence: 'wrong-iss',
  times: 1,
  done: 1,
  defended: null,
}

const mismatch = [
  {
    ...result('ar-state-match', 'failed'),
    about: 'state',
    findings: [{ code: 'differs', seen: 'af0ifjsldkj', expected: 'of-the-request' }],
  },
  { ...result('ar-duplicate-params', 'failed', 'repeated'), about: 'params' },
]

const tokens = { ...tokensCame, requestMessageId: `t-${secretCode}` }
const refused = {
  ...tokens,
  status: 400,
  jwts: [],
  body: JSON.stringify({ error: 'invalid_grant', error_description: 'The code was used before' }),
}

const error: Params = [
  ['error', 'access_denied'],
  ['error_description', 'The user declined'],
  ['error_uri', 'https://as.example/help'],
  ['state', 'af0ifjsldkj'],
]

const other: FlowSummary = {
  ...summary,
  id: 'f2',
  issuer: 'https://as.example',
  clientId: 'tpp-7f3a91',
}
const otherFlow = flowWith([held({ params: [['code', 'code-of-another-user']] })], {
  id: 'f2',
})

const stop = (name: string, change: Partial<Delivery> = {}): Story => ({
  name: `held-stopped-${name}`,
  screen: 'held',
  state: { deliveries: [{ ...stopped, ...change }] },
  answers: { heldDelivery: () => null },
})

const defence = (name: string, key: Parameters<typeof press>[0]) =>
  page(`defence-${name}`, { more: { steps: [press(key), see('.expect')] } })

export const heldStories: readonly Story[] = [
  {
    name: 'held-start-loading',
    screen: 'held',
    state: { status: 'loading' },
    steps: [seeText('held.loading')],
  },
  { name: 'held-start-nothing', screen: 'held' },
  page('held'),
  page('held-no-profile', { more: { state: { profiles: [] } } }),
  page('held-form-post', {
    response: { method: 'POST', responseMode: 'form', url: 'https://app.example/cb' },
  }),
  page('held-jarm', {
    response: {
      params: [['response', jarm({ code: secretCode, state: 's1', iss: 'https://as.example' })]],
      results: [],
    },
  }),
  page('mismatch', { response: { results: mismatch } }),
  page('expired', { response: { at: Date.now() - 231_000 } }),
  page('error', { response: { params: error } }),
  page('unsolicited', { response: { matchedBy: 'unsolicited', results: [] } }),
  page('replayed', {
    response: { at: Date.now() - 5000, replays: [{ at: Date.now(), tabId: 7 }] },
  }),
  page('edited', {
    more: { steps: [fill('held.table.field', 'https://b.example', ['iss'])] },
  }),
  page('edited-left-out', {
    more: { steps: [press('held.table.leave_out', ['state']), press('held.table.add')] },
  }),
  defence('wrong-state', 'ui.defence.wrong_state'),
  defence('no-iss', 'ui.defence.no_iss'),
  page('defence-other-code', {
    more: {
      state: {
        flows: [other],
        flow: { f1: flowWith([response()]), f2: otherFlow },
      },
      steps: [press('ui.defence.other_user_code'), see('.expect')],
    },
  }),
  page('not-released', {
    more: {
      answers: { holdRelease: () => ({ ok: false, issues: [{ code: 'release_under_way' }] }) },
      steps: [pressOn('.outs button:not([data-exit])'), see('[role="alert"]')],
    },
  }),
  page('exchanged', {
    response: hold('exchanged'),
    messages: [
      tokenRequestWith(secretCode),
      {
        ...tokens,
        results: [
          { ...result('idt-iss', 'passed'), of: 'id_token' },
          { ...result('idt-nonce', 'not-observed'), of: 'id_token' },
        ],
      },
    ],
  }),
  page('blocked', {
    more: {
      state: {
        held: [
          {
            tabId: 7,
            frame: 'top',
            flowId: 'f1',
            responseId: 'r1',
            stopped: { webRequestId: '1', url: 'https://app.example/cb' },
            blocked: true,
          },
        ],
      },
    },
  }),
  page('form-to-ipv6', {
    response: {
      method: 'POST',
      responseMode: 'form',
      url: 'http://[::1]:3000/cb',
      target: 'http://[::1]:3000/cb',
    },
  }),
  page('long-state', {
    response: {
      params: [
        ['code', secretCode],
        ['state', 's'.repeat(3000)],
      ],
    },
  }),
  page('exchange-refused', {
    response: hold('exchanged'),
    messages: [tokenRequestWith(secretCode), refused],
  }),
  page('exchanging', { response: hold('exchanged'), messages: [tokenRequestWith(secretCode)] }),
  page('releasing', { response: hold('releasing', [{ ...release, done: 0 }]) }),
  page('released', { response: hold('released', [{ ...release, changes: [], defence: null }]) }),
  page('released-changed', { response: hold('released', [release]) }),
  page('discarded', { response: hold('discarded') }),
  page('long-values', {
    response: {
      params: [
        ['code', 'c'.repeat(600)],
        ['state', mixedText],
        [longText, longText],
        ['', 'nameless'],
        ['empty', ''],
      ],
      results: [],
    },
  }),
  stop('form'),
  stop('page', { method: 'GET', form: null }),
  stop('unknown-site', { form: null, initiator: null }),
  stop('own-site', { start: 'same-site', initiator: 'https://login.app.example' }),
  stop('many-fields', {
    form: Array.from({ length: 130 }, (_, at) => [`field-${at}`, `value ${at}`] as const),
  }),
]
