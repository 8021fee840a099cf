import { Window } from 'happy-dom'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { toCurl } from '@/lib/share/curl'
import { formats } from '@/lib/share/formats'
import { harOf } from '@/lib/share/har'
import { junitOf } from '@/lib/share/junit'
import { mermaidOf } from '@/lib/share/mermaid'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { sarifOf } from '@/lib/share/sarif'
import { stepsOf } from '@/lib/share/sequence'
import { htmlReport } from '@/lib/share/report-html'
import { markdownReport } from '@/lib/share/report-markdown'
import { writeFlowFile } from '@/lib/share/flow-file'
import { reportFor, safeHead, texts } from '../../samples/report'
import { encodingsOf, flowWithSecrets, planted } from '../../samples/shared-flow'

const flow = flowWithSecrets()
const by = safeHead.made

interface Har {
  readonly log: {
    readonly version: string
    readonly pages: readonly { readonly id: string }[]
    readonly entries: readonly {
      readonly pageref: string
      readonly startedDateTime: string
      readonly time: number
      readonly timings: Readonly<Record<string, number>>
      readonly request: Readonly<Record<string, unknown>>
      readonly response: Readonly<Record<string, unknown>>
    }[]
  }
}

describe('HAR', () => {
  const { log } = JSON.parse(harOf([flow], by)) as Har

  test('has the members that HAR 1.2 requires', () => {
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'Parley', version: '1.0.0' } })
    expect(log.entries).toHaveLength(4)
    for (const { pageref, startedDateTime, time, timings, request, response } of log.entries) {
      expect(log.pages.map(({ id }) => id)).toContain(pageref)
      expect(Number.isNaN(Date.parse(startedDateTime))).toBe(false)
      expect(timings['send']! + timings['wait']! + timings['receive']!).toBe(time)
      for (const name of [
        'method',
        'url',
        'httpVersion',
        'cookies',
        'headers',
        'queryString',
        'headersSize',
        'bodySize',
      ])
        expect(request).toHaveProperty(name)
      for (const name of [
        'status',
        'statusText',
        'httpVersion',
        'cookies',
        'headers',
        'content',
        'redirectURL',
        'headersSize',
        'bodySize',
      ])
        expect(response).toHaveProperty(name)
    }
  })

  test('has each request with its response', () => {
    expect(log.entries[2]).toMatchObject({
      time: 214,
      request: { method: 'POST', postData: { text: expect.stringContaining('grant_type=') } },
      response: { status: 200, content: { mimeType: 'application/json' } },
    })
  })
})

