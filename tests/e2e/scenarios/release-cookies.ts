import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorizeUrlOf, type Pushed, type PushOptions } from '../../sandbox/data-consumer.ts'
import { addAndOpen, decide, logIn, openPushed, responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage, sessionOf } from '../support/held.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { isWhole } from '../support/whole.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

type BrowserName = 'chromium' | 'firefox'

/** What the application saw of a navigation. */
interface Seen {
  readonly method: string
  /** Names of the cookies that were sent. */
  readonly cookies: readonly string[]
  readonly origin: string | undefined
}

const own: ReadonlySet<string> = new Set(['strict', 'lax', 'plain'])

/** Starts a world whose application has set its cookies, on the host of the server too. */
async function start(launch: Launch, browser: BrowserName, unattended: boolean) {
  const sandbox = { kind: 'wide', unattended } as const
  const world = await createWorld(launch, browser, { profile: false, sandbox })
  const profileId = await actAs(world, 'wide-es256', wide)
  const { app, sameSiteApp } = world.sandbox.origins
  for (const origin of [app, sameSiteApp]) {
    const page = await world.driver.newPage()
    await page.goto(`${origin}/set-cookies`)
    await page.waitForSelector('#cookies')
  }
  const callsFrom = (from: number): readonly Seen[] =>
    world.sandbox.app
      .calls()
      .slice(from)
      .filter(({ url }) => url.startsWith('/cb'))
      .map(({ method, sent: { cookie = '', origin } }) => ({
        method,
        cookies: cookie
          .split('; ')
          .map((each) => each.split('=')[0] ?? '')
          .filter((name) => own.has(name))
          .toSorted(),
        origin,
      }))

  return {
    world,
    hold: (on: boolean) => world.command('profileHold', { id: profileId, on }),
    push: (options: PushOptions = {}) => world.sandbox.consumer('wide-es256').push(options),
    seen: () => {
      const from = world.sandbox.app.calls().length
      return () => callsFrom(from)
    },
    /** Waits for the response; one that is held is released as received, by a command. */
    async through({ requestUri }: Pushed, isHeld: boolean): Promise<void> {
      if (!isHeld) return void (await whenAnswered(world, requestUri, 'settled'))
      const flow = await whenAnswered(world, requestUri, 'held')
      await byHeldPage(world)
      const named = { flowId: flow.id, responseId: responsesOf(flow)[0]?.id ?? '' }
      await world.command('holdRelease', { ...named, params: null, defence: null })
      await whenAnswered(world, requestUri, 'released')
    },
  }
}

type Started = Awaited<ReturnType<typeof start>>

