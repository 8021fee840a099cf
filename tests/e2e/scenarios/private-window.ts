import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bankPage, decide, logIn, responseOf } from '../support/bank.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

export function privateWindow(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a private window`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { launch: { privateAllowed: true } })
    })
    afterAll(() => world?.close())

    test('opens the request, and its response is captured', async () => {
      const pushed = await world.sandbox.consumer().push()
      const { id } = await world.command<{ id: string }>('requestAdd', {
        text: pushed.raw,
        details: null,
        open: null,
      })
      const opened = await world.command<{ ok: boolean }>('requestOpen', { id, where: 'private' })
      expect(opened.ok).toBe(true)
      const bank = await bankPage(world)
      await logIn(bank)
      await decide(bank, 'approve')
      const { flow, responses } = await responseOf(world, pushed)
      expect(flow).toMatchObject({ incognito: true })
      expect(responses).toHaveLength(1)
      expect(responses[0]?.params).toContainEqual(['state', pushed.state])
    })
  })
}
