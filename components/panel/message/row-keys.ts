import { plainKey } from '@/components/ui/keyboard'

type Act = (row: HTMLElement, help: HTMLElement) => void

/** The keys of a row. */
const acts: Readonly<Record<string, Act>> = {
  ArrowDown: (_, help) => neighbourOf(help, 1)?.focus(),
  ArrowUp: (_, help) => neighbourOf(help, -1)?.focus(),
  ArrowRight: (row, help) => unfold(row, help, true),
  ArrowLeft: (row, help) => unfold(row, help, false),
  '?': (_, help) => help.click(),
  c: (row) => row.querySelector<HTMLElement>('[data-copy]')?.click(),
}

/** The keys of a row work while its `?` has the focus. */
export function onRowKey(event: KeyboardEvent): void {
  const { target } = event
  const help = target instanceof HTMLElement ? target.closest<HTMLElement>('.qhelp') : null
  const row = help?.closest('tr')
  const key = plainKey(event)
  // Shift+C copies the report of the flow.
  if (key === 'c' && event.shiftKey) return
  if (!help || !row || key === null || !Object.hasOwn(acts, key)) return
  acts[key]?.(row, help)
  event.preventDefault()
}

/** The tables of a tab are one list. */
function neighbourOf(help: HTMLElement, by: number): HTMLElement | undefined {
  const all = help.closest('.scroll, table')?.querySelectorAll<HTMLElement>('.qhelp') ?? []
  return [...all][[...all].indexOf(help) + by]
}

/** Unfolds or folds the members of a value, or otherwise its explanation. */
function unfold(row: Element, help: HTMLElement, wanted: boolean): void {
  const button = row.querySelector<HTMLElement>('.qv__tw') ?? help
  if (button.getAttribute('aria-expanded') !== String(wanted)) button.click()
}
