import type { Observation } from '@/lib/capture/observation'
import { isStopped } from '@/lib/flow/hold/hold-match'
import { holdRules, type HoldWorld } from '@/lib/flow/hold/hold-rules'
import type { Delivery } from '@/lib/flow/model/hold'
import { page } from './browser'

export const cb = 'https://app.example/cb'

export const servers = ['https://auth.example', 'https://login.auth.example/authorize']
export const nothing: HoldWorld = {
  clients: [],
  flows: [],
  deliveries: [],
  matchesResponseHeaders: true,
}
export const holding = (...redirectUris: readonly string[]): HoldWorld => ({
  ...nothing,
  clients: [{ redirectUris, anyPort: true, servers }],
})

export function request(
  url: string,
  change: Partial<Extract<Observation, { kind: 'request' }>> = {},
): Observation {
  return {
    kind: 'request',
    ...page,
    webRequestId: '1',
    tabId: 7,
    at: 0,
    method: 'GET',
    url,
    form: null,
    ...change,
  }
}

export const stops = (world: HoldWorld, observation: Observation) =>
  isStopped(holdRules(world), observation)

export const delivery: Delivery = {
  tabId: 7,
  frame: 'top',
  method: 'GET',
  url: `${cb}?code=c`,
  form: null,
  of: null,
  start: 'cross-site',
  initiator: null,
  state: 'waiting',
  webRequestId: null,
  stoppedId: null,
}
