import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Delivery } from '@/lib/flow/model/hold'
import { answer, resetBackground, sent } from '../popup/background'
import { expectAccessible } from '../popup/render'
import { stopped } from '../../samples/held'
import { openHeld } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

function open(more: Partial<Delivery> = {}) {
  const delivery = { ...stopped, ...more }
  answer({ heldDelivery: () => null })
  return openHeld({ state: { deliveries: [delivery], held: [] } })
}
const button = (name: string) => screen.getByRole('button', { name })
const heading = async (name: string) =>
  screen.findByRole('heading', { level: 1, name: new RegExp(name) })

describe('what was stopped and is not a response', () => {
  test('waits, names its origin, and is discarded by the filled button', async () => {
    const { user, host, container } = open()
    await heading('This form is not an authorization response')
    expect(screen.getByText('https://news.example')).toBeTruthy()
    expect(screen.getByText('POST, 2 fields')).toBeTruthy()
    expect(screen.getByText('1000')).toBeTruthy()
    expect(container.textContent).not.toContain('a-secret-code')
    await expectAccessible(container)
    expect(host.deliver).not.toHaveBeenCalled()
    expect(button('Discard').className).toContain('btn--primary')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(sent('stoppedDiscard')).toHaveLength(1)
    await user.click(button('Discard'))
    expect(sent('stoppedDiscard').length).toBeGreaterThan(0)
    await waitFor(() => expect(host.clear).toHaveBeenCalled())
    expect(sent('stoppedSend')).toEqual([])
  })

  test('is sent on at a click only, with what differs said before', async () => {
    const { user } = open()
    await heading('This form is not an authorization response')
    expect(button('Send it anyway').nextElementSibling?.textContent).toBe(
      "POST to app.example, without the app's Strict and Lax cookies.",
    )
    await user.click(button('Send it anyway'))
    expect(sent('stoppedSend')).toEqual([{ stoppedId: '1' }])
  })

  test('leads back', async () => {
    const { user, host } = open()
    await heading('This form is not an authorization response')
    expect(screen.getByText('To news.example. Nothing is sent.')).toBeTruthy()
    await user.click(button('Go back'))
    expect(host.back).toHaveBeenCalledTimes(1)
  })

  test('whose fields are not known can be opened without them', async () => {
    open({ form: null, initiator: null })
    await heading('This form is not an authorization response')
    expect(screen.getByText('POST, fields unknown')).toBeTruthy()
    expect(screen.getByText(/does not say which site/)).toBeTruthy()
    expect(button('Open the URL without the form')).toBeTruthy()
  })

  test('from the app’s own site says that all cookies go along', async () => {
    open({ start: 'same-site', initiator: 'https://login.app.example' })
    await heading('This form is not an authorization response')
    expect(screen.getByText('To app.example, with all cookies of the app.')).toBeTruthy()
  })

  test('with more fields than can be shown counts the rest', async () => {
    const form = Array.from({ length: 130 }, (_, at) => [`f${at}`, 'x'.repeat(1000)] as const)
    open({ form })
    await heading('This form is not an authorization response')
    expect(screen.getAllByRole('rowheader')).toHaveLength(100)
    expect(screen.getByText('30 more fields are not shown.')).toBeTruthy()
  })

  test('in another tab is nothing here', async () => {
    open({ tabId: 99 })
    expect(await heading('Nothing is held here')).toBeTruthy()
  })
})
