import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { claimRows } from '@/components/panel/message/claim-rows'
import type { ValueRow } from '@/components/panel/message/value-row'
import { ValueTable } from '@/components/panel/message/value-table'
import { result } from '../popup/samples'

const good = [result('ar-iss-present', 'passed'), result('ar-iss-match', 'passed')]
const iss: ValueRow = {
  name: 'iss',
  text: 'https://as.example',
  meaning: 'Who issued it',
  results: good,
}

function draw(...rows: readonly ValueRow[]) {
  const { container } = render(<ValueTable label="Members" place="parameter" rows={rows} />)
  return { container, user: userEvent.setup() }
}

const line = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name} `) })
const help = (name: string) => screen.getByRole('button', { name: `Explain ${name}` })
const phraseIn = (name: string) => line(name).querySelector('.qv__p')?.textContent

describe('a value', () => {
  test('that is good is one line with a phrase and a tick', () => {
    draw(iss)
    expect(screen.getAllByRole('row')).toHaveLength(1)
    expect(phraseIn('iss')).toBe('Present')
    expect(within(line('iss')).getByRole('img', { name: 'passed' })).toBeTruthy()
    expect(screen.queryByText('Who issued it')).toBeNull()
  })

  test('without a check has neither a phrase nor a tick', () => {
    draw({ ...iss, results: [] })
    expect(phraseIn('iss')).toBeUndefined()
    expect(within(line('iss')).queryByRole('img')).toBeNull()
  })

  test('that is wrong keeps a short phrase and its icon', () => {
    const differs = { ...result('ar-iss-match', 'failed'), findings: [{ code: 'differs' }] }
    draw({ ...iss, results: [good[0]!, differs] })
    expect(phraseIn('iss')).toBe('Differs from the issuer')
    expect(within(line('iss')).getByRole('img', { name: 'failed' })).toBeTruthy()
  })

  test('of which one check was not run has the tick of the others', () => {
    draw({ ...iss, results: [result('ar-mixup', 'not-observed'), ...good] })
    expect(within(line('iss')).getByRole('img', { name: 'passed' })).toBeTruthy()
  })

  test('names the claim of a token in which something is wrong', () => {
    const nonce = {
      ...result('idt-nonce', 'failed'),
      of: 'id_token',
      about: 'nonce',
      findings: [{ code: 'differs' }],
    } as const
    draw({ name: 'id_token', text: 'a.b.c', results: [nonce] })
    expect(phraseIn('id_token')).toBe('nonce: Differs from the request')
  })
})

describe('an explanation', () => {
  test('has the meaning and each check with its clause, one at a time', async () => {
    const { user } = draw(iss, { name: 'scope', text: 'openid', meaning: 'What for', results: [] })
    await user.click(help('iss'))
    expect(screen.getByText('Who issued it')).toBeTruthy()
    expect(screen.getByText('Same as the issuer')).toBeTruthy()
    expect(screen.getAllByRole('link')).toHaveLength(2)
    await user.click(help('scope'))
    expect(screen.queryByText('Who issued it')).toBeNull()
    expect(screen.getByText('What for')).toBeTruthy()
  })

  test('has a long value in full', async () => {
    const { user, container } = draw({ name: 'scope', text: 'x'.repeat(500), results: [] })
    expect(line('scope').textContent.length).toBeLessThan(400)
    await user.click(help('scope'))
    expect(container.textContent).toContain('x'.repeat(500))
  })

  test('never has a secret', async () => {
    const { user, container } = draw({ name: 'code', text: 'secret'.repeat(20), results: [] })
    await user.click(help('code'))
    expect(container.innerHTML).not.toContain('secret'.repeat(20))
  })
})

describe('the keys of a row', () => {
  const rows = [iss, { name: 'claims', text: '{"a":1}', json: { a: 1 }, results: [] }]

  test('move, explain and copy', async () => {
    const { user } = draw(...rows)
    await user.tab()
    expect(document.activeElement).toBe(help('iss'))
    await user.keyboard('?')
    expect(screen.getByText('Who issued it')).toBeTruthy()
    await user.keyboard('{ArrowLeft}')
    expect(screen.queryByText('Who issued it')).toBeNull()
    await user.keyboard('c')
    expect(await navigator.clipboard.readText()).toBe('https://as.example')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(help('claims'))
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(help('iss'))
  })

  test('unfold and fold JSON', async () => {
    const { user } = draw(...rows)
    await user.click(help('claims'))
    await user.keyboard('{ArrowRight}')
    expect(screen.getByRole('tree', { name: 'claims' })).toBeTruthy()
    await user.keyboard('{ArrowLeft}')
    expect(screen.queryByRole('tree')).toBeNull()
  })
})

test('a time says how far it is from the issue of the token, and its number', () => {
  const time = (name: string, value: number) =>
    ({ name, value, kind: 'time', registered: true }) as const
  const claims = [time('iat', 1000), time('exp', 1300), time('auth_time', 984), time('nbf', 0)]
  draw(...claimRows(claims, [], 'claims'))
  expect(phraseIn('exp')).toBe('5 min after iat')
  expect(phraseIn('auth_time')).toBe('16 s before iat')
  expect(phraseIn('iat')).toBeUndefined()
  expect(line('exp').textContent).toContain('1300')
  expect(line('nbf').textContent).toMatch(/\d+ y \d+ d ago/)
})
