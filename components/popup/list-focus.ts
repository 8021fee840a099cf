type Move = (index: number, length: number) => number

const rowMoves: Readonly<Record<string, Move>> = {
  ArrowDown: (index, length) => Math.min(index + 1, length - 1),
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, length) => length - 1,
}

const insideMoves: Readonly<Record<string, Move>> = {
  ArrowRight: (index, length) => Math.min(index + 1, length - 1),
  ArrowLeft: (index) => Math.max(index - 1, 0),
}

/**
 * Moves the focus in a list: up and down between rows, left and right within a row and its buttons.
 */
export function moveFocus(list: HTMLElement, key: string, leave: () => void): boolean {
  const rows = [...list.querySelectorAll<HTMLElement>('.req')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[at]
  const byRow = rowMoves[key]
  if (byRow) {
    const next = rows[byRow(at, rows.length)]
    if (next) next.focus()
    else leave()
    return true
  }
  const inside = insideMoves[key]
  if (!inside || !row) return false
  const stops = [row, ...row.querySelectorAll<HTMLElement>('.btn')]
  const index = stops.findIndex((stop) => stop === document.activeElement)
  stops[inside(Math.max(index, 0), stops.length)]?.focus()
  return true
}
