import type { GeneratedI18nStructure } from '#i18n'
import { t } from '@/lib/i18n'

type Key = keyof GeneratedI18nStructure

/** One thing that is done in a story; it waits for what it needs. */
export type Step = () => Promise<void>

/** How long a step waits for what it needs, in milliseconds. */
export const patience = { ms: 4000 }
const pressable = 'button, summary, [role="treeitem"], input[type="checkbox"]'
const fields = 'input, textarea, select'

/** Presses the button, tab or menu item with the text of a key, the first of those in sight. */
export const press =
  (key: Key, values?: readonly string[]): Step =>
  async () => {
    const text = textOf(key, values)
    const named = await until(() => all(pressable).find((each) => nameOf(each) === text), text)
    named.click()
  }

/** Presses the first element in sight that a selector finds. */
export const pressOn =
  (selector: string): Step =>
  async () => {
    const found = await until(() => all(selector)[0], selector)
    found.click()
  }

/** Opens a message of a flow by its id. */
export const choose = (messageId: string): Step =>
  pressOn(`[role="treeitem"][data-row="${messageId}"]`)

/** Types into a field, which is named by a key or, with a selector, is the first that it finds. */
export const fill =
  (field: Key | { readonly selector: string }, value: string, values?: readonly string[]): Step =>
  async () => {
    const wanted = typeof field === 'string' ? textOf(field, values) : field.selector
    const found = await until(
      () =>
        typeof field === 'string'
          ? all(fields).find((each) => nameOf(each) === wanted)
          : all(wanted)[0],
      wanted,
    )
    setValue(found as HTMLInputElement, value)
  }

/** Chooses files in the first field that takes several. */
export const chooseFiles =
  (files: readonly File[]): Step =>
  async () => {
    const selector = 'input[type="file"][multiple]'
    const field = await until(() => all(selector)[0], selector)
    Object.defineProperty(field, 'files', { value: files, configurable: true })
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

/** Drags a file over the first element that a selector finds. */
export const dragFileOver =
  (selector: string): Step =>
  async () => {
    const found = await until(() => all(selector)[0], selector)
    const event = new Event('dragover', { bubbles: true, cancelable: true })
    found.dispatchEvent(Object.assign(event, { dataTransfer: { types: ['Files'] } }))
  }

/** Waits for the text of a key, or for an element, that comes late. */
export const seeText =
  (key: Key, values?: readonly string[]): Step =>
  async () => {
    const text = textOf(key, values)
    await until(() => (document.body.textContent.includes(text) ? text : undefined), text)
  }

export const see =
  (selector: string): Step =>
  async () => {
    await until(() => all(selector)[0], selector)
  }

function textOf(key: Key, values?: readonly string[]): string {
  return (t as (key: Key, values?: readonly string[]) => string)(key, values)
}

function all(selector: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter(isShown)
}

/** A screen of the panel that is not shown is still in the document. */
function isShown(element: HTMLElement): boolean {
  return element.closest('[style*="display: none"]') === null
}

function nameOf(element: HTMLElement): string | undefined {
  const own = element.getAttribute('aria-label')
  if (own !== null) return own
  if (!element.matches(fields))
    // The key of a menu item follows its label.
    return (element.querySelector('.menu__label') ?? element).textContent.trim()
  const { labels } = element as HTMLInputElement
  return (labels?.[0] ?? element.closest('label'))?.textContent.trim()
}

/** React follows what is typed by the event and looks past the property of the instance. */
function setValue(field: HTMLElement, value: string): void {
  const prototype: object = Object.getPrototypeOf(field) as object
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
}

/** Looks again whenever the document changes. */
function until<T>(look: () => T | undefined, what: string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const observer = new MutationObserver(check)
  const timer = setTimeout(() => reject(new Error(`No ${what}`)), patience.ms)
  function check(): void {
    const found = look()
    if (found !== undefined) resolve(found)
  }
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    characterData: true,
  })
  check()
  return promise.finally(() => {
    observer.disconnect()
    clearTimeout(timer)
  })
}
