import { columns, type ConsentSection } from '@/lib/consent/model'
import { html, nothing, type Html } from './html'
import type { Report } from './report'
import { cellText } from './report-markdown'
import type { ReportTexts } from './report-texts'

/** A section with its heading. With several flows in a file, the prefix is the number of the flow. */
export function section(id: string, texts: ReportTexts, content: Html, prefix = ''): Html {
  const flow = prefix === '' ? '' : ` ${prefix}flow`
  return html`<section aria-labelledby="${prefix}${id}${flow}">
    <h2 id="${prefix}${id}">${texts.say(id)}</h2>
    ${content}
  </section>`
}

export function consentHtml(
  sections: readonly ConsentSection[],
  texts: ReportTexts,
  prefix: string,
): Html {
  if (sections.length === 0) return nothing
  return section(
    'consent',
    texts,
    html`${sections.map((each) => consentTable(each, texts))}`,
    prefix,
  )
}

function consentTable({ title, rows }: ConsentSection, texts: ReportTexts): Html {
  const lines = rows.map(
    ({ member, cells }) =>
      html`<tr>
        <th scope="row"><code>${member}</code></th>
        ${columns.map((column) => html`<td>${cellText(cells[column], texts)}</td>`)}
      </tr>`,
  )
  const heads = ['member', ...columns].map((key) => html`<th scope="col">${texts.say(key)}</th>`)
  return html`${title === '' ? nothing : html`<h3 class="group"><code>${title}</code></h3>`}
  ${tableOf(heads, lines)}`
}

export function tableOf(heads: readonly Html[], rows: readonly Html[]): Html {
  return html`<table class="small">
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

export function rowsTable(rows: Report['environment']): Html {
  const lines = rows.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row" class="k">${name}</th>
        <td>${value}</td>
      </tr>`,
  )
  return html`<table class="small">
    <tbody>
      ${lines}
    </tbody>
  </table>`
}

export function redactionHtml({ head }: Report, texts: ReportTexts, prefix: string): Html {
  if (head.mode === 'complete')
    return section('redaction', texts, html`<p>${texts.say('complete')}</p>`, prefix)
  const heads = ['replaced_by', 'kind', 'values', 'places'].map(
    (key) => html`<th scope="col">${texts.say(key)}</th>`,
  )
  const rows = head.redaction.map(
    ({ stem, of, values, places }) =>
      html`<tr>
        <th scope="row" class="mono">
          ${stem}-1${values > 1 ? html` – ${stem}-${values}` : nothing}
        </th>
        <td>${texts.say(`of_${of}`)}</td>
        <td class="num">${values}</td>
        <td class="num">${places}</td>
      </tr>`,
  )
  const content = html`<p>${texts.say('before')}</p>
    ${tableOf(heads, rows)}`
  return section('redaction', texts, content, prefix)
}
