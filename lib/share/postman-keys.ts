import type { KeyText } from './profile-import'

/** Keys of a file, and characters of a key, beyond which no more is looked for. */
const limits = { keys: 10, length: 20_000 } as const

const begin = '-----BEGIN '
const label = /^-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----/

/** The private keys in texts, each with the name of the text that it was found in. */
export function findKeys(
  texts: readonly { readonly name: string; readonly text: string }[],
): readonly KeyText[] {
  const found = new Map<string, KeyText>()
  for (const { name, text } of texts) {
    for (const key of [...pemKeys(text), ...jwkKeys(text)]) {
      if (found.size >= limits.keys) return [...found.values()]
      if (!found.has(key)) found.set(key, { name, text: key, kid: null, alg: null })
    }
  }
  return [...found.values()]
}

/** PEM blocks, also those whose lines are ended by the two characters that scripts write. */
function pemKeys(text: string): readonly string[] {
  const keys: string[] = []
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + begin.length)) {
    if (keys.length >= limits.keys) break
    const rest = text.slice(at, at + limits.length)
    const kind = label.exec(rest)?.[1]
    if (kind === undefined) continue
    const ending = `-----END ${kind}-----`
    const end = rest.indexOf(ending)
    if (end < 0) continue
    keys.push(plainLines(rest.slice(0, end + ending.length)))
    at += end
  }
  return keys
}

/** A block as scripts quote it: `\n` in words, or lines in quotes joined by `+`, which base64 has as well. */
function plainLines(block: string): string {
  return block
    .replaceAll(/\\r|\r/g, '')
    .replaceAll(String.raw`\n`, '\n')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\+\s*)?["'`]/, '').replace(/["'`]\s*[+;,]?\s*$/, ''))
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '+')
    .join('\n')
}

function jwkKeys(text: string): readonly string[] {
  const value = text.trim()
  const isJwk = value.startsWith('{') && value.includes('"kty"') && value.includes('"d"')
  return isJwk && value.length < limits.length * limits.keys ? [value] : []
}
