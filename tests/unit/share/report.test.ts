import { Window } from 'happy-dom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { htmlReport } from '@/lib/share/report-html'
import { sequenceFile } from '@/lib/share/report-svg'
import { markdownReport } from '@/lib/share/report-markdown'
import { consentFlows } from '../../samples/consents'
import { reportFor, texts } from '../../samples/report'
import { flowWithSecrets } from '../../samples/shared-flow'
import { flowWith } from '../../samples/held'

/** A flow with a failure, a warning, a passed and an unchecked check. */
function checkedFlow(seen = 'Bearer'): Flow {
  const flow = flowWithSecrets()
  const base = { on: 'token-response', of: 'message', refs: ['RFC6749-5.1'] } as const
  const results = [
    {
      ...base,
      id: 'tr-token-type',
      about: 'token_type',
      outcome: 'failed',
      severity: 'warn',
      findings: [{ code: 'missing', seen }],
    },
    {
      ...base,
      id: 'tr-access-token-present',
      about: 'access_token',
      outcome: 'failed',
      severity: 'fail',
      findings: [{ code: 'missing', seen, expected: 'a | b' }],
    },
    {
      ...base,
      id: 'tr-expires-in',
      about: 'expires_in',
      outcome: 'passed',
      severity: 'fail',
      findings: [],
    },
    {
      ...base,
      id: 'tr-scope',
      about: 'scope',
      outcome: 'not-observed',
      severity: 'fail',
      findings: [],
    },
  ] as unknown as EndpointResponse['results']
  const messages = flow.messages.map((message) =>
    message.id === 'm4' ? ({ ...message, results } as typeof message) : { ...message, results: [] },
  )
  return { ...flow, messages }
}

function parsed(markup: string) {
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.write(markup)
  return document
}

describe('a report', () => {
  const report = reportFor(checkedFlow())

  test('has the worst first, with marks, and counts', () => {
    expect(report.findings.map(({ mark, about }) => `${mark} ${about}`)).toEqual([
      'F1 access_token',
      'W1 token_type',
    ])
    expect(report.status).toBe('fail')
    expect(report.counts).toEqual({ fail: 1, warn: 1, info: 0, pass: 1, neutral: 1 })
    expect(report.findings[1]?.suite.length).toBeGreaterThan(0)
  })

  test('marks the lines that a check is about', () => {
    const marked = report.messages[3]?.body.filter(({ marks }) => marks.length > 0)
    expect(
      marked?.map(({ text, marks }) => `${text.trim().split(':')[0]} ${marks.join()}`),
    ).toEqual(['"access_token" F1', '"token_type" W1'])
  })

  test('counts what it leaves out of a long body', () => {
    const [message] = flowWithSecrets().messages.slice(-1)
    const long = { ...message, body: 'x'.repeat(20_000) } as Flow['messages'][number]
    expect(reportFor(flowWith([long])).messages[0]?.left).toBe(20_000 - 8192)
  })

  test('shows characters that one cannot see', () => {
    const [message] = flowWithSecrets().messages.slice(-1)
    const body = '{"name":"\u202Eevil\u200B"}'
    const hostile = reportFor(flowWith([{ ...message, body } as Flow['messages'][number]]))
    for (const written of [markdownReport([hostile], texts), htmlReport([hostile], 'en', texts)]) {
      expect(written).not.toMatch(/[\u202E\u200B]/)
      expect(written).toContain('⟨U+202E⟩')
    }
  })

  test('of an empty flow is one, too', () => {
    const empty = reportFor(flowWith([]))
    expect(empty.status).toBe('neutral')
    expect(markdownReport([empty], texts)).toContain('Not checked: Accounts')
    expect(htmlReport([empty], 'en', texts)).toContain('</html>')
  })
})

