import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { thirdPartyBudget } from '@/lib/flow/reduce/flow-budget'
import { issuer, redirectUri } from '../flow/browser'
import { app, browser, reset } from './answering'
import {
  forgedRequest,
  forgedResponse,
  frame,
  genuine,
  hugeRequest,
  isIntact,
  responseOf,
  storedFlows,
  testers,
} from './flood'

/** One thing that a hostile page can do, some times at once. */
const url = fc.oneof(
  fc.nat(500).map(forgedRequest),
  fc.nat(500).map(forgedResponse),
  fc.nat(500).map((index) => `${redirectUri}?error=access_denied&state=${index}`),
  fc
    .nat(500)
    .map(
      (index) =>
        `${issuer}/auth?client_id=x${index}&request_uri=urn:ietf:params:oauth:request_uri:${index}`,
    ),
  fc
    .record({ index: fc.nat(50), length: fc.integer({ min: 1, max: 400_000 }) })
    .map(({ index, length }) => hugeRequest(index, length)),
  fc
    .integer({ min: 1, max: 600_000 })
    .map((length) => `${redirectUri}?code=${length}&junk=${'x'.repeat(length)}`),
  fc
    .integer({ min: 1, max: 3000 })
    .map((count) => `${redirectUri}?${'code=c&'.repeat(count)}state=s`),
)
const attack = fc.record({
  url,
  tabId: fc.integer({ min: 60, max: 64 }),
  host: fc.nat(3),
  times: fc.integer({ min: 1, max: 30 }),
  after: fc.constantFrom(0, 5_000, 60_000),
  isForm: fc.boolean(),
})

test(
  'no flood of a page drops a flow of the tester, takes its response, or takes more than its budget',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attack, { maxLength: 25 }), async (attacks) => {
        await reset()
        const own = await testers()
        const before = isIntact(own)
        for (const { url: called, tabId, host, times, after, isForm } of attacks) {
          browser.state.now += after
          const change = { tabId, initiator: `https://${host}.evil.example` }
          const form = isForm ? { form: [['code', called]] as const } : {}
          await Promise.all(
            Array.from({ length: times }, (): Observation =>
              frame(called, { ...change, ...form }),
            ).map((one) => app.observe(one)),
          )
        }
        expect(isIntact(own)).toEqual(before)
        const others = storedFlows().filter(
          ({ matchedBy }) => matchedBy !== 'opened' && matchedBy !== 'sent',
        )
        expect(others.length).toBeLessThanOrEqual(thirdPartyBudget.flows)
        expect(new TextEncoder().encode(JSON.stringify(others)).length).toBeLessThan(
          thirdPartyBudget.octets + 100_000,
        )
        for (const event of genuine(own.waiting)) await app.observe(event)
        expect(responseOf(own.waiting.id)).toMatchObject([{ matchedBy: 'state' }])
        expect(browser.session.values.get('latest')).toBe(own.waiting.id)
      }),
      { numRuns: 15 },
    )
  },
)
