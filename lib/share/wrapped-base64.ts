/** The fewest characters of base64 in a line that continues in the next one. */
const minLine = 40

const isBase64 = (code: number) =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  code === 0x2b ||
  code === 0x2d ||
  code === 0x2f ||
  code === 0x5f

/** Where the base64 at the end of a line starts. */
function startOfRun(line: string, end: number): number {
  let start = end
  while (start > 0 && isBase64(line.charCodeAt(start - 1))) start -= 1
  return start
}

/** Where the base64 at the start of a line ends, its padding included. */
function endOfRun(line: string): number {
  let end = 0
  while (end < line.length && isBase64(line.charCodeAt(end))) end += 1
  const padded = Math.min(end + 2, line.length)
  while (end < padded && line[end] === '=') end += 1
  return end
}

/**
 * A text in which base64 with line breaks, as in mail, is one line where `replace` changes it. Other text may be before
 * it in its first line and after it in its last one.
 */
export function unwrapped(text: string, replace: (run: string) => string): string {
  if (!text.includes('\n')) return text
  const written: string[] = []
  let before = ''
  let block: string[] = []
  const end = (after: string) => {
    if (block.length === 0) return
    const run = block.join('').replaceAll('\r', '')
    const replaced = block.length > 1 ? replace(run) : run
    written.push(before + (replaced === run ? block.join('\n') : replaced) + after)
    block = []
  }
  for (const line of text.split('\n')) {
    const last = line.endsWith('\r') ? line.length - 1 : line.length
    const start = startOfRun(line, last)
    const isLong = last - start >= minLine
    const run = block.length > 0 ? endOfRun(line) : 0
    if (run > 0 && !(isLong && start === 0)) {
      block.push(line.slice(0, run))
      end(line.slice(run))
    } else if (isLong && (block.length === 0 || start === 0)) {
      if (block.length === 0) before = line.slice(0, start)
      block.push(line.slice(start))
    } else {
      end('')
      written.push(line)
    }
  }
  end('')
  return written.join('\n')
}
