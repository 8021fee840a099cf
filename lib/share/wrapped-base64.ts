/** A whole line of base64, and its last one. */
const line = /^[\w+/-]{40,}\r?$/
const last = /^[\w+/-]*={0,2}\r?$/

/** A text in which base64 with line breaks, as in mail, is one line where `replace` changes it. */
export function unwrapped(text: string, replace: (run: string) => string): string {
  if (!text.includes('\n')) return text
  const written: string[] = []
  let block: string[] = []
  const end = () => {
    const run = block.join('').replaceAll('\r', '')
    const replaced = block.length > 1 ? replace(run) : run
    written.push(...(replaced === run ? block : [replaced]))
    block = []
  }
  for (const each of text.split('\n')) {
    if (line.test(each)) block.push(each)
    else if (block.length > 0 && last.test(each)) {
      block.push(each)
      end()
    } else {
      end()
      written.push(each)
    }
  }
  end()
  return written.join('\n')
}
