import { visibleText } from '@/lib/model/visible-text'

/** Text that is HTML already. Only `html` and `trusted` make it. */
export interface Html {
  readonly markup: string
}

type Part = string | number | Html | readonly Html[]

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Controls that HTML does not allow are shown as U+FFFD. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\uFDD0-\uFDEF\uFFFE\uFFFF]/gu

/** The text as HTML, also inside quoted attributes. Characters that one cannot see are shown as code points. */
export function escapeHtml(text: string): string {
  return visibleText(text)
    .toWellFormed()
    .replaceAll(forbidden, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
}

/** HTML with values. Every value is escaped unless it is HTML from here. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.map((text, at) => text + (at < parts.length ? written(parts[at]) : ''))
  return { markup: markup.join('') }
}

function written(part: Part | undefined): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** HTML of Parley itself, such as a style sheet. Never with anything from outside. */
export function trusted(markup: string): Html {
  return { markup }
}

export const nothing: Html = { markup: '' }

/** Text of the locale: what is between backticks is code. */
export function proseHtml(text: string): Html {
  return {
    markup: text
      .split('`')
      .map((part, at) => (at % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
      .join(''),
  }
}
