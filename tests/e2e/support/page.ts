import type { ElementHandle, Frame, Page } from 'puppeteer-core'

/** A tab, or a frame such as the panel inside DevTools. */
export type Surface = Page | Frame

/**
 * `requestAnimationFrame` is paused in background tabs, so conditions are polled with a timer (ms).
 */
const polling = 50

/** The elements with an implicit role, as the start of a selector. */
const natives: Readonly<Record<string, string>> = {
  button: 'button:not([role]), ',
  radio: 'input[type="radio"], ',
}

export const isFirefox = (surface: Surface) =>
  /firefox/.test(
    ('page' in surface ? surface.page() : surface).browser().process()?.spawnfile ?? '',
  )

/**
 * How long an element is searched by its text before it is searched by its accessible name (ms).
 */
const patience = 2000

/**
 * Firefox takes seconds to find an element by its accessible name, so it is first searched by its
 * visible text or its label. Chromium, which runs the same scenarios, searches by name only.
 */
async function byWords(
  surface: Surface,
  selector: string,
  name: string,
): Promise<ElementHandle | null> {
  const found = await surface
    .waitForFunction(
      (candidates: string, wanted: string) => {
        const wordsOf = (element: Element) => {
          const copy = element.cloneNode(true) as Element
          for (const silent of copy.querySelectorAll(
            '[aria-hidden="true"], input, select, textarea',
          ))
            silent.remove()
          return copy.textContent.replace(/\s+/g, ' ').trim()
        }
        const namesOf = (element: Element) => {
          const named = element.getAttribute('aria-label')
          if (named !== null) return [named]
          const labels = [...((element as Partial<HTMLInputElement>).labels ?? [])]
          const isField = element.matches('input, select, textarea')
          return labels.length > 0 || isField ? labels.map(wordsOf) : [wordsOf(element)]
        }
        return [...document.querySelectorAll<HTMLElement>(candidates)].find(
          (element) => element.checkVisibility() && namesOf(element).includes(wanted),
        )
      },
      { polling, timeout: patience },
      selector,
      name,
    )
    .catch(() => null)
  return (found?.asElement() as ElementHandle | null | undefined) ?? null
}

/** Waits until the element with this ARIA role and exact accessible name is visible. */
async function byRole(surface: Surface, role: string, name: string): Promise<ElementHandle> {
  const control = `${natives[role] ?? ''}[role="${role}"]`
  const shown = isFirefox(surface) && (await byWords(surface, control, name))
  return shown || visible(surface, `::-p-aria([name=${quote(name)}][role="${role}"])`)
}

/** Waits for the form control with this exact label (its accessible name, with any role). */
async function byLabel(surface: Surface, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const control = 'input, select, textarea, button, [role], [contenteditable]'
  const shown = isFirefox(surface) && (await byWords(surface, control, label))
  if (shown) return shown as ElementHandle<HTMLInputElement>
  const handles = await waitForHandles(surface, `::-p-aria([name=${quote(label)}])`)
  for (const handle of handles) {
    if (await handle.evaluate((element, selector) => element.matches(selector), control)) {
      return handle as ElementHandle<HTMLInputElement>
    }
  }
  throw new Error(`The element named "${label}" is not a control`)
}

/** Clicks, with the real mouse, the element with this role and name. */
export async function click(surface: Surface, role: string, name: string): Promise<void> {
  const element = await byRole(surface, role, name)
  await element.click()
}

/** Clicks, with the real mouse, the element that a selector finds, once it exists. */
export async function clickWhenThere(surface: Surface, selector: string): Promise<void> {
  const element = await visible(surface, selector)
  await element.click()
}

/**
 * Replaces the text of the control with this label like typing would (trusted `input` events, any
 * length).
 */
export async function fill(surface: Surface, label: string, text: string): Promise<void> {
  const control = await byLabel(surface, label)
  await control.evaluate((element, inserted) => {
    element.focus()
    element.select()
    // The only way in both browsers to insert text of any length as user input.
    document.execCommand(inserted ? 'insertText' : 'delete', false, inserted)
  }, text)
}

/** All visible text of the page, with white space collapsed. */
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

/** Saves a screenshot of the tab as PNG. */
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
