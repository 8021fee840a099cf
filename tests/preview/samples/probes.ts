import type { ProbeResult, ProbeRun } from '@/lib/oauth/probes/run'
import { client } from './bank'

const at = Date.now() - 60_000

const result = (step: string, more: Partial<ProbeResult> = {}): ProbeResult => ({
  step,
  at,
  outcome: 'refused',
  reason: null,
  status: 'pass',
  response: {
    status: 400,
    error: 'invalid_request',
    description: 'Authorization Server policy requires PKCE to be used for this request',
  },
  differences: [
    { name: 'code_challenge', from: '1ipZvbP8DzdZDo5W2Tsy_ErKbdIM-cMB6KfhMn_eISA', to: null },
    { name: 'code_challenge_method', from: 'S256', to: null },
  ],
  sentTo: `${client.issuer}/par`,
  flowId: 'f1',
  ...more,
})

const refusedClient = {
  response: { status: 401, error: 'invalid_client', description: 'client authentication failed' },
}

const results = [
  result('S01', {
    outcome: 'refused-otherwise',
    status: 'warn',
    response: { status: 404, error: null, description: null },
    differences: [{ name: 'method', from: 'POST', to: 'GET' }],
  }),
  result('S03'),
  result('S07', {
    ...refusedClient,
    differences: [{ name: 'aud', from: client.issuer, to: 'https://other.invalid' }],
  }),
  result('S08', {
    outcome: 'accepted',
    status: 'fail',
    response: { status: 201, error: null, description: null },
    differences: [
      { name: 'iat', from: '1795833727', to: '1795833127' },
      { name: 'exp', from: '1795833787', to: '1795833427' },
    ],
  }),
  result('S09-65-seconds', refusedClient),
  result('S09-8-seconds', {
    outcome: 'accepted',
    response: { status: 201, error: null, description: null },
  }),
  result('S12', {
    outcome: 'accepted',
    status: 'warn',
    response: { status: 201, error: null, description: null },
  }),
  result('S14', { outcome: 'not-judged', status: 'neutral', reason: 'server_error' }),
]

/** A run that has ended, with one test that waits for the browser. */
export const endedRun: ProbeRun = {
  profileId: client.id,
  startedAt: at,
  state: 'ended',
  stop: null,
  order: [...results.map(({ step }) => step), 'S19'],
  queue: [],
  current: null,
  waiting: ['S19'],
  open: null,
  networkErrors: 0,
  baseline: {
    at,
    flowId: 'f0',
    isGood: true,
    response: { status: 201, error: null, description: null },
    clockOffset: 0,
  },
  lastSentAt: at,
  results: Object.fromEntries(results.map((each) => [each.step, each])),
}

/** A run that is at its fourth request. */
export const activeRun: ProbeRun = {
  ...endedRun,
  state: 'running',
  queue: ['S09-65-seconds', 'S09-8-seconds', 'S12', 'S14'],
  current: 'S08',
  results: Object.fromEntries(results.slice(0, 3).map((each) => [each.step, each])),
}

/** The page of a test is open, and the tester has to say what it shows. */
export const markRun: ProbeRun = {
  ...endedRun,
  open: { step: 'S19', flowId: 'f2', isBaseline: false, mark: null, needsMark: true },
}
