import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Mirror } from '@/lib/state/mirror'
import {
  able,
  flowWith,
  goodParams,
  living,
  result,
  secretCode,
  tokenRequest,
  tokensCame,
  withFlow,
} from '../../ui/popup/samples'
import { press, see } from '../steps'
import type { Story } from '../story'
import { ready } from './popup'
import { longText, mixedText } from './texts'

const used = living('used', 40, { label: 'All three permissions', usedAt: Date.now() })

type FlowParts = Parameters<typeof flowWith>[0]

const dock = (name: string, flow: FlowParts, more: Partial<Mirror> = {}): Story => ({
  name: `popup-dock-${name}`,
  screen: 'popup',
  state: { ...ready, ...withFlow(flowWith(flow)), ...more },
})

/** The same with what followed the response. */
function after(
  name: string,
  messages: readonly OAuthMessage[],
  more: Partial<Flow> = {},
  steps: Story['steps'] = [],
): Story {
  const flow = flowWith({ flow: more })
  const whole = { ...flow, messages: [...flow.messages, ...messages] }
  return {
    name: `popup-dock-${name}`,
    screen: 'popup',
    state: { ...ready, requests: [used], ...withFlow(whole) },
    steps,
  }
}

/** The response of a flow, held before the app or after that. */
function held(name: string, state: 'held' | 'released' | 'discarded'): Story {
  const flow = flowWith({})
  const hold = { state, at: Date.now(), tabId: 7, initiator: null, releases: [] }
  const messages = flow.messages.map((message) =>
    message.kind === 'authorization-response' ? { ...message, hold } : message,
  )
  return {
    name: `popup-dock-${name}`,
    screen: 'popup',
    state: { ...ready, ...withFlow({ ...flow, messages }) },
  }
}

/** A response without a known request. */
function unsolicited(name: string, steps: Story['steps'] = []): Story {
  const flow = flowWith({ results: [] })
  const messages = flow.messages.map((message) =>
    message.kind === 'authorization-response'
      ? ({ ...message, matchedBy: 'unsolicited' } as const)
      : message,
  )
  return {
    name: `popup-dock-${name}`,
    screen: 'popup',
    state: { ...ready, ...withFlow({ ...flow, messages }) },
    steps,
  }
}

const mismatches = [
  {
    ...result('ar-state-match', 'failed'),
    findings: [{ code: 'differs', seen: 'other', expected: 'af0ifjsldkj-of-the-request' }],
  },
  {
    ...result('ar-iss-match', 'failed'),
    findings: [{ code: 'differs', seen: 'https://evil.example', expected: 'https://as.example' }],
  },
]
const badParams = [
  ['code', secretCode],
  ['state', 'other'],
  ['iss', 'https://evil.example'],
] as const

const token = (kind: FlowToken['kind'], value: string): FlowToken => ({
  id: kind,
  kind,
  value,
  messageId: 'm3',
  receivedAt: Date.now(),
  expiresAt: kind === 'access_token' ? Date.now() + 298_000 : null,
  tokenType: kind === 'access_token' ? 'Bearer' : null,
  scope: null,
  state: 'live',
})
const tokens = [
  token('access_token', 'at-1'),
  token('refresh_token', 'rt-1'),
  token('id_token', 'b'),
]
const narrower = {
  ...tokensCame,
  results: [
    {
      ...result('tr-authorization-details', 'failed', 'narrower'),
      about: 'authorization_details',
      severity: 'warn' as const,
    },
  ],
}

const refused = {
  ...tokensCame,
  status: 400,
  jwts: [],
  body: JSON.stringify({ error: 'invalid_grant', error_description: 'The code was used before' }),
}
const invalid = {
  ...tokensCame,
  results: [{ ...result('idt-nonce', 'failed'), about: 'nonce' }],
  jwts: tokensCame.jwts.map((jwt) => ({
    ...jwt,
    verification: { ...jwt.verification, status: 'invalid', reason: 'signature' } as const,
  })),
}

export const dockStories: readonly Story[] = [
  dock('code', {}),
  { ...dock('more', {}), steps: [press('popup.dock.more')] },
  dock('code-late', { age: 90_000 }),
  dock('code-no-key', {}, { keys: [] }),
  dock('code-auto-exchange-elsewhere', {}, { profiles: [{ ...able, autoExchange: true }] }),
  dock('mismatch', { params: badParams, results: mismatches }),
  dock('not-judged', { results: [] }),
  dock('error', {
    params: [
      ['error', 'access_denied'],
      ['error_description', 'The user declined the consent'],
      ['state', 'af0ifjsldkj-of-the-request'],
    ],
  }),
  dock('long-values', {
    params: [
      ['error', longText],
      ['error_description', `${mixedText} ${longText}`],
      ['state', longText],
    ],
    results: [],
  }),
  after('exchanging', [tokenRequest]),
  after('tokens', [tokenRequest, tokensCame], { tokens, storedRequestId: 'used' }),
  after('tokens-narrower', [tokenRequest, narrower], { tokens, storedRequestId: 'used' }),
  after('tokens-copy', [tokenRequest, narrower], { tokens, storedRequestId: 'used' }, [
    press('popup.copy.menu'),
  ]),
  after('tokens-invalid', [tokenRequest, invalid], { tokens }),
  after('tokens-refused', [tokenRequest, refused]),
  unsolicited('unsolicited'),
  unsolicited('unsolicited-ask', [press('popup.dock.exchange_ask'), see('.exp')]),
  held('held', 'held'),
  held('released', 'released'),
  held('discarded', 'discarded'),
  {
    ...dock('exchange-not-sent', { params: goodParams }),
    answers: { codeExchange: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) },
    steps: [press('popup.dock.exchange'), see('.dock__issues')],
  },
]
