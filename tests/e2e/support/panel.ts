import { clickWhenThere } from './page.ts'
import type { AnyWorld } from './world.ts'

type Tab = 'message' | 'jwt' | 'checks' | 'raw'

/** A message of a flow. */
interface Place {
  readonly flowId: string
  readonly messageId: string
}

/** Selects a message in the panel by clicking its flow and its row. */
export async function showMessage(
  { page, command }: AnyWorld,
  { flowId, messageId }: Place,
): Promise<void> {
  await command('panelOpen', { flowId, screen: 'flows' })
  await page.bringToFront()
  // A row below the sticky head counts as visible, but the head would get the click.
  const row = await page.waitForSelector(`[data-row="${messageId}"]`)
  await row?.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await row?.click()
  await page.waitForSelector(`[data-row="${messageId}"][aria-selected="true"]`)
}

/** The visible text of one tab of the inspector, white space collapsed. */
export async function tabText({ page }: AnyWorld, tab: Tab): Promise<string> {
  await clickWhenThere(page, `#inspector-tab-${tab}`)
  await page.waitForSelector(`#inspector-tab-${tab}[aria-selected="true"]`)
  const text = await page.$eval('#inspector-panel', (element) => (element as HTMLElement).innerText)
  return text.replace(/\s+/g, ' ').trim()
}

/** The list entry of the selected flow: the name of its icon, and its text. */
export function listedAs({ page }: AnyWorld): Promise<string> {
  return page.$eval('.frow.is-sel', (row) => {
    const icon = row.querySelector('[role="img"]')?.getAttribute('aria-label')
    const words = row.querySelector('.frow__out')?.textContent
    return `${icon}: ${words}`
  })
}
