/** Text in Markdown: it stays in its line and cell, and nothing in it is markup. */
export function markdownText(text: string): string {
  return oneLine(text).replaceAll(/[\\|`*_<>[\]]/g, String.raw`\$&`)
}

/** Code in Markdown; plain text if a character in it would end the code or its cell. */
export function markdownCode(text: string): string {
  return /[`|]/.test(text) ? markdownText(text) : `\`${oneLine(text)}\``
}

export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

const oneLine = (text: string) => text.replaceAll(/[\r\n]+/g, ' ')
