import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { approveDevice } from '../../sandbox/decoupled/approve-device.ts'
import type { DecoupledFaultName } from '../../sandbox/decoupled/decoupled-faults.ts'
import {
  startDecoupledServer,
  type DecoupledServer,
} from '../../sandbox/decoupled/decoupled-server.ts'
import { actAs, whenFlow } from '../support/client.ts'
import { click, clickWhenThere, fill, waitForText } from '../support/page.ts'
import { isWhole } from '../support/whole.ts'
import { openWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

const settings = {
  ruleProfile: 'oidc',
  addScopeOpenid: false,
  authorizationDetails: '',
  scope: 'openid accounts',
  requestAs: 'parameters',
  headers: [],
}

/** How polling ends with each fault, in the words of the screen. */
const ends: readonly (readonly [DecoupledFaultName | 'deny', string])[] = [
  ['deny', 'Denied by the user'],
  ['expired-token', 'Expired without a decision'],
  ['transaction-failed', 'The transaction failed'],
  ['invalid-grant', 'The server ended polling'],
  ['slow-down-once', '1 s → 6 s after slow_down'],
]

/** Backchannel authentication and the device grant: the user decides elsewhere, and Parley polls. */
export function decoupled(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: decoupled grants`, () => {
    let world: World<DecoupledServer>
    beforeAll(async () => {
      world = await openWorld(launch, browser, await startDecoupledServer())
      await actAs(world, 'decoupled-key', settings)
    })
    afterAll(() => world?.close())

    const open = async (grant: 'ciba' | 'device') => {
      await world.command('panelOpen', { flowId: null, screen: 'requests' })
      await world.page.bringToFront()
      await clickWhenThere(world.page, `.lib[data-row="decoupled ${grant}"]`)
    }
    const newest = async () => {
      const [row] = (await world.stored()).rows
      if (!row) throw new Error('No flow')
      return row[0].id
    }
    const sendBackchannel = async () => {
      await open('ciba')
      await fill(world.page, 'login_hint', 'aisyah')
      await fill(world.page, 'binding_message', 'W4SCT')
      await clickWhenThere(world.page, '.work > .bar--foot .btn')
      await waitForText(world.page, 'Waiting for the user')
    }

    test('backchannel: a killed background polls again, and the tokens are verified', async () => {
      const { page, sandbox, driver } = world
      await sendBackchannel()
      const flowId = await newest()
      await whenFlow(world, flowId, (flow) => pollsOf(flow) > 0)
      await driver.killBackground()
      // The page wakes it, because nothing else would.
      const before = sandbox.polls().length
      await expect.poll(() => sandbox.polls().length).toBeGreaterThan(before)
      await sandbox.decide('approve')
      await page.bringToFront()
      await waitForText(page, 'Tokens received')
      const flow = await whenFlow(world, flowId, hasIdToken)
      expect(idTokenOf(flow)?.verification).toMatchObject({ status: 'valid' })
      expect(failuresOf(flow)).toEqual([])
    })

    test('device: the code is shown, the user enters it, and the tokens are verified', async () => {
      const { page, sandbox } = world
      await open('device')
      await clickWhenThere(page, '.work > .bar--foot .btn')
      await waitForText(page, 'Code for the user')
      const link = await page.$eval('a.btn--primary', (element) => element.getAttribute('href'))
      const flowId = await newest()
      await approveDevice(sandbox.issuer, link ?? '')
      await waitForText(page, 'Tokens received')
      const flow = await whenFlow(world, flowId, hasIdToken)
      expect(idTokenOf(flow)?.verification).toMatchObject({ status: 'valid' })
      expect(failuresOf(flow)).toEqual([])
    })

    describe.runIf(isWhole)('how polling ends', () => {
      beforeEach(() => world.sandbox.setFault(null))

      test.each(ends)('%s: %s', async (fault, text) => {
        const { page, sandbox } = world
        if (fault !== 'deny') sandbox.setFault(fault)
        await sendBackchannel()
        if (fault === 'deny') await sandbox.decide('deny')
        await waitForText(page, text)
        expect(sandbox.polls().length).toBeGreaterThan(0)
        sandbox.setFault(null)
        if (fault === 'slow-down-once') await click(page, 'button', 'Cancel')
      })
    })
  })
}

const pollsOf = ({ messages }: StoredFlow) =>
  messages.filter(({ kind }) => kind === 'token-response').length

function idTokenOf({ messages }: StoredFlow) {
  const response = messages.findLast(({ kind }) => kind === 'token-response')
  return response?.jwts?.find(({ name }) => name === 'id_token')
}

const hasIdToken = (flow: StoredFlow) => idTokenOf(flow) !== undefined

function failuresOf({ messages }: StoredFlow): readonly string[] {
  return messages.flatMap(({ results }) =>
    results
      .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
      .map(({ id, findings }) => `${id} ${JSON.stringify(findings)}`),
  )
}
