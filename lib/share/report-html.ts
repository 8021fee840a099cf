import { columns, type ConsentSection } from '@/lib/consent/model'
import { html, nothing, proseHtml, trusted, type Html } from './html'
import type { Report } from './report'
import type { ReportCheck, ReportResult } from './report-checks'
import { messageHtml } from './report-html-message'
import { cellText } from './report-markdown'
import { reportStyle, reportSymbols } from './report-style'
import { sequenceSvg } from './report-svg'
import type { ReportTexts } from './report-texts'

/** A report as one file: without scripts, without requests, for both themes and for paper. */
export function htmlReport(report: Report, language: string, texts: ReportTexts): string {
  const { title, head, messages } = report
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Parley ${head.made.parley}" />
        <style>
          ${trusted(reportStyle)}
        </style>
      </head>
      <body>
        ${trusted(reportSymbols)}
        <a class="skip" href="#checks">${texts.say('skip')}</a>
        <div class="page">
          ${headerHtml(report, texts)}
          <main>
            ${checksHtml(report, texts)} ${consentHtml(report.consent, texts)}
            ${section('sequence', texts, sequenceSvg(report.steps, texts))}
            ${section('messages', texts, html`${messages.map((message) => messageHtml(message, texts))}`)}
            ${section('environment', texts, rowsTable(report.environment))}
            ${redactionHtml(report, texts)}
          </main>
          <footer class="foot">
            ${texts.say('foot', { version: head.made.parley, rules: head.made.rules })}
          </footer>
        </div>
      </body>
    </html> `
  return page.markup
}

function section(id: string, texts: ReportTexts, content: Html): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${texts.say(id)}</h2>
    ${content}
  </section>`
}

const classes = { fail: 'fail', warn: 'warn', pass: 'pass', info: 'neutral', neutral: 'neutral' }

function icon(status: keyof typeof classes): Html {
  const name = classes[status]
  return html`<svg class="st st--${name}" aria-hidden="true"><use href="#i-${name}" /></svg>`
}

function headerHtml(report: Report, texts: ReportTexts): Html {
  const { title, status, summary, counts, facts, note, head, consent } = report
  const kinds = ['fail', 'warn', 'pass', 'neutral'] as const
  const parts = ['checks', ...(consent.length > 0 ? ['consent'] : []), 'sequence', 'messages']
  return html`<header>
    <div class="top">
      <svg aria-hidden="true"><use href="#i-logo" /></svg
      ><span>${texts.say(`mode_${head.mode}`)}</span>
    </div>
    <h1>${icon(status)}<span>${title}</span></h1>
    <p class="lead">${summary}</p>
    <ul class="sum" aria-label="${texts.say('checks')}">
      ${kinds.map((kind) => html`<li>${icon(kind)}<b>${counts[kind]}</b> ${texts.say(`count_${kind}`)}</li>`)}
    </ul>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}${
        note === ''
          ? nothing
          : html`<dt>${texts.say('note')}</dt>
              <dd>${note}</dd>`
      }
    </dl>
    <nav class="toc" aria-label="${texts.say('contents')}">
      ${[...parts, 'environment', 'redaction'].map((id) => html`<a href="#${id}">${texts.say(id)}</a> `)}
    </nav>
  </header>`
}

function checksHtml({ findings, passed, unchecked }: Report, texts: ReportTexts): Html {
  const content = html`${findings.map((check) => checkHtml(check, texts))}
  ${resultsHtml('neutral', unchecked, texts)} ${resultsHtml('pass', passed, texts)}`
  return section('checks', texts, content)
}

function checkHtml(check: ReportCheck, texts: ReportTexts): Html {
  const { mark, status, text, id, about, seen, expected, fix, message } = check
  const subject = about === '' ? nothing : html`<code>${about}</code>: `
  return html`<article class="chk" id="${mark}">
    ${icon(status)}
    <h3>
      ${mark} ${texts.say(`status_${status}`)}:
      ${subject}${text.isProse ? proseHtml(text.text) : html`${text.text}`}
      <span class="id">${id}</span>
    </h3>
    <dl>
      ${factHtml('got', seen === null ? null : html`<code>${seen}</code>`, texts)}
      ${factHtml('expected', expected === null ? null : html`<code>${expected}</code>`, texts)}
      ${factHtml('fix', fix === '' ? null : proseHtml(fix), texts)}
      ${factHtml('clauses', clausesHtml(check, texts), texts)}
      ${factHtml('where', html`<a href="#m${message}">${texts.say('message_number', { number: message })}</a>`, texts)}
    </dl>
  </article> `
}

function factHtml(key: string, value: Html | null, texts: ReportTexts): Html {
  if (value === null) return nothing
  const name = key === 'fix' ? html` class="is-fix"` : nothing
  return html`<dt>${texts.say(key)}</dt><dd${name}>${value}</dd>`
}

function clausesHtml({ clauses, suite }: ReportCheck, texts: ReportTexts): Html | null {
  if (clauses.length + suite.length === 0) return null
  const links = clauses.map(({ text, url }) =>
    url === null ? html`<span>${text}</span> ` : html`<a href="${url}">${text}</a> `,
  )
  const tests = suite.map((name) => html`<code>${name}</code> `)
  return html`${links}${suite.length === 0 ? nothing : html`<span class="suite">${texts.say('suite')}: ${tests}</span>`}`
}

function resultsHtml(
  status: 'neutral' | 'pass',
  results: readonly ReportResult[],
  texts: ReportTexts,
): Html {
  if (results.length === 0) return nothing
  const rows = results.map(
    ({ id, about, text, message }) =>
      html`<tr>
        <td><code>${about}</code></td>
        <td>${proseHtml(text)}</td>
        <td>${id}</td>
        <td class="num"><a href="#m${message}">${message}</a></td>
      </tr>`,
  )
  const heads = ['member', 'result', 'rule', 'message'].map(
    (key) => html`<th scope="col">${texts.say(key)}</th>`,
  )
  return html`<h3 class="group">${texts.say(`count_${status}`)}</h3>
    ${tableOf(heads, rows)}`
}

function consentHtml(sections: readonly ConsentSection[], texts: ReportTexts): Html {
  if (sections.length === 0) return nothing
  return section('consent', texts, html`${sections.map((each) => consentTable(each, texts))}`)
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

function tableOf(heads: readonly Html[], rows: readonly Html[]): Html {
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

function rowsTable(rows: Report['environment']): Html {
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

function redactionHtml({ head }: Report, texts: ReportTexts): Html {
  if (head.mode === 'complete')
    return section('redaction', texts, html`<p>${texts.say('complete')}</p>`)
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
  return section('redaction', texts, content)
}
