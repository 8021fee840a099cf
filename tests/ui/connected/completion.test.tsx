import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { useState } from 'react'
import { describe, expect, test } from 'vitest'
import { inserted, offersFor, typingAt } from '@/components/connected/request/completion'
import { RowsProvider } from '@/components/connected/request/sheet-context'
import { VariableField } from '@/components/connected/request/variable-field'

const rows = {
  issues: [],
  now: Date.UTC(2026, 10, 30, 12),
  variables: new Map([
    ['dp_id', 'DP1'],
    ['account_id', '22289'],
  ]),
  fresh: 'new for each push',
}

describe('what is being typed', () => {
  test.each([
    ['{{', 2, { from: 0, typed: '' }],
    ['a {{dp', 6, { from: 2, typed: 'dp' }],
    ['{{ dp', 5, { from: 0, typed: 'dp' }],
    ['{{dp_id}}', 9, null],
    ['{{dp_id}} {{n', 13, { from: 10, typed: 'n' }],
    ['{{dp', 1, null],
    ['{', 1, null],
    ['', 0, null],
    [`{{${'x'.repeat(200)}`, 202, null],
  ])('%j at %i', (text, caret, expected) => expect(typingAt(text, caret)).toEqual(expected))

  test('offers names that begin with it first, each with its value', () => {
    expect(offersFor({ from: 0, typed: 'now' }, rows)[0]).toEqual({
      name: 'now',
      value: '2026-11-30T12:00:00Z',
    })
    expect(offersFor({ from: 0, typed: 'ID' }, rows).map(({ name }) => name)).toEqual([
      'dp_id',
      'account_id',
      'uuid',
    ])
    expect(offersFor({ from: 0, typed: 'nothing' }, rows)).toEqual([])
  })

  test('is replaced, with the braces that follow', () => {
    expect(inserted('a {{d b', 5, { from: 2, typed: 'd' }, 'dp_id')).toEqual({
      text: 'a {{dp_id}} b',
      caret: 11,
    })
    expect(inserted('{{d}}', 3, { from: 0, typed: 'd' }, 'dp_id').text).toBe('{{dp_id}}')
  })
})

function Field({ isLong = false }: { readonly isLong?: boolean }) {
  const [value, setValue] = useState('')
  return (
    <RowsProvider value={rows}>
      <label htmlFor="f">Value</label>
      <VariableField id="f" value={value} isWrong={false} isLong={isLong} onChange={setValue} />
    </RowsProvider>
  )
}

describe.each([false, true])('completion after {{ (more lines: %s)', (isLong) => {
  const field = () =>
    screen.getByRole<HTMLInputElement>(isLong ? 'textbox' : 'combobox', { name: 'Value' })
  const chosen = () =>
    screen.getAllByRole('option').find((each) => each.getAttribute('aria-selected') === 'true')

  function open() {
    const view = render(<Field isLong={isLong} />)
    return { ...view, user: userEvent.setup() }
  }

  test('arrows choose, Enter inserts, and the caret is behind it', async () => {
    const { user } = open()
    await user.type(field(), 'a {{{{')
    expect(field().getAttribute('aria-expanded')).toBe(isLong ? null : 'true')
    expect(field().getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
    expect(chosen()?.textContent).toBe('{{dp_id}}DP1')
    await user.keyboard('{ArrowDown}')
    expect(chosen()?.textContent).toContain('account_id')
    expect(field().getAttribute('aria-activedescendant')).toBe(chosen()?.id)
    await user.keyboard('{Enter}')
    expect(field().value).toBe('a {{account_id}}')
    expect(screen.queryByRole('listbox')).toBeNull()
    await user.keyboard('!')
    expect(field().value).toBe('a {{account_id}}!')
  })

  test('Tab inserts, and leaves the field only without a list', async () => {
    const { user } = open()
    await user.type(field(), '{{{{uu')
    await user.keyboard('{Tab}')
    expect(field().value).toBe('{{uuid}}')
    expect(document.activeElement).toBe(field())
    await user.keyboard('{Tab}')
    expect(document.activeElement).not.toBe(field())
  })

  test('Escape closes the list and nothing else', async () => {
    const { user } = open()
    await user.type(field(), '{{{{')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(field().value).toBe('{{')
  })

  test('a click inserts, and the field keeps the focus', async () => {
    const { user } = open()
    await user.type(field(), '{{{{acc')
    await user.click(screen.getByRole('option'))
    expect(field().value).toBe('{{account_id}}')
    expect(document.activeElement).toBe(field())
  })

  test('is accessible', async () => {
    const { user, container } = open()
    await user.type(field(), '{{{{')
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations).toEqual([])
  })
})
