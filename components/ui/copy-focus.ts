/** Up and Down move between copy buttons, C copies. */
export function moveCopyFocus(event: KeyboardEvent, table: HTMLElement): void {
  const { target, key } = event
  if (!(target instanceof HTMLButtonElement) || !target.closest('.is-copy')) return
  const buttons = [...table.querySelectorAll<HTMLButtonElement>('.is-copy button')]
  const next = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (next !== undefined) {
    event.preventDefault()
    buttons[buttons.indexOf(target) + next]?.focus()
  } else if (key.toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey) target.click()
}
