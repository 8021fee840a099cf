import { html, nothing, proseHtml, trusted, type Html } from './html'
import type { Report } from './report'
import type { ReportCheck, ReportResult } from './report-result'
import type { ReportLine } from './report-messages'
import type { ShareMode } from './redact'
import { messageHtml } from './report-html-message'
import { consentHtml, redactionHtml, rowsTable, section, tableOf } from './report-html-sections'
import { reportStyle, reportSymbols } from './report-style'
import { sequenceSvg } from './report-svg'
import type { ReportTexts } from './report-texts'

/**
 * Reports as one file: without scripts, without requests, for both themes and for paper. Several flows begin with
 * a table, and their checks are numbered `2.F1`.
 */
export function htmlReport(
  reports: readonly Report[],
  language: string,
  texts: ReportTexts,
): string {
  const [first] = reports
  if (!first) return ''
  const { made } = first.head
  const isOne = reports.length === 1
  const title = isOne ? first.title : texts.say('flows', { count: reports.length })
  const content = isOne
    ? html`${headerHtml(first, texts)}
        <main>${sectionsHtml(first, texts)}</main>`
    : manyHtml(reports.map(numbered), title, texts)
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
        <meta name="generator" content="Parley ${made.parley}" />
        <style>
          ${trusted(reportStyle)}
        </style>
      </head>
      <body>
        ${trusted(reportSymbols)}
        <a class="skip" href="#${isOne ? 'checks' : 'flows'}"
          >${texts.say(isOne ? 'skip' : 'skip_flows')}</a
        >
        <div class="page">
          ${content}
          <footer class="foot">
            ${texts.say('foot', { version: made.parley, rules: made.rules })}
          </footer>
        </div>
      </body>
    </html> `
  return page.markup
}

/** What each section is of: the number of the flow in a file with several, with a full stop. */
type Numbered = Report & { readonly prefix?: string }

/** The report with the number of its flow before each mark. */
function numbered(report: Report, index: number): Numbered {
  const prefix = `${index + 1}.`
  const marked = (lines: readonly ReportLine[]) =>
    lines.map((line) => ({ ...line, marks: line.marks.map((mark) => prefix + mark) }))
  return {
    ...report,
    prefix,
    title: `${prefix} ${report.title}`,
    findings: report.findings.map((check) => ({ ...check, mark: prefix + check.mark })),
    messages: report.messages.map((message) => ({
      ...message,
      headers: marked(message.headers),
      body: marked(message.body),
      jwts: message.jwts.map((jwt) => ({ ...jwt, lines: marked(jwt.lines) })),
    })),
  }
}

function manyHtml(reports: readonly Numbered[], title: string, texts: ReportTexts): Html {
  const [mode = 'safe'] = reports.map(({ head }) => head.mode)
  const heads = ['fact_flow', 'fact_started', 'count_fail', 'count_warn', 'count_pass'].map(
    (key) => html`<th scope="col">${texts.say(key)}</th>`,
  )
  const rows = reports.map(
    ({ prefix = '', title: name, status, started, counts }) =>
      html`<tr>
        <th scope="row">
          <span class="v">${icon(status)}<a href="#${prefix}flow">${name}</a></span>
        </th>
        <td>${started}</td>
        <td class="num">${counts.fail}</td>
        <td class="num">${counts.warn}</td>
        <td class="num">${counts.pass}</td>
      </tr>`,
  )
  return html`<header>
      ${topHtml(mode, texts)}
      <h1>${title}</h1>
    </header>
    <main>
      <section id="flows" aria-label="${title}">${tableOf(heads, rows)}</section>
      ${reports.map(
        (report) =>
          html`<article class="newpage" aria-labelledby="${report.prefix ?? ''}flow">
            ${headerHtml(report, texts)} ${sectionsHtml(report, texts)}
          </article> `,
      )}
    </main>`
}

function sectionsHtml(report: Numbered, texts: ReportTexts): Html {
  const { prefix = '', messages, steps, environment, consent } = report
  const picture = sequenceSvg(steps, texts, prefix)
  return html`${checksHtml(report, texts)} ${consentHtml(consent, texts, prefix)}
  ${section('sequence', texts, html`<figure tabindex="0" aria-label="${texts.say('sequence')}">${picture}</figure>`, prefix)}
  ${section('messages', texts, html`${messages.map((message) => messageHtml(message, texts, prefix))}`, prefix)}
  ${section('environment', texts, rowsTable(environment), prefix)}
  ${redactionHtml(report, texts, prefix)}`
}

const classes = { fail: 'fail', warn: 'warn', pass: 'pass', info: 'neutral', neutral: 'neutral' }

function icon(status: keyof typeof classes): Html {
  const name = classes[status]
  return html`<svg class="st st--${name}" aria-hidden="true"><use href="#i-${name}" /></svg>`
}

function topHtml(mode: ShareMode, texts: ReportTexts): Html {
  return html`<div class="top">
    <svg aria-hidden="true"><use href="#i-logo" /></svg><span>${texts.say(`mode_${mode}`)}</span>
  </div>`
}

function headerHtml(report: Numbered, texts: ReportTexts): Html {
  const { prefix = '', title, status, summary, counts, facts, note, head, consent } = report
  const kinds = ['fail', 'warn', 'pass', 'neutral'] as const
  const parts = ['checks', ...(consent.length > 0 ? ['consent'] : []), 'sequence', 'messages']
  return html`<header>
    ${prefix === '' ? topHtml(head.mode, texts) : nothing}
    <h1 id="${prefix}flow">${icon(status)}<span>${title}</span></h1>
    <p class="lead">${summary}</p>
    <ul class="sum">
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
    <nav class="toc" aria-label="${[texts.say('contents'), prefix].join(' ').trim()}">
      ${[...parts, 'environment', 'redaction'].map((id) => html`<a href="#${prefix}${id}">${texts.say(id)}</a> `)}
    </nav>
  </header>`
}

function checksHtml(report: Numbered, texts: ReportTexts): Html {
  const { prefix = '', findings, passed, unchecked } = report
  const content = html`${findings.map((check) => checkHtml(check, texts, prefix))}
  ${resultsHtml('neutral', unchecked, texts, prefix)} ${resultsHtml('pass', passed, texts, prefix)}`
  return section('checks', texts, content, prefix)
}

function checkHtml(check: ReportCheck, texts: ReportTexts, prefix: string): Html {
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
      ${factHtml('where', html`<a href="#${prefix}m${message}">${texts.say('message_number', { number: message })}</a>`, texts)}
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
  prefix: string,
): Html {
  if (results.length === 0) return nothing
  const rows = results.map(
    ({ id, about, text, message }) =>
      html`<tr>
        <td><code>${about}</code></td>
        <td>${proseHtml(text)}</td>
        <td>${id}</td>
        <td class="num"><a href="#${prefix}m${message}">${message}</a></td>
      </tr>`,
  )
  const heads = ['member', 'result', 'rule', 'message'].map(
    (key) => html`<th scope="col">${texts.say(key)}</th>`,
  )
  return html`<h3 class="group">${texts.say(`count_${status}`)}</h3>
    ${tableOf(heads, rows)}`
}
