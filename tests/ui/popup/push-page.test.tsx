import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetTyped } from '@/components/connected/request/draft-store'
import { noValues } from '@/lib/oauth/request-values'
import type { Mirror } from '@/lib/state/mirror'
import { preparedWith } from '../../samples/request-preview'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { able, living, signingKey } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))

const bank = { ...able, requestAs: 'parameters', scope: 'openid accounts' } as const
const saved = {
  id: 's1',
  profileId: bank.id,
  name: 'Step-up',
  values: { ...noValues, params: { max_age: '0' } },
  createdAt: 1,
}

beforeEach(() => {
  forgetTyped()
  resetBackground()
  answer({
    requestPrepare: ({ values }) => preparedWith(bank, values),
    requestSend: () => ({
      ok: true,
      storedRequestId: 'new',
      flowId: 'f1',
      accepted: true,
      resent: false,
    }),
  })
})

const ready = (more: Partial<Mirror> = {}) =>
  openPopup({
    profiles: [bank],
    keys: [signingKey],
    savedRequests: [saved],
    requests: [living('a', 80)],
    ...more,
  })

async function open(more: Partial<Mirror> = {}) {
  const view = ready(more)
  await view.user.clear(screen.getByRole('textbox'))
  await view.user.keyboard('{ArrowDown}{Shift>}N{/Shift}')
  await screen.findByRole('heading', { name: 'Edit and push' })
  await screen.findByRole('combobox', { name: 'scope' })
  return view
}

const preview = () => within(screen.getByRole('region', { name: 'Preview' }))

describe('Edit and push in the popup', () => {
  test('opens with Shift+N, which pushes nothing', async () => {
    const { container } = await open()
    expect(sent('requestPush')).toEqual([])
    await expectAccessible(container)
  })

  test('shows the lines that differ, and all lines if wanted', async () => {
    const { user } = await open()
    expect(await preview().findByText('as in the profile')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'max_age' }))
    await user.type(screen.getByRole('combobox', { name: 'max_age' }), '5')
    expect(await preview().findByText('lines that differ')).toBeTruthy()
    expect(preview().queryByText(/response_type/)).toBeNull()
    await user.click(preview().getByRole('button', { name: 'Show all' }))
    expect(preview().getAllByText(/response_type/).length).toBeGreaterThan(0)
  })

  test('starts from a saved request, and pushes what the preview shows', async () => {
    const { user } = await open()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Start from' }), 'Step-up')
    await waitFor(() =>
      expect(sent('requestPrepare').at(-1)).toMatchObject({ values: saved.values }),
    )
    const push = screen
      .getAllByRole('button', { name: 'Push' })
      .find((button) => button.closest('.sub'))
    await user.click(push as HTMLElement)
    await waitFor(() => expect(sent('requestSend')).toMatchObject([{ item: 's1', open: null }]))
  })

  test('keeps what is typed as the draft, which All values opens in the tab', async () => {
    const { user } = await open()
    await user.type(screen.getByRole('combobox', { name: 'scope' }), ' profile')
    await user.click(screen.getByRole('button', { name: 'All values' }))
    expect(sent('panelOpen')).toMatchObject([{ screen: 'requests' }])
    await waitFor(() =>
      expect(sent('requestDraft').at(-1)).toMatchObject({
        draft: { values: { params: { scope: 'openid accounts profile' } } },
      }),
    )
  })
})
