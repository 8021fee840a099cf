import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { secretValue } from '../../samples/secrets'

export const untilRevealed = 'masked until it is revealed'

/** How a drawing shows the secret. */
export async function shownBy(element: ReactElement): Promise<string> {
  const user = userEvent.setup()
  const { container, unmount } = render(element)
  await unfoldAll(user)
  const seen = [container.innerHTML]
  for (const button of screen.queryAllByRole('button', { name: /^(?:Reveal|Show secrets)/ })) {
    await user.click(button)
    seen.push(container.textContent ?? '')
  }
  unmount()
  const [before = '', ...after] = seen.map((text) => text.includes(secretValue))
  if (before) return 'in the clear'
  if (after.length === 0) return seen[0]?.includes('•') ? 'masked' : 'not'
  return after.at(-1) ? untilRevealed : 'not even when it is revealed'
}

export async function unfoldAll(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  for (const button of screen.queryAllByRole('button', { name: /^Unfold/ }))
    await user.click(button)
}
