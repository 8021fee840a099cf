import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorizeUrlOf, type Pushed, type PushOptions } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage, heldFrame, heldRules, heldTabs, sessionOf } from '../support/held.ts'
import { closeOtherTabs, whenAnswered, type Until } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

const modes = [
  { name: 'query', container: 'query' },
  { name: 'fragment', container: 'fragment' },
  { name: 'form_post', container: 'form' },
  { name: 'jwt', container: 'query' },
] as const

interface Named {
  readonly flowId: string
  readonly responseId: string
}

interface Refusable {
  readonly ok: boolean
  readonly issues?: readonly { readonly code: string }[]
}

export function hold(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a redirect is held`, () => {
    let world: World
    let profileId: string
    let pushed: Pushed
    let seen: number
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
        launch: { privateAllowed: true },
      })
      profileId = await actAs(world, 'wide-es256', wide)
    })
    afterAll(() => world?.close())
    beforeEach(() => {
      seen = world.sandbox.app.calls().length
    })
    afterEach(async () => {
      await closeOtherTabs(world)
      await world.command('profileHold', { id: profileId, on: false })
      expect(await heldRules(world)).toEqual([])
    })

    const switchOn = () => world.command('profileHold', { id: profileId, on: true })
    const push = async (options: PushOptions = {}) => {
      pushed = await world.sandbox.consumer('wide-es256').push(options)
      return authorizeUrlOf(world.sandbox.issuer, pushed)
    }
    const open = async (options: PushOptions = {}) =>
      world.command('requestAdd', { text: await push(options), details: null, open: 'tab' })

    /** What reached the application in this test: its pages, not what belongs to them. */
    const calls = () =>
      world.sandbox.app
        .calls()
        .slice(seen)
        .filter(({ url }) => url !== '/favicon.ico')
        .map(({ method, url, body }) => [method, url, ...(body === undefined ? [] : [body])])

    const when = async (until: Until) => {
      const flow = await whenAnswered(world, pushed.requestUri, until, 12_000)
      const [response, ...others] = responsesOf(flow)
      expect(others).toEqual([])
      if (!response) throw new Error('No response')
      return { flow, response, named: { flowId: flow.id, responseId: response.id } }
    }
    const release = (named: Named, change: object = {}) =>
      world.command<Refusable>('holdRelease', {
        ...named,
        params: null,
        defence: null,
        ...change,
      })

    test.each(modes)('and released as received, once: $name', async ({ name, container }) => {
      await switchOn()
      await open({ responseMode: name })
      const { response, named } = await when('held')
      const page = await byHeldPage(world)
      expect(response).toMatchObject({ responseMode: container, target: pushed.redirectUri })
      expect(calls()).toEqual([])
      expect(await release(named)).toEqual({ ok: true })
      const after = await when('released')
      await page.waitForSelector('#parameters')
      expect(after.response.callback).toMatchObject({ status: 200 })
      expect(await release(named)).toMatchObject({ issues: [{ code: 'release_done' }] })
      const [, sent = ''] = (response.url ?? '').split(/[?#]/)
      const form = new URLSearchParams((response.params ?? []).map((pair) => [...pair])).toString()
      await expect.poll(calls).toEqual(
        {
          query: [['GET', `/cb?${sent}`]],
          fragment: [
            ['GET', '/cb'],
            ['POST', '/fragment', sent],
          ],
          form: [['POST', '/cb', form]],
        }[container],
      )
      expect(after.response.hold).toMatchObject({
        state: 'released',
        releases: [{ changes: [], times: 1, done: 1 }],
      })
    })

    test('and released with changes, held again on a reload, and released as received', async () => {
      await switchOn()
      await open()
      const { named, response } = await when('held')
      const params = (response.params ?? []).map(([key, value]) =>
        key === 'state' ? [key, 'wrong one'] : [key, value],
      )
      const page = await byHeldPage(world)
      await release(named, { params, defence: 'wrong-state' })
      await when('released')
      const app = await page.waitForSelector('#parameters')
      expect(await app?.evaluate((element) => element.textContent)).toContain('wrong one')
      await page.evaluate(() => location.reload())
      await when('held')
      await byHeldPage(world)
      await release(named)
      const after = await when('released')
      expect(
        calls().map(([, url = '']) => new URLSearchParams(url.split('?')[1]).get('state')),
      ).toEqual(['wrong one', pushed.state])
      expect(after.response.hold?.releases).toMatchObject([
        { changes: [{ name: 'state', to: 'wrong one' }], defence: 'wrong-state', done: 1 },
        { changes: [], done: 1 },
      ])
    })

    test('and sent twice, to see whether the application takes it twice', async () => {
      await switchOn()
      await open()
      const { named } = await when('held')
      await byHeldPage(world)
      await release(named, { defence: 'same-twice' })
      const { response } = await when('released')
      expect(response.hold).toMatchObject({ releases: [{ times: 2, done: 2 }] })
      expect(calls()).toHaveLength(2)
      expect(calls()[0]).toEqual(calls()[1])
    })

    test('with the worker killed before the redirect, and before the release', async () => {
      await switchOn()
      await world.driver.killBackground()
      await open()
      const { named } = await when('held')
      await byHeldPage(world)
      await world.driver.killBackground()
      await release(named)
      const { response } = await when('released')
      expect(response.hold).toMatchObject({ releases: [{ done: 1 }] })
      expect(calls()).toHaveLength(1)
    })

    test('and exchanged by itself where the profile says so, without the application', async () => {
      await switchOn()
      await world.command('profileAutoExchange', { id: profileId, on: true })
      const sent = await world.command<{ flowId: string }>('requestPush', {
        profileId,
        overrides: null,
        open: 'tab',
      })
      const stored = async () => (await world.stored()).flows.find(({ id }) => id === sent.flowId)
      await expect.poll(async () => responsesOf(await stored())[0]?.hold?.state).toBe('exchanged')
      expect((await stored())?.tokens.map(({ kind }) => kind)).toContain('access_token')
      await world.command('profileAutoExchange', { id: profileId, on: false })
      expect(calls()).toEqual([])
    })

    test('and exchanged, without the application', async () => {
      await switchOn()
      const sent = await world.command<{ flowId: string }>('requestPush', {
        profileId,
        overrides: null,
        open: 'tab',
      })
      const stored = async () => (await world.stored()).flows.find(({ id }) => id === sent.flowId)
      await expect.poll(async () => responsesOf(await stored())[0]?.hold?.state).toBe('held')
      const [response] = responsesOf(await stored())
      const exchanged = await world.command<{ accepted: boolean }>('codeExchange', {
        flowId: sent.flowId,
        responseId: response?.id,
      })
      expect(exchanged.accepted).toBe(true)
      expect(responsesOf(await stored())[0]?.hold?.state).toBe('exchanged')
      expect(calls()).toEqual([])
      await release(
        { flowId: sent.flowId, responseId: response?.id ?? '' },
        { defence: 'used-code' },
      )
      await expect.poll(calls).toHaveLength(1)
    })

    test('in a frame, where the held page only says so', async () => {
      await switchOn()
      const page = await world.driver.newPage()
      await page.goto(world.sandbox.app.opens('iframe', await push(), 'sameSiteApp'))
      seen = world.sandbox.app.calls().length
      const { named, response } = await when('held')
      expect(response).toMatchObject({ frame: 'sub' })
      const frame = await heldFrame(page)
      expect(calls()).toEqual([])
      expect(await frame.$$('button, a, input')).toEqual([])
      await release(named)
      await when('released')
      await expect.poll(calls).toHaveLength(1)
    })

    test('where nothing listens', async () => {
      await switchOn()
      const { dead = '' } = world.sandbox.clients[0]?.redirectUris ?? {}
      await open({ redirectUri: dead })
      const { named } = await when('held')
      await byHeldPage(world)
      await release(named)
      const { response } = await when('released')
      expect(response.callback).toEqual({ error: expect.any(String) })
    })

    test('for one flow only, however fast the server is', async () => {
      const added = await world.command<{ id: string }>('requestAdd', {
        text: await push(),
        details: null,
        open: null,
      })
      const own = pushed
      await world.command('requestOpen', { id: added.id, where: 'tab', hold: true })
      await when('held')
      expect(await heldRules(world)).toEqual([])
      await open()
      await when('settled')
      expect(calls()).toHaveLength(1)
      pushed = own
      const { named } = await when('held')
      await release(named)
      await when('released')
      expect(calls()).toHaveLength(2)
    })

    test('and nothing else: visits and forms go through', async () => {
      await switchOn()
      const page = await world.driver.newPage()
      const { app } = world.sandbox.origins
      await page.goto(`${app}/cb`)
      await page.goto(`${app}/cb?state=s&codes=1#/code`)
      await post(page, `${app}/cb`, [
        ['name', 'Kira & co'],
        ['note', 'two\r\nlines'],
      ])
      await expect.poll(calls).toEqual([
        ['GET', '/cb'],
        ['GET', '/cb?state=s&codes=1'],
        ['POST', '/fragment', '/code'],
        ['POST', '/cb', 'name=Kira+%26+co&note=two%0D%0Alines'],
      ])
      await expect.poll(() => sessionOf(world, 'deliveries')).toEqual([])
      expect(await sessionOf(world, 'held')).toEqual([])
    })

    test('in a private window, where it can be released from the panel', async () => {
      await switchOn()
      const { id } = await world.command<{ id: string }>('requestAdd', {
        text: await push(),
        details: null,
        open: null,
      })
      await world.command('requestOpen', { id, where: 'private' })
      const { named, flow } = await when('held')
      expect(flow).toMatchObject({ incognito: true })
      expect(calls()).toEqual([])
      await release(named)
      await when('released')
      expect(calls()).toHaveLength(1)
      expect(await heldTabs(world)).toEqual([])
    })
  })
}

/** Has a page post a form to a URL. */
async function post(page: Page, url: string, fields: readonly (readonly [string, string])[]) {
  await page.evaluate(
    (action, list) => {
      const form = document.createElement('form')
      form.method = 'post'
      form.action = action
      for (const [name = '', value = ''] of list) {
        const field = document.createElement('input')
        field.type = 'hidden'
        Object.assign(field, { name, value })
        form.append(field)
      }
      document.body.append(form)
      form.submit()
    },
    url,
    fields.map((pair) => [...pair]),
  )
}