describe('Markdown', () => {
  const text = markdownReport([reportFor(checkedFlow())], texts)

  test('has checks, sequence, messages and environment', () => {
    for (const part of [
      '# Failed: Accounts',
      '### F1 `access_token`: ',
      '- Got: `Bearer`',
      '- Fix: ',
      '## Sequence',
      '### 4 ',
      '← F1',
      '## Environment',
      '`code-1`',
    ])
      expect(text).toContain(part)
  })

  test('has the consent as a table', () => {
    const flow = Object.values(consentFlows)[0] as Flow
    expect(markdownReport([reportFor(flow)], texts)).toContain(
      '| Name | Requested | Granted | Now |',
    )
  })

  test('never lets a value be markup', () => {
    const hostile = reportFor(checkedFlow('`x` | <img src=x> [a](javascript:1)\n# title'), '<b>*x*')
    const written = markdownReport([hostile], texts)
    expect(written).not.toMatch(/^# title/m)
    expect(written).not.toMatch(/(?<!\\)<img/)
    expect(written).not.toMatch(/(?<!\\)\[a\]/)
    expect(written).toContain('# Failed: \\<b\\>\\*x\\*')
  })

  test('never lets a body end its fence', () => {
    const [message] = flowWithSecrets().messages.slice(-1)
    const body = 'a\n````\n# out\n```'
    const written = markdownReport(
      [reportFor(flowWith([{ ...message, body } as Flow['messages'][number]]))],
      texts,
    )
    expect(written).toContain('`````\n200')
  })
})

const allowed = new Set(
  'html head meta title style body svg symbol path circle a div header span h1 h2 h3 p ul li b dl dt dd nav main section article code table thead tbody tr th td pre figure line text footer use desc'.split(
    ' ',
  ),
)

describe('HTML', () => {
  const markup = htmlReport([reportFor(checkedFlow())], 'en', texts)

  test('has no script and loads nothing', () => {
    expect(markup).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|@import|url\(|\ssrc=|style="/i)
    expect(markup).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  test('has its links at targets that exist', () => {
    const document = parsed(markup)
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const link of document.querySelectorAll('a[href^="#"], use[href^="#"]'))
      expect(ids).toContain(link.getAttribute('href')?.slice(1))
  })

  test('has headings in order, a language and names for its pictures', () => {
    const document = parsed(markup)
    expect(document.documentElement.getAttribute('lang')).toBe('en')
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    expect(document.querySelector('figure svg title')?.textContent).toBe('Sequence')
    expect(document.querySelector('#F1 h3')?.textContent).toContain('Failed')
  })

  test('keeps a line for each line of a body', () => {
    expect(markup).toMatch(/&quot;expires_in&quot;: 300,\n/)
  })

  test('escapes every value, wherever it is', () => {
    const hostile = fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      `' onload='alert(1)`,
      '</style></pre><svg onload=alert(1)>',
      ']]><!--',
      '&lt;script&gt;',
      '\u0000\u0008\uD800',
    )
    const place = fc.constantFrom('seen', 'name', 'body', 'header', 'url', 'param')
    fc.assert(
      fc.property(hostile, place, (value, where) => {
        const flow = checkedFlow(where === 'seen' ? value : 'x')
        const messages = flow.messages.map((message) => ({
          ...message,
          ...(where === 'url' && 'url' in message && { url: `https://x.test/${value}` }),
          ...(where === 'body' && 'body' in message && { body: value }),
          ...(where === 'header' && 'headers' in message && { headers: [[value, value]] }),
          ...(where === 'param' && 'params' in message && { params: [[value, value]] }),
        })) as Flow['messages']
        const report = reportFor({ ...flow, messages }, where === 'name' ? value : 'x')
        const document = parsed(htmlReport([report], 'en', texts))
        for (const element of document.querySelectorAll('*')) {
          expect(allowed).toContain(element.tagName.toLowerCase())
          for (const { name } of element.attributes) expect(name).not.toMatch(/^on/)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('HTML of several flows', () => {
  const markup = htmlReport([reportFor(checkedFlow()), reportFor(checkedFlow(), 'B')], 'en', texts)

  test('begins with a table of the flows, whose checks have the number of the flow', () => {
    const document = parsed(markup)
    const links = [...document.querySelectorAll('#flows th a')].map((link) => link.textContent)
    expect(links).toEqual(['1. Failed: Accounts', '2. Failed: B'])
    expect(document.querySelector('[id="2.F1"] h3')?.textContent).toContain('2.F1 Failed')
    expect(document.querySelector('[data-f="2.F1"]')?.textContent).toContain('access_token')
  })

  test('has every id once, and its links lead to ids', () => {
    const document = parsed(markup)
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const link of document.querySelectorAll('a[href^="#"]'))
      expect(ids).toContain(link.getAttribute('href')?.slice(1))
    for (const named of document.querySelectorAll('[aria-labelledby]'))
      for (const id of named.getAttribute('aria-labelledby')?.split(' ') ?? [])
        expect(ids).toContain(id)
  })
})

test('the picture of the sequence is a file of its own, with its description', () => {
  const { steps } = reportFor(checkedFlow())
  const picture = sequenceFile(steps, texts)
  expect(picture).toMatch(/<desc id="sequence-text"\s*>\s*1\. Browser to Server, /)
  expect(picture.match(/class="a"/g)).toHaveLength(steps.length)
})
