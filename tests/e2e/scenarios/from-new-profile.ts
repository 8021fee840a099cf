import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bankPage, decide, logIn } from '../support/bank.ts'
import { flowOf, whenFlow } from '../support/client.ts'
import { heldRules } from '../support/held.ts'
import { pressKey } from '../support/keyboard.ts'
import { allText, click, clickWhenThere, fill, waitForText, type Surface } from '../support/page.ts'
import { openPopup } from '../support/popup.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'
import { startXvfb, type VirtualDisplay } from '../support/xvfb.ts'

/** A person whose clicks, keys and filled-in fields are counted. */
function person() {
  const done: string[] = []
  const counted = async (what: string, act: Promise<unknown>) => {
    done.push(what)
    await act
  }
  return {
    done,
    fill: (surface: Surface, label: string, text: string) =>
      counted(`fill ${label}`, fill(surface, label, text)),
    click: (surface: Surface, name: string) =>
      counted(`click ${name}`, click(surface, 'button', name)),
    /** Creates the profile; its button counts the hosts that are asked for. */
    create: (surface: Surface) =>
      counted('click Create', clickWhenThere(surface, '.setup__foot [type="submit"]')),
    /** Something that the person does and the test does not drive, such as the browser's own prompt. */
    also: (what: string) => void done.push(what),
  }
}

async function approve(world: World): Promise<void> {
  const bank = await bankPage(world)
  await logIn(bank)
  await decide(bank, 'approve')
}

const isVerified = ({ messages }: StoredFlow) =>
  messages.some(
    ({ kind, jwts = [] }) =>
      kind === 'token-response' && jwts.some(({ verification }) => verification.status === 'valid'),
  )

/** The newest flow, once there is one that `known` does not have. */
async function newFlow(world: World, known: readonly string[]): Promise<string> {
  for (;;) {
    const flow = (await world.stored()).flows.find(({ id }) => !known.includes(id))
    if (flow) return flow.id
    await world.page.evaluate(
      () => new Promise((resolve) => globalThis.requestIdleCallback(resolve)),
    )
  }
}

/** From nothing to verified tokens through the screens, and from then on by one key. */
export function fromNewProfile(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: from a new profile to verified tokens`, () => {
    let screen: VirtualDisplay | undefined
    let world: World
    beforeAll(async () => {
      // The key that is pressed at the end is the browser's own, which Chromium takes at a window only.
      if (browser === 'chromium') screen = await startXvfb()
      world = await createWorld(launch, browser, {
        granted: false,
        profile: false,
        ...(screen ? { launch: { headless: false, display: screen.display } } : {}),
      })
    })
    afterAll(async () => {
      await world?.close()
      await screen?.stop()
    })

    test('the first time in 9 clicks and fields', async () => {
      const { done, fill: type, click: press, create, also } = person()
      const [client] = world.sandbox.clients
      if (!client) throw new Error('The sandbox has no client')
      const popup = await openPopup(world)
      await type(popup, 'Issuer', world.sandbox.issuer)
      await waitForText(popup, 'Metadata found')
      await type(popup, 'client_id', client.clientId)
      await type(popup, 'Redirect URI', client.redirectUris.dead)
      await type(popup, 'Private key', JSON.stringify(client.key.privateJwk))
      await waitForText(popup, client.key.kid)
      await create(popup)
      also('allow access at the browser’s prompt')
      await waitForText(popup, 'Push and open')
      await press(popup, 'Push and open')
      await approve(world)
      const flowId = await newFlow(world, [])
      await whenFlow(world, flowId, ({ messages }) =>
        messages.some(({ callback }) => Object.keys(callback ?? {}).length > 0),
      )
      const again = await openPopup(world)
      also('open the popup')
      await waitForText(again, 'Same as the issuer')
      await press(again, 'Exchange')
      await waitForText(again, 'ID token verified')
      expect(isVerified(await flowOf(world, flowId))).toBe(true)
      expect(done).toHaveLength(9)
    })

    test('from then on by one key and the bank’s own pages', async () => {
      const { page, command, driver } = world
      const known = (await world.stored()).flows.map(({ id }) => id)
      const id = await page.evaluate(async () => {
        type Local = {
          storage: { local: { get(key: string): Promise<{ profiles: { id: string }[] }> } }
        }
        const scope = globalThis as unknown as { browser?: Local; chrome: Local }
        const { profiles } = await (scope.browser ?? scope.chrome).storage.local.get('profiles')
        return profiles[0]?.id
      })
      await command('profileAutoExchange', { id, on: true })
      await page.bringToFront()
      await pressKey(driver, 'pushAndOpen', screen?.display)
      await approve(world)
      const flowId = await newFlow(world, known)
      await whenFlow(world, flowId, isVerified)
      await command('panelOpen', { flowId, screen: 'flows' })
      await page.bringToFront()
      await waitForText(page, 'Token response')
      expect(await allText(page)).toContain('Tokens of this flow')
    })

    test('hold is switched on and off by its key', async () => {
      const { page, driver } = world
      await page.bringToFront()
      for (const count of ['held', 'none']) {
        await pressKey(driver, 'hold', screen?.display)
        await expect
          .poll(async () => ((await heldRules(world)).length > 0 ? 'held' : 'none'), {
            interval: 20,
          })
          .toBe(count)
      }
    })
  })
}
