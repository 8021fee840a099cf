import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { Checks } from '@/components/ui/checks'
import { judge } from '@/lib/rules/run'
import { knowing, tokenResponse } from '../../rules/answers'
import { response, success, unknown } from '../../rules/artefacts'
import { uncheckedText } from '@/components/ui/unchecked-text'
import type { RuleResult } from '@/lib/model/rule-result'
import { tData } from '@/lib/i18n'
import { result } from '../popup/samples'

/** The checks of a response that grants these, where those were requested. */
function renderGrant(requested: object, granted: object) {
  const authorizationDetails = JSON.stringify([requested])
  const context = knowing({ requested: { ...unknown.requested, authorizationDetails } })
  const artefact = tokenResponse({ authorization_details: [granted] }, {}, { context })
  const results = judge('token-response', artefact, 'ofm').filter(
    ({ id }) => id === 'tr-authorization-details',
  )
  render(<Checks checked={results.map(asChecked)} />)
}

const asChecked = (each: RuleResult) => ({ result: each })
const textOf = (role: string) => screen.getAllByRole(role).map((each) => each.textContent)
const account = { type: 'account', permissions: ['a', 'b'] }

describe('the check of a grant', () => {
  test('has a fix for each finding, and where it is', () => {
    renderGrant(account, { type: 'account', permissions: ['a', 'c'], id: 'x' })
    expect(screen.getAllByRole('heading', { level: 4 }).map((each) => each.textContent)).toEqual([
      'Grants more than requested',
      'Grants less than requested',
      'Contains members that the server added',
    ])
    const values = textOf('definition')
    expect(values).toEqual(
      expect.arrayContaining([
        'permissions: c',
        'permissions: b',
        'id',
        "Use only what was requested, and report the additional access to the server's operator.",
        'Check which access was refused; the app must work without it.',
        'No action needed: the server added the named members.',
      ]),
    )
    expect(values).not.toContain(
      'Compare the grant with the request, and use only what was granted.',
    )
  })

  test('has the values of a finding next to its fix', () => {
    renderGrant(account, { type: 'account', permissions: ['a', 'c'], id: 'x' })
    const [more, less] = screen
      .getAllByRole('heading', { level: 4 })
      .map((each) => each.parentElement?.nextElementSibling?.textContent)
    expect(more).toMatch(/permissions: c.*report the additional access/)
    expect(less).toMatch(/permissions: b.*Check which access was refused/)
  })

  test('with nothing but additions is a folded note', async () => {
    renderGrant(account, { ...account, id: 'x' })
    expect(screen.queryByRole('definition')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /^Notes 1/ }))
    expect(screen.getByRole('heading', { level: 4 }).textContent).toBe(
      'Contains members that the server added',
    )
    expect(textOf('definition')).toContain('id')
  })

  test('that is the same is one line', async () => {
    renderGrant(account, account)
    expect(screen.getByText('1 check passed')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Passed 1/ }))
    expect(screen.getByRole('listitem').textContent).toContain('Same as requested')
  })

  test('of a rule with one fix has that fix', () => {
    const results = judge('token-response', tokenResponse({ expires_in: '600' }), 'ofm').filter(
      ({ id }) => id === 'tr-expires-in',
    )
    render(<Checks checked={results.map(asChecked)} />)
    expect(screen.getByText('Fix').nextSibling?.textContent).toBeTruthy()
  })
})

describe('the groups', () => {
  const of = (outcome: RuleResult['outcome'], more: Partial<RuleResult> = {}): RuleResult => ({
    ...result('idt-aud', outcome),
    ...more,
  })
  const many = [
    of('passed', { id: 'idt-iss', of: 'id_token' }),
    of('failed', { severity: 'info', findings: [{ code: 'missing' }] }),
    of('failed', { severity: 'warn', findings: [{ code: 'missing' }] }),
    of('not-observed'),
    of('crashed', { findings: [{ code: 'crashed' }] }),
    of('failed', { findings: [{ code: 'differs', seen: 'client-1', expected: 'client-2' }] }),
  ]
  const draw = (results: readonly RuleResult[]) =>
    render(<Checks checked={results.map(asChecked)} />)

  test('are failed, warnings, notes, not checked and passed; what needs no one is folded', () => {
    draw(many)
    const heads = screen.getAllByRole('button', { name: /\d/ })
    expect(heads.map((each) => [each.textContent, each.getAttribute('aria-expanded')])).toEqual([
      ['Failed1', 'true'],
      ['Warnings1', 'true'],
      ['Notes1No aud', 'false'],
      ['Not checked2', 'true'],
      ['Passed1id_token 1', 'false'],
    ])
    expect(screen.queryByText('1 check passed')).toBeNull()
  })

  test('mark where the values differ', () => {
    draw(many)
    const marks = [...document.querySelectorAll('mark')].map((each) => each.textContent)
    expect(marks).toEqual(['1', '2'])
  })

  test('list what follows from a cause inside it', async () => {
    const affects = [{ id: 'idt-signature', of: 'id_token', code: 'unverifiable' }] as const
    draw([of('failed', { findings: [{ code: 'differs', affects }] })])
    await userEvent.click(screen.getByRole('button', { name: 'Also affects 1' }))
    expect(screen.getByText('No matching key in the JWKS')).toBeTruthy()
    expect(screen.getByText(/idt-signature/)).toBeTruthy()
  })

  test('lead from a finding to its line', async () => {
    const opened: string[] = []
    render(
      <Checks
        checked={many.map((each) => ({
          result: each,
          messageId: 'm1',
          messageName: 'Token response',
        }))}
        onOpen={({ result: { id }, messageId }) => opened.push(`${messageId} ${id}`)}
      />,
    )
    expect(textOf('definition')).toContain('Token response, idt-aud')
    await userEvent.click(screen.getAllByRole('button', { name: 'idt-aud' })[0]!)
    expect(opened).toEqual(['m1 idt-aud'])
  })
})

describe('a check that did not run', () => {
  test('does not carry the sentence of one that passed', () => {
    const results = judge('authorization-response', response(success, {}, unknown), 'oauth2')
    const notRun = results.filter(({ outcome }) => outcome === 'not-observed')
    expect(notRun.map(({ id }) => id)).toContain('ar-state-match')
    render(<Checks checked={notRun.map(asChecked)} />)
    for (const [index, text] of textOf('listitem').entries()) {
      const { id = '' } = notRun[index] ?? {}
      expect(text).toContain(`${id}${uncheckedText(notRun[index]!)}`)
      expect(text).not.toContain(tData(`rules.${id}.passed`))
    }
  })
})

test('a verdict of a safe file says that it was reached before redaction', async () => {
  const user = userEvent.setup()
  const failed = result('tr-token-type', 'failed', 'missing')
  const passed = result('tr-scope', 'passed')
  const checked = [
    { result: failed, isBeforeRedaction: true as const },
    { result: passed, isBeforeRedaction: true as const },
    { result: result('tr-expires-in', 'passed') },
  ]
  render(<Checks checked={checked} />)
  await user.click(screen.getByText('Passed'))
  expect(screen.getAllByText(/Verified before redaction/)).toHaveLength(2)
})
