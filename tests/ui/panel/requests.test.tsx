import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(
    () => new Promise(() => undefined),
  ),
}))

beforeEach(fillMirror)

const library = () => within(screen.getByRole('region', { name: 'Saved requests' }))
const heading = () => library().getByRole('button', { name: /^Authorization requests/ })

describe('the library', () => {
  test('has what the profile sends, and selects it', () => {
    renderPanel('requests')
    const row = library().getByRole('button', { name: /^As in the profile/ })
    expect(row.getAttribute('aria-current')).toBe('true')
    expect(screen.getByRole('heading', { name: 'As in the profile' })).toBeTruthy()
  })

  test('folds its groups, with the pointer and with the keyboard', async () => {
    const { user } = renderPanel('requests')
    await user.click(heading())
    expect(library().queryByRole('button', { name: /^As in/ })).toBeNull()
    await user.keyboard('{ArrowRight}')
    expect(heading().getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.textContent).toContain('As in the profile')
  })

  test('is one tab stop', () => {
    renderPanel('requests')
    const stops = library()
      .getAllByRole('button')
      .filter((button) => button.dataset['row'] !== undefined && button.tabIndex === 0)
    expect(stops).toHaveLength(1)
  })

  test('is filtered by name; a slash goes to the field and Escape back', async () => {
    const { user } = renderPanel('requests')
    await user.click(heading())
    await user.keyboard('{ArrowRight}/')
    await user.keyboard('no such')
    expect(library().queryByRole('button', { name: /^As in/ })).toBeNull()
    expect(library().getByText('No request with this name')).toBeTruthy()
    await user.keyboard('{Escape}profile')
    expect(library().getByRole('button', { name: /^As in/ })).toBeTruthy()
    expect(heading().getAttribute('aria-disabled')).toBe('true')
  })
})

test('without a profile it offers to create one', async () => {
  setMirror({ profiles: [] })
  const { user } = renderPanel('requests')
  await user.click(screen.getByRole('button', { name: 'Set up a profile' }))
  expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe('page')
})
