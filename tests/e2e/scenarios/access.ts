import { expect } from 'vitest'
import { decide, logIn, openPushed, responseOf } from '../support/bank.ts'
import { click, waitForText } from '../support/page.ts'
import { answerPermissionPrompt } from '../support/permission-prompt.ts'
import type { World } from '../support/world.ts'

/**
 * The browser's own prompt, refused and then accepted. The first host that is ever granted is the one
 * after which Chromium takes no listener that was there before, so a response is captured right after.
 */
export async function realPrompt(world: World, display?: string): Promise<void> {
  const { page: panel, driver } = world
  await click(panel, 'button', 'Profiles')
  await click(panel, 'button', 'Allow access')
  await answerPermissionPrompt(driver, panel, 'refuse', display)
  await waitForText(panel, 'not granted')
  await click(panel, 'button', 'Allow access')
  await answerPermissionPrompt(driver, panel, 'accept', display)
  await waitForText(panel, 'Revoke access')

  const pushed = await world.sandbox.consumer().push()
  const bank = await openPushed(world, pushed)
  await logIn(bank)
  await decide(bank, 'approve')
  const { responses } = await responseOf(world, pushed)
  expect(responses).toHaveLength(1)
  expect(responses[0]?.params).toContainEqual(['state', pushed.state])
}
