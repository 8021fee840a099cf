import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Mirror } from '@/lib/state/mirror'
import {
  able,
  flowWith,
  goodParams,
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

type FlowParts = Parameters<typeof flowWith>[0]

const dock = (name: string, flow: FlowParts, more: Partial<Mirror> = {}): Story => ({
  name: `popup-dock-${name}`,
  screen: 'popup',
  state: { ...ready, ...withFlow(flowWith(flow)), ...more },
})

/** The same with what followed the response. */
function after(name: string, ...messages: readonly OAuthMessage[]): Story {
  const flow = flowWith({})
  const whole = { ...flow, messages: [...flow.messages, ...messages] }
  return {
    name: `popup-dock-${name}`,
    screen: 'popup',
    state: { ...ready, ...withFlow(whole) },
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
  after('exchanging', tokenRequest),
  after('tokens', tokenRequest, tokensCame),
  after('tokens-invalid', tokenRequest, invalid),
  after('tokens-refused', tokenRequest, refused),
  held('held', 'held'),
  held('released', 'released'),
  held('discarded', 'discarded'),
  {
    ...dock('exchange-not-sent', { params: goodParams }),
    answers: { codeExchange: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) },
    steps: [press('popup.dock.exchange'), see('.dock__issues')],
  },
]
