import type { KeyText } from './profile-import'

/** The maximum keys of a file and the maximum characters of a key. */
const limits = { keys: 10, length: 20_000 } as const

const begin = '-----BEGIN '
const label = /^-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----/

/** The private keys in texts, each with the name of its text. */
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

/** PEM blocks, including those with escaped line breaks as in scripts. */
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

/**
 * A block as quoted in scripts: with an escaped `
 * `, or quoted lines joined by `+`, which is also a base64 character.
 */
function plainLines(block: string): string {
  return block
    .replaceAll(/\\r|\r/g, '')
    .replaceAll(String.raw`\n`, '\n')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\+\s*)?["'`]/, '').replace(/["'`]\s*(?:[+;,]\s*)?$/, ''))
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '+')
    .join('\n')
}

function jwkKeys(text: string): readonly string[] {
  const value = text.trim()
  const isJwk = value.startsWith('{') && value.includes('"kty"') && value.includes('"d"')
  return isJwk && value.length < limits.length * limits.keys ? [value] : []
}
