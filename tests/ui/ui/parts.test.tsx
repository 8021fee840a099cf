import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { CopyButton } from '@/components/ui/copy-button'
import { errorAdvice } from '@/components/ui/error-advice'
import { Menu } from '@/components/ui/menu'
import { resultText } from '@/components/ui/result-text'
import { SpecLink } from '@/components/ui/spec-link'
import { Age, TimeBar, TimeLeft } from '@/components/ui/time'
import type { RuleResult } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import { reasonOf } from '../reason'

describe('CopyButton', () => {
  test('says so where nothing could be copied', async () => {
    const user = userEvent.setup()
    render(<CopyButton value={() => Promise.resolve(null)} label="Copy" />)
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByRole('button', { name: 'Not copied' })).toBeTruthy()
  })

  test('says so where the browser refuses', async () => {
    const user = userEvent.setup()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('no'))
    render(
      <CopyButton value="x" label="Copy">
        Copy
      </CopyButton>,
    )
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect((await screen.findByRole('button', { name: 'Not copied' })).textContent).toBe(
      'Not copied',
    )
  })
})

describe('Menu', () => {
  const onSelect = vi.fn<() => void>()
  const items = [
    { id: 'a', label: 'First', onSelect },
    null,
    { id: 'b', label: 'Second', disabled: 'Why not', onSelect },
  ]
  const open = async () => {
    const user = userEvent.setup()
    render(
      <>
        <Menu label="More" items={items} trigger={(props) => <button type="button" {...props} />} />
        <p>elsewhere</p>
      </>,
    )
    await user.click(screen.getByRole('button'))
    return user
  }

  test('moves round with the arrow keys', async () => {
    const user = await open()
    expect(document.activeElement?.textContent).toBe('First')
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Second' }))
    await user.keyboard('{ArrowDown}{End}{Home}')
    expect(document.activeElement?.textContent).toBe('First')
  })

  test('what is off says why and does nothing', async () => {
    const user = await open()
    const second = screen.getByRole('menuitem', { name: 'Second' })
    expect(reasonOf(second)).toBe('Why not')
    await user.click(second)
    expect(onSelect).not.toHaveBeenCalled()
    expect(screen.getByRole('menu')).toBeTruthy()
  })

  test('is closed by a click elsewhere', async () => {
    const user = await open()
    await user.click(screen.getByText('elsewhere'))
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('SpecLink', () => {
  test.each([
    [
      'RFC9207-2.4',
      'RFC 9207 section 2.4',
      'https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4',
    ],
    ['OIDC-CORE-3.1.3.7', 'OIDC Core section 3.1.3.7', /openid-connect-core/],
    ['FAPI2-SP-5.3.2.2', 'FAPI 2.0 Security Profile section 5.3.2.2', /fapi-security-profile/],
  ])('%s is called %s', (ref, name, href) => {
    render(<SpecLink specRef={ref as SpecRef} />)
    const link = screen.getByRole('link', { name }) as HTMLAnchorElement
    expect(link.getAttribute('href')).toMatch(href)
    expect(link.rel).toBe('noreferrer')
  })

  test('a clause of an unknown specification is shown unchanged', () => {
    render(<SpecLink specRef={'XYZ-1' as SpecRef} />)
    expect(screen.getByText('XYZ-1')).toBeTruthy()
  })
})

const result = (more: Partial<RuleResult>): RuleResult => ({
  id: 'ar-state-match',
  on: 'authorization-response',
  of: 'message',
  about: 'state',
  outcome: 'passed',
  severity: 'fail',
  findings: [],
  refs: [],
  ...more,
})

describe('resultText', () => {
  test('has a sentence for each outcome', () => {
    expect(resultText(result({}))).toBe('Same as in the request')
    const twice = [{ code: 'differs' }, { code: 'differs' }, { code: 'missing' }]
    expect(resultText(result({ outcome: 'failed', findings: twice }))).toBe(
      'Differs from the request; Missing, although the request had one',
    )
    expect(resultText(result({ outcome: 'not-observed' }))).toMatch(/nothing to compare with/)
    expect(resultText(result({ outcome: 'crashed' }))).toMatch(/failed to run/)
  })
})

test('advice is only given for error codes that are known', () => {
  expect(errorAdvice('access_denied')).toMatch(/denied the request/)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(errorAdvice('own_error')).toBeNull()
  expect(errorAdvice('x'.repeat(5000))).toBeNull()
})

test('times stay drawn with bad data', () => {
  const { container } = render(
    <>
      <TimeBar from={5} until={5} />
      <TimeBar from={Number.NaN} until={Number.NaN} />
      <Age at={Number.NaN} />
    </>,
  )
  expect(container.querySelector<HTMLElement>('.timebar')?.style.getPropertyValue('--left')).toBe(
    '0.000',
  )
})

test('a clock that stood still is right again when there is something to count', () => {
  vi.useFakeTimers()
  const { container, rerender } = render(<TimeLeft until={0} total={60_000} />)
  expect(vi.getTimerCount()).toBe(0)
  act(() => void vi.advanceTimersByTime(300_000))
  rerender(<TimeLeft until={Date.now() + 60_000} total={60_000} />)
  expect(container.textContent).toBe('1:00')
  expect(vi.getTimerCount()).toBe(1)
})
