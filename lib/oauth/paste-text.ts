import { parseJson } from '@/lib/model/strict-json'

type Unwrap = (text: string) => string

/** Pairs of characters that are copied along with a text. */
const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['<', '>'],
]

const invisible = /[\u200B-\u200D\u2060\uFEFF]/g

/** Each takes away one way in which terminals, chats, editors and web pages wrap or escape a text. */
const wrappings: readonly Unwrap[] = [
  (text) => text.replace(invisible, '').trim(),
  withoutFence,
  (text) =>
    /^["'`“‘<]/.test(text) && /["'`”’>][,;]$/.test(text.slice(-2)) ? text.slice(0, -1) : text,
  fromJsonString,
  withoutLink,
  withoutQuotes,
  fromHtml,
  fromPercentEncoded,
  fromEscapes,
]

/** Wrappings may be nested, but rarely deeper than this. */
const maxRounds = 4

/** The text without what was copied along with it. A text without wrappings is unchanged. */
export function plainPaste(input: string): string {
  let text = input
  for (let round = 0; round < maxRounds; round += 1) {
    const bare = wrappings.reduce((wrapped, unwrap) => unwrap(wrapped), text)
    if (bare === text) break
    text = bare
  }
  return text
}

/** A quote inside the text shows that its first and last one do not belong together. */
function withoutQuotes(text: string): string {
  const inner = text.slice(1, -1)
  const isQuoted = quotes.some(
    ([open, close]) =>
      text.length > 1 && text.startsWith(open) && text.endsWith(close) && !inner.includes(open),
  )
  return isQuoted ? inner : text
}

/** Links of Markdown and of chats with their titles. */
function withoutLink(text: string): string {
  const [, markdown, chat] = /^!?\[[^[\]]*\]\((\S+)\)$|^<([^\s<>|]+)\|[^<>|]*>$/.exec(text) ?? []
  return markdown ?? chat ?? text
}

/** Markdown code fences. */
function withoutFence(text: string): string {
  const fence = /^(?:```|~~~)/.exec(text)?.[0]
  if (fence === undefined || text.length < 2 * fence.length || !text.endsWith(fence)) return text
  const inner = text.slice(fence.length, -fence.length)
  return inner.replace(/^[\w+-]{0,20}[ \t]*\r?\n/, '').trim()
}

function fromJsonString(text: string): string {
  const value = text.startsWith('"') && text.endsWith('"') ? parseJson(text).value : undefined
  return typeof value === 'string' ? value : text
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  '#38': '&',
  '#x26': '&',
  quot: '"',
  '#34': '"',
  '#x22': '"',
  '#39': "'",
  '#x27': "'",
  lt: '<',
  gt: '>',
}

const entity = /&(amp|quot|lt|gt|#38|#x26|#34|#x22|#39|#x27);/gi
const bareAmpersand = /&(?!(?:amp|quot|lt|gt|#38|#x26|#34|#x22|#39|#x27);)/i

/** The source of a page. A text with any other ampersand is not HTML. */
export function fromHtml(text: string): string {
  if (!text.includes('&') || bareAmpersand.test(text)) return text
  return text.replace(entity, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
}

/** A whole URL, or a whole query, that is the value of a parameter. */
function fromPercentEncoded(text: string): string {
  const isEncoded =
    !/[\s?#&=]/.test(text) &&
    (/^[a-z][\w+.-]*%(?:25){0,3}3a/i.test(text) || /^[\w.-]+%(?:25){0,3}3d/i.test(text))
  if (!isEncoded) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Escapes of JSON and of shells in a text that has lost its quotes. */
function fromEscapes(text: string): string {
  if (!text.includes('\\') || /^[{["]/.test(text)) return text
  return text
    .replaceAll(/\\u0026/gi, '&')
    .replaceAll(/\\u003d/gi, '=')
    .replaceAll(/\\([/?&=#])/g, '$1')
}
