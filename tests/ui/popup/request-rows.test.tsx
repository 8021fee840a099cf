import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { resetBackground } from './background'
import { expectAccessible, openPopup } from './render'
import { living } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const rows = () => within(screen.getByRole('list', { name: 'Requests' })).getAllByRole('listitem')

test('bad data is drawn: long, missing, in any writing', async () => {
  const long = 'x'.repeat(5000)
  const { container } = openPopup({
    requests: [
      living('a', 80, { label: long, clientId: null }),
      living('b', 70, { label: null, requestUri: '', authorizeUrl: 'not a url' }),
      living('c', 60, { label: 'مرحبا 漢字 🏦', requestUri: long }),
      living('d', 50, { label: null, requestUri: '', authorizeUrl: null, expiresAt: Number.NaN }),
    ],
  })
  expect(screen.getByText('no client_id')).toBeTruthy()
  await expectAccessible(container)
})

test('draws the rows in sight first, and all fifty after the first picture', async () => {
  openPopup({ requests: Array.from({ length: 50 }, (_, index) => living(`k${index}`, 20 + index)) })
  expect(rows().length).toBeLessThan(10)
  await waitFor(() => expect(rows()).toHaveLength(50))
})
