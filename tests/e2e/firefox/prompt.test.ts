import { afterAll, beforeAll, describe, test } from 'vitest'
import { realPrompt } from '../scenarios/access.ts'
import { launchFirefox } from '../support/firefox.ts'
import { createWorld, type World } from '../support/world.ts'

describe('firefox', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld(launchFirefox, 'firefox', {
      granted: false,
      launch: { prompts: 'ask' },
    })
  })
  afterAll(() => world?.close())

  test('access is asked for by the real prompt, can be refused, and works at once', async () => {
    await realPrompt(world)
  })
})
