import { html, nothing, type Html } from './html'
import type { ReportLine, ReportMessage } from './report-messages'
import type { ReportTexts } from './report-texts'

/** A message of a report, with its headers, body and decoded tokens. */
export function messageHtml(message: ReportMessage, texts: ReportTexts, prefix = ''): Html {
  const { number, name, head, offset, headers, body, left, jwts } = message
  return html`<article class="msg" id="${prefix}m${number}">
    <header>
      <h3>${number} ${name}</h3>
      <span class="mono">${head}</span><span class="end">${(offset / 1000).toFixed(3)} s</span>
    </header>
    ${linesHtml(headers)}${linesHtml(body)}${left > 0 ? html`<p class="note">${texts.say('cut', { count: left })}</p>` : nothing}${jwts.map(
      (jwt) =>
        html`<div class="jwt">
          <p><code>${jwt.name}</code> ${texts.say('decoded')}</p>
          ${linesHtml(jwt.lines)}
        </div>`,
    )}
  </article> `
}

function linesHtml(lines: readonly ReportLine[]): Html {
  return lines.length === 0 ? nothing : html`<pre>${lines.map(lineHtml)}</pre>`
}

const separators: Readonly<Record<ReportLine['kind'], string>> = {
  header: ': ',
  parameter: '=',
  text: '',
}

/** A line that a check is about has a bar and the mark of the check. A warning has a double bar. */
function lineHtml({ kind, name, text, marks }: ReportLine): Html {
  const named = name === '' ? nothing : html`<span class="h">${name}${separators[kind]}</span>`
  const line = html`${named}${text}`
  if (marks.length === 0) return html`${line}${'\n'}`
  const isFailure = marks.some((mark) => mark.includes('F'))
  return html`<span class="bad${isFailure ? '' : ' bad--w'}" data-f="${marks.join(' ')}"
    >${line}</span
  >`
}
