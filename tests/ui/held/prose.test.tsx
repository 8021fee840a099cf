import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { jarm } from '../../samples/held'
import { expectNoBackticks } from '../backticks'
import { resetBackground } from '../popup/background'
import { good, openHeld } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

/** Of the comparison with a real redirect. */
const compared = ['Strict', 'Origin', 'Referer', 'Referer', 'Referer', 'sessionStorage']
const names = () => [...document.querySelectorAll('code')].map(({ textContent }) => textContent)

describe('names in the sentences of the held page are in monospace', () => {
  test('in what becomes of a changed response', async () => {
    const { user } = openHeld()
    await user.type(await screen.findByRole('textbox', { name: 'Release iss as' }), 'x')
    expect(names()).toEqual([...compared, 'iss'])
    expectNoBackticks()
  })

  test('in the note on a JARM, but not in a tooltip', async () => {
    openHeld({ response: good({ params: [['response', jarm({ state: 's' })]] }) })
    await screen.findByRole('heading', { level: 1 })
    expect(names()).toEqual(['response', 'response', ...compared])
    const { title } = screen.getByRole('button', { name: 'Wrong state' })
    expect(title).toBe('The parameter is inside response, which is signed.')
    expectNoBackticks()
  })
})