describe('JUnit XML', () => {
  const xml = junitOf([reportFor(flow), reportFor(flow, 'a "b" <c> & \u0001')], texts)

  test('is well-formed, and its counts are right', () => {
    const { DOMParser } = new Window()
    const document = new DOMParser().parseFromString(xml, 'application/xml')
    expect(document.querySelector('parsererror')).toBeNull()
    const suites = [...document.querySelectorAll('testsuite')]
    expect(suites).toHaveLength(2)
    for (const suite of suites) {
      expect(suite.querySelectorAll('testcase')).toHaveLength(Number(suite.getAttribute('tests')))
      expect(suite.querySelectorAll('testcase:has(failure)')).toHaveLength(
        Number(suite.getAttribute('failures')),
      )
    }
    expect(xml).toContain(
      '<testsuites name="Parley" tests="2" failures="2" skipped="0" errors="0">',
    )
    expect(xml).toContain('name="a &quot;b&quot; &lt;c&gt; &amp; ⟨U+0001⟩"')
  })

  test('has only balanced tags, whatever the values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const written = junitOf([reportFor(flow, name)], texts)
        expect(written.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
        const open: string[] = []
        for (const [, end, tag, closed] of written.matchAll(/<(\/?)([a-z-]+)[^<>]*?(\/?)>/g)) {
          if (end) expect(open.pop()).toBe(tag)
          else if (!closed) open.push(tag ?? '')
        }
        expect(open).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('SARIF has its results with their rules', () => {
  const log = JSON.parse(sarifOf([reportFor(flow)])) as {
    readonly version: string
    readonly runs: readonly {
      readonly tool: {
        readonly driver: {
          readonly name: string
          readonly rules: readonly { readonly id: string }[]
        }
      }
      readonly results: readonly {
        readonly ruleId: string
        readonly ruleIndex: number
        readonly level: string
        readonly message: { readonly text: string }
      }[]
    }[]
  }
  expect(log.version).toBe('2.1.0')
  const [run] = log.runs
  expect(run?.results).toMatchObject([{ ruleId: 'tr-token-type', level: 'error' }])
  for (const { ruleId, ruleIndex, message } of run?.results ?? []) {
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(message.text).not.toBe('')
  }
})

test('cURL has each request of the client, with variables in the place of secrets', () => {
  const { flows } = redactFlows([flow], defaultRedaction)
  const head = safeHead
  const text = formats.curl.write({ flows, head, reports: () => [], texts, language: 'en' })
  expect(text.match(/^curl /gm)).toHaveLength(
    flow.messages.filter(({ kind }) => /^(?!authorization).*-request$/.test(kind)).length,
  )
  expect(text).toContain('# token-request')
  expect(text).toContain("# export CLIENT_CREDENTIALS=''")
  for (const secret of Object.values(planted)) expect(text).not.toContain(secret)
})

describe('Mermaid', () => {
  test('has the steps as arrows', () => {
    const text = mermaidOf(stepsOf(flow, texts), texts)
    expect(text.split('\n').slice(0, 8)).toEqual([
      'sequenceDiagram',
      '  participant client as Client',
      '  participant browser as Browser',
      '  participant server as Server',
      '  browser->>server: Authorization request GET /auth',
      '  browser-->>client: Authorization response 303',
      '  client->>server: Token request POST /token',
      '  server-->>client: Token response 200',
    ])
  })

  test('has one statement a line, whatever the values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const messages = flow.messages.map((message) =>
          'url' in message ? { ...message, url: path } : message,
        ) as Flow['messages']
        const lines = mermaidOf(stepsOf({ ...flow, messages }, texts), texts)
          .trimEnd()
          .split('\n')
        for (const line of lines.slice(4))
          expect(line).toMatch(
            /^ {2}(?:client|browser|server)--?>>(?:client|browser|server): (?:[^#;:]|#\d+;)+$/,
          )
      }),
      { numRuns: 100 },
    )
  })
})

const secretText = fc
  .string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 60 })
  .map((text) => text.replaceAll(/[\s;]/g, '_'))
  .filter((text) => /[a-z].*\d|\d.*[a-z]/i.test(text))

test('no secret is in any format of a safe export, for 50 generated flows', () => {
  const values = fc.record({
    code: secretText,
    accessToken: secretText,
    refreshToken: secretText,
    verifier: secretText,
    secret: secretText,
    sub: secretText,
  })
  fc.assert(
    fc.property(values, (change) => {
      const secrets = { ...planted, ...change }
      const { flows, receipt, text } = redactFlows([flowWithSecrets(secrets)], defaultRedaction)
      const [safe] = flows as [Flow]
      const head = { ...safeHead, redaction: receipt }
      const report = { ...reportFor(safe, text(`code ${secrets.code}`)), head }
      const requests = safe.messages.flatMap((message) =>
        'certificate' in message ? toCurl(message, { secrets: true, shell: 'posix' }) : [],
      )
      const outputs = [
        writeFlowFile(flows, head),
        harOf(flows, by),
        markdownReport([report], texts),
        htmlReport([report], 'en', texts),
        junitOf([report], texts),
        sarifOf([report]),
        mermaidOf(stepsOf(safe, texts), texts),
        ...requests,
      ].join('\n')
      const found = Object.values(secrets)
        .flatMap((value: string) => encodingsOf(value))
        .filter((form) => outputs.includes(form))
      expect(found).toEqual([])
    }),
    { numRuns: 50 },
  )
})
