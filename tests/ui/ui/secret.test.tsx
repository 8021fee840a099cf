import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { Secret } from '@/components/ui/secret'

const value = 'SplxlOBeZQQYbYS6WxSbIA'

describe('Secret', () => {
  test('shows bullets of one length and keeps the value out of names and titles', () => {
    const { container } = render(<Secret value={value} name="code" copyable />)
    expect(screen.getByText('•'.repeat(20))).toBeTruthy()
    expect(container.innerHTML).not.toContain(value)
  })

  test('is revealed by a click, and masked again when its row is left', async () => {
    const user = userEvent.setup()
    render(
      <>
        <Secret value={value} name="code" />
        <button type="button">elsewhere</button>
      </>,
    )
    await user.click(screen.getByRole('button', { name: 'Reveal code' }))
    expect(screen.getByText(value)).toBeTruthy()
    await user.click(screen.getByText(value))
    expect(screen.getByText(value)).toBeTruthy()
    await user.click(screen.getByText('elsewhere'))
    expect(screen.queryByText(value)).toBeNull()
  })

  test('masks a value that takes the place of a revealed one', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<Secret value={value} name="code" />)
    await user.click(screen.getByRole('button', { name: 'Reveal code' }))
    rerender(<Secret value="another" name="code" />)
    expect(screen.queryByText('another')).toBeNull()
  })

  test('copies without revealing', async () => {
    const user = userEvent.setup()
    render(<Secret value={value} name="code" copyable />)
    await user.click(screen.getByRole('button', { name: 'Copy code' }))
    expect(await navigator.clipboard.readText()).toBe(value)
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(screen.queryByText(value)).toBeNull()
  })
})
