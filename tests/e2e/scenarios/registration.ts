import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  startRegistrationServer,
  type RegistrationServer,
} from '../../sandbox/registration-server.ts'
import { importKey } from '../support/client.ts'
import { allText, click, fill, waitForText } from '../support/page.ts'
import { openWorld, type Launch, type World } from '../support/world.ts'

/** A client that registers itself at a UK server, with a statement of the directory, and is managed then. */
export function registration(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: dynamic client registration`, () => {
    let world: World<RegistrationServer>
    /** What the tester presses. The fields that are filled in are not presses. */
    const presses: string[] = []
    beforeAll(async () => {
      const server = await startRegistrationServer({ ecosystem: 'uk', statement: 'required' })
      world = await openWorld(launch, browser, server)
      // The key of the software: its public half is in the directory.
      await importKey(world, server.directory.softwareKey, 'sig', 'PS256')
      await world.command('panelOpen', { flowId: null, screen: 'profiles' })
      await world.page.bringToFront()
    })
    afterAll(() => world?.close())

    const press = async (name: string) => {
      presses.push(name)
      await click(world.page, 'button', name)
    }

    test('from a new profile to a registered one in at most six presses', async () => {
      const { page, sandbox } = world
      const { directory } = sandbox
      await waitForText(page, 'Register a client')
      await press('Register a client')
      await fill(page, 'Issuer', sandbox.issuer)
      await waitForText(page, 'Metadata found')
      // The browser would ask here for access to the host, and once more for the host of the app.
      presses.push('Read metadata', 'Allow')
      await fill(page, 'Software statement', directory.statement())
      await waitForText(page, 'AISP, PISP')
      await waitForText(page, 'kid software-test-key')
      await press('Register')
      await waitForText(page, 'New profile')
      expect(await allText(page)).toContain('No value differs from the request')
      await press('Create profile')
      await waitForText(page, 'Registered client')
      expect(presses.length).toBeLessThanOrEqual(6)
      const [sent] = sandbox.received()
      expect(sent).toMatchObject({ method: 'POST', contentType: 'application/jose' })
      expect(await directory.verifyRequest(sent?.body ?? '')).toMatchObject({
        iss: 'swTest0001',
        aud: sandbox.issuer,
        redirect_uris: [sandbox.redirectUri],
      })
    })

    test('the client is read, and deleted only after a question', async () => {
      const { page, sandbox } = world
      await press('Read')
      await waitForText(page, 'same as this profile')
      await press('Delete the client…')
      await waitForText(page, 'cannot be undone')
      expect(sandbox.received().map(({ method }) => method)).toEqual(['POST', 'GET'])
      const [, id] = /Delete (?!the)(\S+)/.exec(await allText(page)) ?? []
      await press(`Delete ${id}`)
      await expect.poll(() => sandbox.received().at(-1)?.method).toBe('DELETE')
      await page.waitForFunction(() => !document.body.innerText.includes('Registered client'))
    })

    test('a refusal says what the server said and what to do, and nothing is registered', async () => {
      const { page, sandbox } = world
      await click(page, 'button', 'New profile')
      await click(page, 'button', 'Register a client')
      await fill(page, 'Issuer', sandbox.issuer)
      await waitForText(page, 'Metadata found')
      const statement = sandbox.directory.statement({ org_status: 'Withdrawn' })
      await fill(page, 'Software statement', statement)
      await waitForText(page, 'org_status: Withdrawn')
      await waitForText(page, 'kid software-test-key')
      await click(page, 'button', 'Register')
      await waitForText(page, 'Refused: unapproved_software_statement')
      const text = await allText(page)
      expect(text).toContain('the organisation is not active')
      expect(text).toContain('Check the status and the roles of the software')
      expect(text).toContain('Nothing was registered.')
    })
  })
}
