import type { Issue } from '@/lib/model/issue'

/** A URL or the end of one, as it can be parsed, and what had to be changed. */
interface RepairedUrl {
  readonly url: string
  readonly issues: readonly Issue[]
}

const scheme = /^[a-z][a-z\d+.-]*:(?=\S)/i

/** Maximum lines that a URL is wrapped over. */
const maxLines = 10_000

/**
 * The URL, query or relative URL that a text begins with. Lines that a terminal has wrapped are joined, and raw
 * spaces are encoded; null if the text is something else.
 */
export function repairUrl(text: string): RepairedUrl | null {
  const isUrl = scheme.test(text)
  if (!isUrl && !/^[/?#]/.test(text)) return null
  const lines = text.split(/\r\n?|\n/, maxLines).map((line) => line.trim())
  const end = lines.findIndex((line, at) => at > 0 && !isContinuation(line))
  const joined = lines.slice(0, end < 0 ? undefined : end).join('')
  const around: readonly Issue[] = end < 0 ? [] : [{ code: 'text_around' }]
  if (!/\s/.test(joined)) return { url: joined, issues: around }
  // Without a query, text with spaces that begins like a URL is a sentence.
  if (!/[?#]/.test(joined) || /^urn:/i.test(joined)) return null
  return { url: joined.replaceAll(/\s/g, '%20'), issues: [...around, { code: 'raw_spaces' }] }
}

/** A wrapped line has no space, and does not begin a new URL. */
const isContinuation = (line: string) => !/\s/.test(line) && !/^[a-z][a-z\d+.-]*:\/\//i.test(line)

/** URLs anywhere in a text, without the punctuation that follows them. */
export function urlsIn(text: string): readonly string[] {
  const found = text.match(/(?<![\w+.-])[a-z][a-z\d+.-]{0,60}:\/[^\s"'<>`]+/gi) ?? []
  return [...new Set(found.map((url) => url.replace(/[).,;:!\]]{1,9}$/, '')))]
}
