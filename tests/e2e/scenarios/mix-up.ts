import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { openPushed, outcomes, responsesOf } from '../support/bank.ts'
import { saveClient } from '../support/client.ts'
import { waitForText } from '../support/page.ts'
import { openPopup } from '../support/popup.ts'
import { whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

export function mixUp(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: two issuers share a redirect_uri`, () => {
    let world: World
    let other: Sandbox
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
      })
      other = await startSandbox({ kind: 'wide', unattended: true, sharesAppWith: world.sandbox })
      for (const [name, sandbox] of [
        ['Attacker', other],
        ['Honest', world.sandbox],
      ] as const) {
        const client = sandbox.clients.find(({ clientId }) => clientId === 'wide-es256')
        if (!client) throw new Error('No client')
        await saveClient({ ...world, sandbox }, client, { ...wide, name })
      }
    })
    afterAll(async () => {
      await world?.close()
      await other?.close()
    })

    test('a response of one in the flow of the other is caught by iss, and named', async () => {
      const pushed = await world.sandbox.consumer('wide-es256').push({ decision: 'ask' })
      const bank = await openPushed(world, pushed, { state: pushed.state })
      const theirs = await other.consumer('wide-es256').push({ state: pushed.state })
      await bank.goto(authorizeUrlOf(other.issuer, theirs))
      const flow = await whenAnswered(world, pushed.requestUri, 'settled')
      const [response, ...others] = responsesOf(flow)
      expect(others).toEqual([])
      expect(new Map(response?.params).get('iss')).toBe(other.issuer)
      expect(outcomes(response)).toMatchObject({ 'ar-iss-match': 'failed' })
      const popup = await openPopup(world)
      await waitForText(popup, 'Attacker')
    })
  })
}
