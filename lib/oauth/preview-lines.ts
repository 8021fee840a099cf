/** One line of a preview, compared with what the profile alone would send. */
export interface PreviewLine {
  readonly text: string
  /** `changed` differs from the profile; `left-out` is in the profile and not sent. */
  readonly mark: 'same' | 'changed' | 'left-out'
}

/** More lines are not compared: the work grows with the product of both lengths. */
const maxLines = 1200

const bare = (line: string) => line.replace(/,$/, '')

/**
 * The lines of a text, each marked as it differs from another text. A comma at the end of a line does not count.
 * A line that was replaced is only `changed`; only lines without a replacement are `left-out`.
 */
export function previewLines(text: string, profileText: string): readonly PreviewLine[] {
  const lines = text.split('\n')
  const known = profileText.split('\n')
  if (text === profileText || lines.length > maxLines || known.length > maxLines)
    return lines.map((each) => ({ text: each, mark: 'same' }))
  return withoutReplaced(aligned(lines, known))
}

/** The longest common subsequence of both, with what is only in one of them. */
function aligned(lines: readonly string[], known: readonly string[]): readonly PreviewLine[] {
  const lengths = commonLengths(lines, known)
  const marked: PreviewLine[] = []
  let row = 0
  let column = 0
  const left = () => row < lines.length && column < known.length
  while (left())
    if (isSame(lines[row], known[column])) {
      marked.push({ text: lines[row] ?? '', mark: 'same' })
      row += 1
      column += 1
    } else if (lengths(row, column + 1) >= lengths(row + 1, column)) {
      marked.push({ text: known[column] ?? '', mark: 'left-out' })
      column += 1
    } else {
      marked.push({ text: lines[row] ?? '', mark: 'changed' })
      row += 1
    }
  return [
    ...marked,
    ...known.slice(column).map((text): PreviewLine => ({ text, mark: 'left-out' })),
    ...lines.slice(row).map((text): PreviewLine => ({ text, mark: 'changed' })),
  ]
}

const isSame = (one: string | undefined, other: string | undefined) =>
  bare(one ?? '') === bare(other ?? '')

/** How many lines both have in common, from each pair of lines to the end. */
function commonLengths(lines: readonly string[], known: readonly string[]) {
  const width = known.length + 1
  const lengths = new Uint16Array((lines.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = lines.length - 1; row >= 0; row -= 1)
    for (let column = known.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] = isSame(lines[row], known[column])
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
  return at
}

/** Drops each left-out line of a stretch for which the same stretch has a changed one. */
function withoutReplaced(lines: readonly PreviewLine[]): readonly PreviewLine[] {
  const kept: PreviewLine[] = []
  for (let from = 0; from < lines.length;) {
    const line = lines[from]
    if (line?.mark === 'same') {
      kept.push(line)
      from += 1
      continue
    }
    const length = lines.slice(from).findIndex(({ mark }) => mark === 'same')
    const stretch = lines.slice(from, length < 0 ? undefined : from + length)
    const changed = stretch.filter(({ mark }) => mark === 'changed')
    const gone = stretch.filter(({ mark }) => mark === 'left-out')
    kept.push(...changed, ...gone.slice(changed.length))
    from += stretch.length
  }
  return kept
}
