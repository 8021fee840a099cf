const limit = 2

/**
 * Whether at most two inserted, removed or replaced characters separate two texts. Compares only the cells
 * near the diagonal. For names, which are short.
 */
export function isWithinTwoEdits(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let at = 1; at <= a.length; at++) {
    const next = row.map(() => limit + 1)
    if (at <= limit) next[0] = at
    const end = Math.min(b.length, at + limit)
    for (let to = Math.max(1, at - limit); to <= end; to++)
      next[to] = Math.min(
        cell(row, to - 1) + (a[at - 1] === b[to - 1] ? 0 : 1),
        cell(row, to) + 1,
        cell(next, to - 1) + 1,
      )
    if (next.every((edits) => edits > limit)) return false
    row = next
  }
  return cell(row, b.length) <= limit
}

const cell = (row: readonly number[], index: number) => row[index] ?? limit + 1
