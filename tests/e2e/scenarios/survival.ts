import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide, logIn, openPushed, responseOf, responsesOf } from '../support/bank.ts'
import { waitForText } from '../support/page.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const code = (params: readonly (readonly [string, string])[] = []) =>
  Object.fromEntries(params)['code']

/** What the toolbar icon carries. */
function badge({ page }: World): Promise<string> {
  return page.evaluate(() => {
    type Action = { action: { getBadgeText(details: object): Promise<string> } }
    const scope = globalThis as unknown as { browser?: Action; chrome: Action }
    return (scope.browser ?? scope.chrome).action.getBadgeText({})
  })
}

export function survival(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: nothing is lost or mistaken`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser)
    })
    afterAll(() => world?.close())

    test('two flows at once in two tabs', async () => {
      const consumer = world.sandbox.consumer()
      const [first, second] = [await consumer.push(), await consumer.push()]
      const firstPage = await openPushed(world, first)
      const secondPage = await openPushed(world, second)
      await secondPage.bringToFront()
      await logIn(secondPage)
      await firstPage.bringToFront()
      await logIn(firstPage)
      await decide(firstPage, 'approve')
      const one = await responseOf(world, first)
      await secondPage.bringToFront()
      await decide(secondPage, 'approve')
      const two = await responseOf(world, second)
      for (const [pushed, { responses }] of [
        [first, one],
        [second, two],
      ] as const) {
        expect(responses).toHaveLength(1)
        expect(responses[0]?.params).toContainEqual(['state', pushed.state])
        const tokens = await consumer.exchange({
          ...pushed,
          code: code(responses[0]?.params) ?? '',
        })
        expect(tokens.status).toBe(200)
      }
    })

    test.each(['before the login', 'before the decision'] as const)(
      'the worker is killed %s',
      async (moment) => {
        const pushed = await world.sandbox.consumer().push()
        const page = await openPushed(world, pushed)
        if (moment === 'before the login') await world.driver.killBackground()
        await logIn(page)
        if (moment === 'before the decision') await world.driver.killBackground()
        await decide(page, 'approve')
        const { flow, responses } = await responseOf(world, pushed)
        expect(responses).toHaveLength(1)
        expect(responses[0]?.params).toContainEqual(['state', pushed.state])
        expect(flow.messages.filter(({ kind }) => kind === 'authorization-request')).toHaveLength(1)
        expect(await badge(world)).toBe('•')
        await world.command('responsesSeen')
        expect(await badge(world)).toBe('')
      },
    )

    test('a copied URL that is opened by hand is the flow of its stored request', async () => {
      const pushed = await world.sandbox.consumer().push()
      const added = await world.command<{ id: string }>('requestAdd', {
        text: pushed.raw,
        details: null,
        open: null,
      })
      const { url } = await world.command<{ url: string }>('requestUrl', { id: added.id })
      const page = await world.driver.newPage()
      await page.goto(url)
      await logIn(page)
      await decide(page, 'approve')
      const { responses } = await responseOf(world, pushed)
      expect(responses).toHaveLength(1)
      const { requests } = await world.stored()
      expect(requests.find(({ id }) => id === added.id)?.usedAt).toEqual(expect.any(Number))
    })

    test('the panel that is open is shown, not opened again', async () => {
      const { page, command } = world
      const tabs = () =>
        page.evaluate(async () => {
          type Tabs = { tabs: { query(filter: object): Promise<readonly object[]> } }
          const scope = globalThis as unknown as { browser?: Tabs; chrome: Tabs }
          return (await (scope.browser ?? scope.chrome).tabs.query({})).length
        })
      const before = await tabs()
      await command('panelOpen', { flowId: null, screen: 'profiles' })
      expect(await tabs()).toBe(before)
      await page.waitForFunction(() => location.hash === '#screen=profiles', { polling: 50 })
      await waitForText(page, 'Revoke access')
    })

    test('the same request_uri a second time is a second flow, and is said to be used', async () => {
      const pushed = await world.sandbox.consumer().push()
      const page = await openPushed(world, pushed)
      await logIn(page)
      const { requests } = await world.stored()
      const again = await world.command<{ flowId: string }>('requestOpen', {
        id: requests[0]?.id,
        where: 'tab',
      })
      const { flows } = await world.stored()
      const reopened = flows.find(({ id }) => id === again.flowId)
      expect(responsesOf(reopened)).toEqual([])
      const request = reopened?.messages.find(({ kind }) => kind === 'authorization-request')
      expect(request?.results).toContainEqual(
        expect.objectContaining({ id: 'az-request-uri-reuse', outcome: 'failed' }),
      )
    })
  })
}