/** A released response is compared with the same one that was not held, as the application got them. */
export function releaseCookies(launch: Launch, browser: BrowserName): void {
  describe(`${browser}: a release carries the cookies of the genuine redirect`, () => {
    let it: Started
    let world: World
    beforeAll(async () => {
      it = await start(launch, browser, false)
      world = it.world
    })
    afterAll(() => world?.close())
    afterEach(() => closeOtherTabs(world))

    /** Logs in and approves, as a user does. */
    async function approve(options: PushOptions, isHeld: boolean): Promise<readonly Seen[]> {
      await it.hold(isHeld)
      const calls = it.seen()
      const pushed = await it.push(options)
      const page = await openPushed(world, pushed)
      await logIn(page)
      await decide(page, 'approve')
      await it.through(pushed, isHeld)
      return calls()
    }

    const sameSite = () => ({ redirectUri: `${world.sandbox.origins.sameSiteApp}/cb` })
    const form = { responseMode: 'form_post' } as const
    const all = ['lax', 'plain', 'strict']

    const ways: readonly (readonly [string, () => PushOptions, readonly string[]])[] = [
      ['a query', () => ({}), ['lax', 'plain']],
      ['a fragment', () => ({ responseMode: 'fragment' as const }), ['lax', 'plain']],
      ['a form', () => form, ['plain']],
      ['a query on the server’s own site', sameSite, all],
      ['a form on the server’s own site', () => ({ ...sameSite(), ...form }), all],
    ]
    // A run at every change leaves out what differs only in the site of the server.
    const played = isWhole ? ways : ways.slice(0, 3)

    test.each(played)('of %s', async (_, options, cookies) => {
      const [genuine] = await approve(options(), false)
      const released = await approve(options(), true)
      expect(released).toHaveLength(1)
      expect(released[0]).toMatchObject({ method: genuine?.method, cookies: genuine?.cookies })
      expect(genuine?.cookies).toEqual(cookies)
    })

    test('and a form comes from no origin, not from the extension', async () => {
      const [released] = await approve(form, true)
      expect(released?.origin).toBe('null')
    })
  })

  describe(`${browser}: and where the server answers at once`, () => {
    let it: Started
    let world: World
    beforeAll(async () => {
      it = await start(launch, browser, true)
      world = it.world
    })
    afterAll(() => world?.close())
    afterEach(() => closeOtherTabs(world))

    const openers: Readonly<Record<string, (pushed: Pushed) => Promise<void>>> = {
      'opened by Parley': (pushed) => addAndOpen(world, pushed),
      'typed in': async (pushed) => {
        const page = await world.driver.newPage()
        void page.goto(authorizeUrlOf(world.sandbox.issuer, pushed)).catch(() => {})
      },
      'a link of the application': async (pushed) => {
        const page = await world.driver.newPage()
        await page.goto(`${world.sandbox.origins.app}/home`)
        await page.evaluate(
          (url) => {
            location.href = url
          },
          authorizeUrlOf(world.sandbox.issuer, pushed),
        )
      },
    }

    test.each(Object.keys(openers))('%s', async (name) => {
      const cookies: (readonly string[] | undefined)[] = []
      for (const isHeld of [false, true]) {
        await it.hold(isHeld)
        const pushed = await it.push()
        const calls = it.seen()
        await openers[name]?.(pushed)
        await it.through(pushed, isHeld)
        expect(calls()).toHaveLength(1)
        cookies.push(calls()[0]?.cookies)
        await closeOtherTabs(world)
      }
      expect(cookies[1]).toEqual(cookies[0])
    })
  })

  describe(`${browser}: a form of another site at a held redirect_uri`, () => {
    let it: Started
    let world: World
    beforeAll(async () => {
      it = await start(launch, browser, false)
      world = it.world
    })
    afterAll(() => world?.close())
    beforeEach(() => it.hold(true))
    afterEach(() => closeOtherTabs(world))

    /** A page of another site posts a form, without a click. */
    async function post(target: '_self' | 'frame' = '_self'): Promise<Page> {
      const page = await world.driver.newPage()
      await page.goto(`${world.sandbox.origins.sameSiteApp}/home`)
      await page.evaluate(
        (action, name) => {
          if (name === 'frame')
            document.body.append(Object.assign(document.createElement('iframe'), { name }))
          const form = Object.assign(document.createElement('form'), {
            method: 'POST',
            action,
            target: name,
          })
          const field = Object.assign(document.createElement('input'), {
            name: 'transfer',
            value: '1000',
          })
          form.append(field)
          document.body.append(form)
          form.submit()
        },
        `${world.sandbox.origins.app}/cb`,
        target,
      )
      return page
    }

    const waiting = async () =>
      ((await sessionOf(world, 'deliveries')) ?? []) as readonly { readonly state: string }[]

    test('waits; sent on at a click it has the cookies that it would have had', async () => {
      await it.hold(false)
      const genuine = it.seen()
      await post()
      await expect.poll(genuine).toHaveLength(1)
      await closeOtherTabs(world)
      await it.hold(true)
      const calls = it.seen()
      await post()
      const page = await byHeldPage(world)
      await page.waitForSelector('[data-exit="first"]')
      expect(await waiting()).toMatchObject([{ state: 'undecided' }])
      expect(calls()).toEqual([])
      await page.evaluate(() => {
        document.querySelector<HTMLElement>('.btn--danger')?.click()
      })
      await expect.poll(calls).toHaveLength(1)
      expect(calls()[0]).toMatchObject({ method: 'POST', cookies: ['plain'], origin: 'null' })
      expect(genuine()[0]).toMatchObject({ method: 'POST', cookies: ['plain'] })
      await expect.poll(waiting).toEqual([])
    })

    test('is discarded, and nothing is sent', async () => {
      const calls = it.seen()
      await post()
      const page = await byHeldPage(world)
      await page.waitForSelector('[data-exit="first"]')
      await page.evaluate(() => {
        document.querySelector<HTMLElement>('[data-exit="first"]')?.click()
      })
      await expect
        .poll(() => page.evaluate(() => location.href).catch(() => ''))
        .toBe('about:blank')
      expect(await waiting()).toEqual([])
      expect(calls()).toEqual([])
    })

    test('is not sent on in a frame', async () => {
      const calls = it.seen()
      await post('frame')
      await expect.poll(waiting).toMatchObject([{ state: 'undecided', frame: 'sub' }])
      expect(calls()).toEqual([])
    })
  })
}
