import type { ElementHandle, Frame, Page } from 'puppeteer-core'

/** A tab, or a frame such as the panel inside DevTools. */
export type Surface = Page | Frame

/** `requestAnimationFrame` rests in tabs that are not in front, so conditions are looked at on a timer (ms). */
const polling = 50

/** Waits for the element with this ARIA role and exact accessible name to be there and visible. */
async function byRole(surface: Surface, role: string, name: string): Promise<ElementHandle> {
  return visible(surface, `::-p-aria([name=${quote(name)}][role="${role}"])`)
}

/** Waits for the form control with this exact label (its accessible name, whatever its role). */
async function byLabel(surface: Surface, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const control = 'input, select, textarea, button, [role], [contenteditable]'
  const handles = await waitForHandles(surface, `::-p-aria([name=${quote(label)}])`)
  for (const handle of handles) {
    if (await handle.evaluate((element, selector) => element.matches(selector), control)) {
      return handle as ElementHandle<HTMLInputElement>
    }
  }
  throw new Error(`Something is named "${label}", but it is no control`)
}

/** Clicks, with the real mouse, the element with this role and name. */
export async function click(surface: Surface, role: string, name: string): Promise<void> {
  const element = await byRole(surface, role, name)
  await element.click()
}

/** Clicks, with the real mouse, the element that a selector finds, once it is there. */
export async function clickWhenThere(surface: Surface, selector: string): Promise<void> {
  const element = await visible(surface, selector)
  await element.click()
}

/** Replaces the text of the control with this label as typing would (trusted `input` events, any length). */
export async function fill(surface: Surface, label: string, text: string): Promise<void> {
  const control = await byLabel(surface, label)
  await control.evaluate((element, inserted) => {
    element.focus()
    element.select()
    // The one way that both browsers have to insert any length of text as the user's own input.
    document.execCommand(inserted ? 'insertText' : 'delete', false, inserted)
  }, text)
}

/** All visible text of the page, white space collapsed. */
export async function allText(surface: Surface): Promise<string> {
  return surface.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim())
}

/** Waits until the page shows this text (white space collapsed, upper and lower case as rendered). */
export async function waitForText(surface: Surface, text: string): Promise<void> {
  await surface
    .waitForFunction(
      (wanted: string) => document.body?.innerText.replace(/\s+/g, ' ').includes(wanted),
      { polling },
      text,
    )
    .catch(async (cause: unknown) => {
      throw new Error(`"${text}" was not shown; the page says: ${await allText(surface)}`, {
        cause,
      })
    })
}

/** Saves a picture of what the tab shows, as PNG. */
export async function screenshot(page: Page, path: `${string}.png`): Promise<void> {
  await page.bringToFront()
  await page.screenshot({ path })
}

async function visible(surface: Surface, selector: string): Promise<ElementHandle> {
  const handle = await surface.waitForSelector(selector, { visible: true })
  if (!handle) throw new Error(`${selector} is gone`)
  return handle
}

async function waitForHandles(surface: Surface, selector: string): Promise<ElementHandle[]> {
  await visible(surface, selector)
  return surface.$$(selector)
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
