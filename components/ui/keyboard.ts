const moves: Readonly<Record<string, (index: number, length: number) => number>> = {
  ArrowDown: (index, length) => Math.min(index + 1, length - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, length) => length - 1,
}

/** The item that an arrow key selects from the current one; undefined for any other key. */
export function step<T extends { readonly id: string }>(
  items: readonly T[],
  current: string | undefined,
  key: string,
): T | undefined {
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined
  const index = items.findIndex(({ id }) => id === current)
  return move && items[move(index, items.length)]
}

const fields = 'input, textarea, select, dialog, [popover], [contenteditable]'
const takers =
  'nav, [role="tree"], [role="tablist"], .pane--list ul, table, .insp__body, .rules, .server, .tokens, .work'

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/**
 * The key of a shortcut that needs no modifier, letters in lower case. Null with Ctrl, Alt or Meta, and for a
 * single character if the user turned those shortcuts off.
 *
 * @see [WCAG 2.2, success criterion 2.1.4](https://www.w3.org/TR/WCAG22/#character-key-shortcuts)
 */
export function plainKey({ key, ctrlKey, metaKey, altKey }: Key): string | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key.length !== 1) return key
  return document.documentElement.dataset['letters'] === 'off' ? null : key.toLowerCase()
}

/** Turns the shortcuts of a single character on or off in this page. */
export function setLetters(on: boolean): void {
  document.documentElement.dataset['letters'] = on ? 'on' : 'off'
}

/** Letters and digits work only while a list, row or tab has the focus, never in a field. */
export function takesLetters(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof Element) || plainKey(event) === null) return false
  return !target.closest(fields) && target.closest(takers) !== null
}

const focusable = '[tabindex="0"], button, input, textarea, select, a[href], summary'

/** The one tab stop of a list, tree or table, which is where a pane's keys work. */
const rowStop = '[data-row][tabindex="0"], [role="tab"][tabindex="0"]'

/** Moves the focus to the next visible pane: to its list if it has one, otherwise to its first tab stop. */
export function focusNextPane(root: Element, back: boolean): void {
  const panes = [...root.querySelectorAll('nav, .pane')].filter((pane) => pane.checkVisibility())
  const current = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes.at((current + (back ? -1 : 1)) % panes.length)
  const stops = [rowStop, focusable].flatMap((wanted) => [
    ...(next?.querySelectorAll<HTMLElement>(wanted) ?? []),
  ])
  stops.find((element) => element.tabIndex >= 0 && element.checkVisibility())?.focus()
}
