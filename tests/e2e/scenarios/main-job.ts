import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bankPage, decide, logIn, responseOf } from '../support/bank.ts'
import { allText, click, clickWhenThere, fill, waitForText } from '../support/page.ts'
import { openPopup } from '../support/popup.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const pasteField = 'Paste anything: request_uri, redirect URL, token'

export function mainJob(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the main job through the screens, from the first run on`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { granted: false, profile: false })
    })
    afterAll(() => world?.close())

    test('a profile is made in the popup, and access is given at that click', async () => {
      const popup = await openPopup(world)
      await fill(popup, 'Issuer', world.sandbox.issuer)
      await waitForText(popup, 'Metadata found')
      await fill(popup, 'client_id', 'tpp-7f3a91')
      await fill(popup, 'Redirect URI', world.sandbox.clients[0]?.redirectUris.dead ?? '')
      await clickWhenThere(popup, '.setup__foot [type="submit"]')
      await waitForText(popup, 'No requests yet')
      expect(await allText(popup)).not.toContain('needs access')
      await popup.close()
    })

    test('a pasted PAR response is opened, approved, and its response is checked', async () => {
      const consumer = world.sandbox.consumer()
      const pushed = await consumer.push({
        redirectUri: world.sandbox.clients[0]?.redirectUris.dead ?? '',
      })
      const popup = await openPopup(world)
      await fill(popup, pasteField, pushed.raw)
      await waitForText(popup, 'PAR response')
      await click(popup, 'button', 'Details')
      await fill(popup, 'state', pushed.state)
      await click(popup, 'button', 'Add and open')
      const bank = await bankPage(world)
      await logIn(bank)
      await decide(bank, 'approve')
      const { responses } = await responseOf(world, pushed)
      const code = Object.fromEntries(responses[0]?.params ?? [])['code'] ?? ''

      const again = await openPopup(world)
      await waitForText(again, 'Same as the issuer')
      const text = await allText(again)
      expect(text).toContain('Same as in the request')
      expect(text).not.toContain(code)
      await click(again, 'button', 'Reveal code')
      await waitForText(again, code)
      await click(again, 'button', 'Inspect')

      const { page: panel } = world
      await panel.bringToFront()
      await waitForText(panel, 'Authorization response')
      const { idToken } = await consumer.exchange({ ...pushed, code })
      await click(panel, 'button', 'Tokens')
      await fill(panel, 'Token', idToken ?? '')
      await waitForText(panel, 'Signature valid')
      expect(await allText(panel)).toContain('sandbox-server-1')
    })

    test('access that is given back is said to be missing, and what was captured stays', async () => {
      const { page: panel } = world
      await panel.bringToFront()
      await click(panel, 'button', 'Profiles')
      await click(panel, 'button', 'Revoke access')
      await waitForText(panel, 'not granted')
      const popup = await openPopup(world)
      await waitForText(popup, 'Allow access')
      expect(await allText(popup)).toContain('Same as the issuer')
      await click(popup, 'button', 'Allow access')
      await waitForText(panel, 'Revoke access')
    })
  })
}
