import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { secretsIn, secretValue } from '../../samples/secrets'
import { resetBackground } from './background'
import { openPopup } from './render'
import { flowWith, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

describe.each(secretsIn('parameter'))('the parameter %s in the popup', (name, value) => {
  test('is not shown of a response until it is revealed', async () => {
    const { container, user } = openPopup(withFlow(flowWith({ params: [[name, value]] })))
    expect(screen.getByRole('region', { name: 'Latest response' })).toBeTruthy()
    expect(container.innerHTML).not.toContain(secretValue)
    for (const button of screen.queryAllByRole('button', { name: /^Reveal/ })) {
      await user.click(button)
      expect(container.textContent).toContain(secretValue)
    }
  })

  test('is not repeated of a pasted response', () => {
    const { container } = openPopup()
    const url = `https://app.example/cb?${name}=${value}&state=s#code=x`
    fireEvent.change(screen.getByRole('textbox', { name: /^Paste anything/ }), {
      target: { value: url },
    })
    const field = container.querySelector('textarea')
    expect(field?.value).toBe(url)
    expect(container.textContent?.replace(field?.textContent ?? '', '')).not.toContain(secretValue)
  })
})
