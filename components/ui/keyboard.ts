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
  'nav, [role="tree"], [role="tablist"], .pane--list ul, table, .insp__body, .rules, .server, .tokens'

/** Letters and digits work only while a list, row or tab has the focus, never in a field. */
export function takesLetters(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey, altKey } = event
  if (!(target instanceof Element) || ctrlKey || metaKey || altKey) return false
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
