import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Delivery } from '@/lib/flow/model/hold'
import { secretNames } from '@/lib/model/credentials'
import { secretValue as value } from '../../samples/secrets'
import { answer, resetBackground } from '../popup/background'
import { good, openHeld } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

const names = secretNames('parameter')
const preview = () => screen.getByRole('region', { name: 'The app will get' })

/** The held page of a response with one parameter. */
async function hold(name: string) {
  const view = openHeld({ response: good({ params: [[name, value]] }) })
  await screen.findByRole('heading', { level: 1 })
  return view
}

describe('the held page', () => {
  test.each(names)('masks %s in its row and in the URL', async (name) => {
    const { container, user } = await hold(name)
    expect(container.innerHTML).not.toContain(value)
    expect(preview().textContent).toContain(`?${name}=••••`)
    await user.click(screen.getByRole('button', { name: `Reveal ${name}` }))
    expect(screen.getByText(value)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: `Copy ${name}` }))
    expect(await navigator.clipboard.readText()).toBe(value)
  })

  test.each(names)('masks %s among other parameters of the URL', async (name) => {
    const url = `https://app.example/cb?${name}=${value}#state=s`
    const target = `https://app.example/cb?${name}=${value}`
    const { container } = openHeld({
      response: good({ params: [['state', 's']], responseMode: 'fragment', url, target }),
    })
    await screen.findByRole('heading', { level: 1 })
    expect(container.innerHTML).not.toContain(value)
  })

  test.each(names)('masks %s in a page that was stopped', async (name) => {
    answer({ heldDelivery: () => null })
    const stopped: Delivery = {
      tabId: 7,
      frame: 'top',
      method: 'POST',
      url: `https://app.example/cb?${name}=${value}`,
      form: [[name, value]],
      of: null,
      start: 'cross-site',
      initiator: 'https://news.example',
      state: 'undecided',
      webRequestId: null,
      stoppedId: '1',
    }
    const { container, user } = openHeld({ state: { deliveries: [stopped], held: [] } })
    const buttons = await screen.findAllByRole('button', { name: /^Reveal/ })
    expect(buttons).toHaveLength(2)
    expect(container.innerHTML).not.toContain(value)
    for (const button of buttons) {
      await user.click(button)
      expect(screen.getByText(new RegExp(value))).toBeTruthy()
    }
  })
})
