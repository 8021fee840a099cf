import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorizeUrlOf, type PushOptions } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage, heldFrame } from '../support/held.ts'
import { allText, click, fill, waitForText } from '../support/page.ts'
import { listedAs, showMessage, tabText } from '../support/panel.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

/** What a tester does on the held page, by mouse and keyboard, against a real server and a real application. */
export function heldPage(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: on the held page`, () => {
    let world: World
    let profileId: string
    let seen: number
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
        launch: { loopbackHosts: ['plain.invalid'] },
      })
      profileId = await actAs(world, 'wide-es256', wide)
      await world.command('profileHold', { id: profileId, on: true })
    })
    afterAll(() => world?.close())
    beforeEach(() => {
      seen = world.sandbox.app.calls().length
    })
    afterEach(() => closeOtherTabs(world))

    const calls = () =>
      world.sandbox.app
        .calls()
        .slice(seen)
        .filter(({ url }) => url !== '/favicon.ico')

    /** Opens a request whose response is held at once, and the page that shows it. */
    const open = async (options: PushOptions = {}) => {
      const pushed = await world.sandbox.consumer('wide-es256').push(options)
      const text = pushed.raw
      const details = {
        label: 'Held',
        expiresIn: null,
        receivedAt: null,
        state: pushed.state,
        nonce: null,
        codeVerifier: pushed.codeVerifier,
      }
      await world.command('requestAdd', { text, details, open: 'tab' })
      await whenAnswered(world, pushed.requestUri, 'held', 12_000)
      return { pushed, page: await byHeldPage(world) }
    }
    const stored = async (requestUri: string) => {
      const { flows } = await world.stored()
      return responsesOf(flows.find((flow) => flow.requestUri === requestUri))[0]
    }
    const released = async (requestUri: string) => {
      await expect
        .poll(async () => (await stored(requestUri))?.hold?.state, { timeout: 12_000 })
        .toBe('released')
    }

    test('a response is shown with its checks, and is released as received', async () => {
      const { pushed, page } = await open()
      await waitForText(page, 'The app has not seen this response')
      await waitForText(page, 'Same as in the request')
      await waitForText(page, 'Same as the issuer')
      expect(calls()).toEqual([])
      await click(page, 'button', 'Release to the app')
      await page.waitForSelector('#parameters')
      await released(pushed.requestUri)
      const response = await stored(pushed.requestUri)
      expect(calls().map(({ url }) => url)).toEqual([`/cb?${response?.url?.split('?')[1]}`])
    })

    test('what is typed reaches the application as the page said, and the flow says so', async () => {
      const { pushed, page } = await open()
      await waitForText(page, 'The app has not seen this response')
      await fill(page, 'Release state as', 'somebody else’s')
      await click(page, 'button', 'Leave iss out')
      await waitForText(page, 'Release with 2 changes')
      const shown = await sentOf(page)
      await click(page, 'button', 'Release with 2 changes')
      await page.waitForSelector('#parameters')
      await released(pushed.requestUri)
      const [call, ...others] = calls()
      expect(others).toEqual([])
      const params = new URLSearchParams(call?.url.split('?')[1])
      expect(params.get('state')).toBe('somebody else’s')
      expect(params.has('iss')).toBe(false)
      expect(shown).toBe(
        call?.url
          .replace(params.get('code') ?? '', '••••••••')
          .replace(/^/, new URL(pushed.redirectUri).origin),
      )
      expect((await stored(pushed.requestUri))?.hold?.releases).toMatchObject([
        { changes: [{ name: 'state' }, { name: 'iss', to: null }], defence: null, done: 1 },
      ])
    })

    test('a form is posted with the changes of a defence, by the keyboard', async () => {
      const { pushed, page } = await open({ responseMode: 'form_post' })
      await waitForText(page, 'POST')
      await click(page, 'button', 'Wrong iss')
      await waitForText(page, 'A correct app stops here')
      await page.keyboard.down('Control')
      await page.keyboard.press('Enter')
      await page.keyboard.up('Control')
      await page.waitForSelector('#parameters')
      await released(pushed.requestUri)
      const [call, ...others] = calls()
      expect(others).toEqual([])
      expect(call?.method).toBe('POST')
      expect(new URLSearchParams(call?.body).get('iss')).toBe('https://another-issuer.example')
      expect((await stored(pushed.requestUri))?.hold?.releases).toMatchObject([
        { defence: 'wrong-iss', done: 1 },
      ])
    })

    test('a third-party app is tested, its reaction is marked, and its PAR response is added', async () => {
      const { consumer, issuer } = world.sandbox
      const pushed = await consumer('wide-es256').push({})
      const tab = await world.driver.newPage()
      void tab.goto(authorizeUrlOf(issuer, pushed)).catch(() => {})
      const flow = await whenAnswered(world, pushed.requestUri, 'held', 12_000)
      const page = await byHeldPage(world)
      await click(page, 'button', 'Wrong state')
      await click(page, 'button', 'Release with 1 change')
      await released(pushed.requestUri)

      const panel = world.page
      const messageId = responsesOf(flow)[0]?.id ?? ''
      await showMessage(world, { flowId: flow.id, messageId })
      await click(panel, 'radio', 'Yes')
      await panel.waitForSelector('.defence-mark .st--pass')
      const release = { defence: 'wrong-state', done: 1, defended: true }
      expect(await stored(pushed.requestUri)).toMatchObject({ hold: { releases: [release] } })

      await click(panel, 'button', 'Add a PAR response')
      await fill(panel, 'PAR response', pushed.raw)
      await click(panel, 'button', 'Add')
      await waitForText(panel, 'Same request_uri')
      expect(await tabText(world, 'message')).toContain(pushed.requestUri)
      expect(await listedAs(world)).toContain('App rejected the response')
    })

    test('the code of another authorization of the client is put in', async () => {
      await open()
      await closeOtherTabs(world)
      const { pushed, page } = await open()
      await waitForText(page, 'The app has not seen this response')
      await page.waitForSelector('.defences button:nth-of-type(6):not([aria-disabled])')
      await click(page, 'button', "Another user's code")
      await click(page, 'button', 'Release with 1 change')
      await page.waitForSelector('#parameters')
      await released(pushed.requestUri)
      const response = await stored(pushed.requestUri)
      const own = response?.params?.find(([name]) => name === 'code')?.[1]
      const sent = new URLSearchParams(calls()[0]?.url.split('?')[1]).get('code')
      expect(sent).toBeTruthy()
      expect(sent).not.toBe(own)
      expect(response?.hold?.releases).toMatchObject([{ defence: 'other-user-code' }])
    })

    test('the code is exchanged, and the application receives the used code only on request', async () => {
      const { page, pushed } = await open()
      await click(page, 'button', 'Exchange here')
      await waitForText(page, 'Parley exchanged the code')
      await waitForText(page, 'Signature valid')
      expect(calls()).toEqual([])
      await click(page, 'button', 'Release the used code')
      await page.waitForSelector('#parameters')
      await released(pushed.requestUri)
      expect(calls()).toHaveLength(1)
    })

    test('what is held in a frame is decided on beside it, and goes on in the frame', async () => {
      const pushed = await world.sandbox.consumer('wide-es256').push()
      const url = authorizeUrlOf(world.sandbox.issuer, pushed)
      const outer = await world.driver.newPage()
      await outer.goto(world.sandbox.app.opens('iframe', url, 'sameSiteApp'))
      seen = world.sandbox.app.calls().length
      const flow = await whenAnswered(world, pushed.requestUri, 'held', 12_000)
      const frame = await heldFrame(outer)
      const responseId = responsesOf(flow)[0]?.id
      await world.command('heldFocus', { flowId: flow.id, responseId })
      const page = await byHeldPage(world)
      await waitForText(page, 'The app has not seen this response')
      await click(page, 'button', 'No state')
      await click(page, 'button', 'Release with 1 change')
      await waitForText(page, 'The app has received this response')
      await released(pushed.requestUri)
      await frame.waitForSelector('#parameters')
      expect(
        calls().map(({ url: called }) => new URLSearchParams(called.split('?')[1]).has('state')),
      ).toEqual([false])
    })

    // Firefox shows the held page whatever page started the navigation.
    test.runIf(browser === 'chromium')(
      'a login that a page without TLS started is held, too, and goes on',
      async () => {
        const pushed = await world.sandbox.consumer('wide-es256').push()
        const url = authorizeUrlOf(world.sandbox.issuer, pushed)
        const opener = new URL(world.sandbox.app.opens('script', url))
        opener.hostname = 'plain.invalid'
        const tab = await world.driver.newPage()
        void tab.goto(opener.href).catch(() => {})
        await whenAnswered(world, pushed.requestUri, 'held', 12_000)
        const page = await byHeldPage(world)
        await waitForText(page, 'The app has not seen this response')
        await waitForText(page, 'Chromium refused to show this page')
        await click(page, 'button', 'Release to the app')
        await page.waitForSelector('#parameters')
        await released(pushed.requestUri)
        expect(calls().filter(({ url: called }) => called.startsWith('/cb'))).toHaveLength(1)
      },
    )

    test('nothing is sent of what is discarded, and it comes back', async () => {
      const { page } = await open({ fault: 'error-with-uri' })
      await waitForText(page, 'The server sent an error, not a code')
      await click(page, 'button', 'Discard')
      await waitForText(page, 'Discarded, nothing was sent')
      expect(calls()).toEqual([])
      await click(page, 'button', 'Undo')
      await waitForText(page, 'The server sent an error, not a code')
      await click(page, 'button', 'Release to the app')
      await page.waitForSelector('#parameters')
      expect(await allText(page)).toContain('error_uri')
    })
  })
}

/** What the page says that the app will get, without what is struck out. */
function sentOf(page: Page): Promise<string> {
  return page.$eval('.url', (element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const each of copy.querySelectorAll('.url__t, del')) each.remove()
    return copy.textContent ?? ''
  })
}
