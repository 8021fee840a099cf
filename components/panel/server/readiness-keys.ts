interface ReadinessKeys {
  readonly focusFilter: () => void
  readonly copy: () => void
}

/** The keys of the readiness table. Returns whether the key was handled. */
export function onReadinessKey(
  { key, shiftKey }: KeyboardEvent,
  root: HTMLElement,
  { focusFilter, copy }: ReadinessKeys,
): boolean {
  if (key === '/') focusFilter()
  else if (key.toLowerCase() === 'p') clickPicker(root, shiftKey ? 1 : 0)
  else if (key.toLowerCase() === 'j') focusNextProblem(root)
  else if (key.toLowerCase() === 'c' && shiftKey) copy()
  else return false
  return true
}

function clickPicker(root: HTMLElement, column: 0 | 1): void {
  root.querySelectorAll<HTMLElement>('.ready__pick')[column]?.click()
}

/** Focuses the next member that fails or warns, cyclically. */
function focusNextProblem(root: HTMLElement): void {
  const rows = [...root.querySelectorAll('tr[data-problem]')]
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  rows[(current + 1) % rows.length]?.querySelector<HTMLElement>('.ready__verdict')?.focus()
}
