import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import { run, stored } from './browser'
import {
  claimsOf,
  codeOf,
  kinds,
  loginOf,
  networkWorld as world,
  plain,
  pushOf,
  refreshOf,
  tell,
  refreshedFlow,
} from './network'

/** All events of an app in a tab, and the app's calls as DevTools reports them. */
const sessionOf = (name: string, tabId: number) => ({
  name,
  tabId,
  browser: loginOf(name, tabId),
  calls: [pushOf(name), codeOf(name), claimsOf(name), refreshOf(name)],
})

interface Event {
  readonly observation?: Observation
  readonly call?: NetworkEntry
  readonly tabId: number
}

/** A mix of both sources of both tabs, each in its own order; calls may be reported again at any later time. */
function mix(random: () => number): readonly Event[] {
  const sessions = [sessionOf('a', 1), sessionOf('b', 2)]
  const queues = sessions.flatMap(({ tabId, browser, calls }) => {
    // An app receives its code from the browser, so the browser reported it before the app used it.
    const [push, ...others] = calls
    return [
      [{ tabId, call: push as NetworkEntry }],
      [
        ...browser.map((observation) => ({ tabId, observation })),
        ...others.map((call) => ({ tabId, call })),
      ],
    ]
  })
  const events: Event[] = []
  for (;;) {
    const waiting = queues.filter((queue) => queue.length > 0)
    const queue = waiting[Math.floor(random() * waiting.length)]
    const event = queue?.shift()
    if (!event) return events
    events.push(event)
    const again = events[Math.floor(random() * events.length)]
    if (random() < 0.4 && again?.call) events.push(again)
  }
}

describe('in any order, and however often it is reported', () => {
  test('every exchange is in its own flow, once', () => {
    const requests = [stored('a'), stored('b')]
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (stream) => {
        const numbers = stream[Symbol.iterator]()
        const events = mix(() => numbers.next().value ?? 0)
        const flows = events.reduce<readonly Flow[]>(
          (known, { observation, call, tabId }) =>
            observation
              ? run({ ...plain, requests }, [observation], known)
              : tell({ ...world, flows: known }, call ? [call] : [], { tabId }),
          [],
        )
        expect(flows).toHaveLength(2)
        for (const flow of flows) {
          expect(kinds(flow)).toEqual(refreshedFlow)
          const name = flow.requestUri?.at(-1) ?? ''
          expect(flow.expected.state).toBe(`s-${name}`)
          const [, push] = flow.messages.flatMap((message) =>
            message.kind === 'token-request' ? [param(message.params, 'refresh_token')] : [],
          )
          expect(push).toBe(`rt-${name}`)
        }
      }),
    )
  })
})
