import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { NegativeTest } from '@/lib/model/probe'
import { probes } from '@/lib/oauth/probes/table'
import { junitOf } from '@/lib/share/junit'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { htmlReport } from '@/lib/share/report-html'
import { markdownReport } from '@/lib/share/report-markdown'
import { sarifOf } from '@/lib/share/sarif'
import { reportFor, texts } from '../../samples/report'
import { flowWithSecrets } from '../../samples/shared-flow'

const tested = (negativeTest: NegativeTest): Flow => ({ ...flowWithSecrets(), negativeTest })
const step = { step: 'S03', isBaseline: false } as const
const accepted = reportFor(tested({ ...step, outcome: 'accepted', status: 'fail' }))
const refused = reportFor(tested({ ...step, outcome: 'refused', status: 'pass' }))
const notJudged = reportFor(tested({ ...step, outcome: 'not-judged', status: 'neutral' }))
const what = 'a request without `code_challenge`'

interface Sarif {
  readonly runs: readonly { readonly results: readonly Readonly<Record<string, unknown>>[] }[]
}
const sarif = (report: typeof accepted) =>
  (JSON.parse(sarifOf([report])) as Sarif).runs[0]?.results.filter(({ ruleId }) => ruleId === 'S03')

describe('a negative test that the server fails', () => {
  test('is the first finding, with the clause, the tests of the suite and what to do', () => {
    expect(accepted.findings[0]).toMatchObject({
      mark: 'F1',
      id: 'S03',
      text: { text: `The server accepted ${what}` },
      suite: expect.arrayContaining([expect.stringContaining('pkce')]),
    })
    expect(accepted.findings[0]?.clauses.length).toBeGreaterThan(0)
    expect(accepted.findings[0]?.fix).toMatch(/^Reject the request with/)
    expect(accepted.status).toBe('fail')
  })

  test('marks no line of a message, because it is about the whole request', () => {
    const lines = accepted.messages.flatMap(({ body, jwts }) => [
      ...body,
      ...jwts.flatMap((jwt) => jwt.lines),
    ])
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.flatMap(({ marks }) => marks)).not.toContain('F1')
  })

  test('is in every format', () => {
    const html = htmlReport([accepted], 'en', texts)
    expect(html).toContain('The server accepted a request without <code>code_challenge</code>')
    expect(html).toContain('Negative test')
    expect(markdownReport([accepted], texts)).toContain('S03')
    const xml = junitOf([accepted], texts)
    expect(xml).toMatch(/<testcase [^>]*name="S03"[^>]*><failure type="S03"/)
    expect(sarif(accepted)).toMatchObject([{ level: 'error' }])
  })
})

describe('a negative test that is not a finding', () => {
  test('passed: a test case without failure, and a result of the kind pass', () => {
    expect(refused.passed[0]).toMatchObject({
      id: 'S03',
      text: `The server refused ${what}, as expected`,
    })
    expect(junitOf([refused], texts)).toMatch(/<testcase [^>]*name="S03"[^>]*\/>/)
    expect(sarif(refused)).toMatchObject([{ kind: 'pass', level: 'none' }])
    expect(htmlReport([refused], 'en', texts)).toContain('S03')
  })

  test('not judged: skipped, and open', () => {
    expect(notJudged.unchecked[0]).toMatchObject({ id: 'S03' })
    expect(junitOf([notJudged], texts)).toMatch(/<testcase [^>]*name="S03"[^>]*><skipped/)
    expect(sarif(notJudged)).toMatchObject([{ kind: 'open', level: 'none' }])
  })

  test('the request without the change, or an ordinary flow, has none', () => {
    for (const flow of [tested({ step: 'S03', isBaseline: true }), flowWithSecrets()])
      expect(reportFor(flow).probe).toBeNull()
  })
})

test('each step has its sentence under every outcome', () => {
  for (const { id } of probes.flatMap(({ steps }) => steps))
    for (const outcome of ['refused', 'refused-otherwise', 'accepted', 'not-judged'] as const)
      for (const status of ['pass', 'warn', 'fail', 'neutral'] as const) {
        const { probe } = reportFor(tested({ step: id, isBaseline: false, outcome, status }))
        expect(JSON.stringify(probe)).not.toContain('{what}')
        expect(probe).not.toBeNull()
      }
})

test('a safe file keeps the names of the steps', () => {
  for (const { id } of probes.flatMap(({ steps }) => steps)) {
    const [flow] = redactFlows([tested({ step: id, isBaseline: false })], defaultRedaction).flows
    expect(flow?.negativeTest?.step).toBe(id)
  }
})

test('a step of a newer version is named by its id', () => {
  const report = reportFor(
    tested({ step: 'S99', isBaseline: false, outcome: 'accepted', status: 'fail' }),
  )
  expect(report.findings[0]?.text.text).toBe('The server accepted S99')
})
