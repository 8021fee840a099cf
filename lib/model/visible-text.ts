import { parseUrl } from './url'

/*
 * Text from outside may contain characters that change how the text around them is read: controls that
 * reverse its direction, characters without width, letters that look like others. They are shown as code
 * points. Nothing else of a text is changed.
 */

/**
 * Everything that draws nothing or draws something else than it says: controls, format characters with the
 * bidirectional ones, other ignorable characters, lone surrogates, private characters, spaces other than the
 * ordinary one. Tab and line end are left.
 *
 * @see [UTS #39](https://www.unicode.org/reports/tr39/)
 */
const hidden =
  /(?![\t\n]|\r\n|(?<=\p{Extended_Pictographic})\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000]/gu

/** Latin letters; letters of scripts that have the same shapes. */
const latin = /\p{Script=Latin}/u
const alike =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}\p{Script=Georgian}\uFF01-\uFF5E\u{1D400}-\u{1D7FF}]/gu
const words = /[\p{L}\p{M}\p{N}\u{1D400}-\u{1D7FF}]+/gu

/** The beginning of a URL with a host that is not in ASCII. */
const namedHost = /\bhttps?:\/\/[^\s/?#\\]*[^\s/?#\\\p{ASCII}⟨⟩][^\s/?#\\]*/giu

/** Most texts are plain ASCII, which needs no further look. */
const plain = /^[\t\n\x20-\x7e]*$/

/**
 * A text that is safe to display. Invisible characters are written as `⟨U+202E⟩`, letters that look
 * like Latin ones in a Latin word get theirs beside them, and a host that is not in ASCII gets its ASCII
 * form. Other characters are unchanged.
 */
export function visibleText(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(namedHost, withAsciiHost)
    .replace(words, (word, at: number, whole: string) =>
      latin.test(word) ? marked(word, whole.startsWith('⟨U+', at + word.length)) : word,
    )
    .replace(hidden, codePoint)
}

/** The text with every character outside of ASCII as a code point, to compare two texts that look alike. */
export function asciiText(text: string): string {
  return plain.test(text) ? text : text.replace(/[^\t\n\x20-\x7e]/gu, codePoint)
}

function withAsciiHost(url: string): string {
  if (url.endsWith('⟩')) return url
  const host = parseUrl(url)?.host ?? ''
  return host === '' || host === url.slice(url.indexOf('//') + 2) ? url : `${url}⟨${host}⟩`
}

/** The word with its look-alike letters marked; the last letter may be marked already. */
function marked(word: string, isLastMarked: boolean): string {
  const last = isLastMarked ? (word.match(/.$/su)?.[0] ?? '') : ''
  return word.slice(0, word.length - last.length).replace(alike, withCodePoint) + last
}

const withCodePoint = (letter: string) => letter + codePoint(letter)

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
}
