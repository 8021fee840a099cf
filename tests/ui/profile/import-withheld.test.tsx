import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ImportReport } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel } from '../panel/render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const setting = { discovery: { kind: 'document', text: '{}' } } as const
const report: ImportReport = {
  source: 'parley',
  profileIds: ['p9'],
  taken: [],
  added: [],
  left: [],
  withheld: [
    {
      profileId: 'p9',
      profile: 'Bank',
      field: 'discovery',
      code: 'document',
      hosts: [{ host: 'evil.test', members: ['token_endpoint'] }],
      setting,
    },
    {
      profileId: 'p9',
      profile: 'Bank',
      field: 'autoExchange',
      code: 'auto_exchange',
      hosts: [{ host: 'evil.test', members: ['token_endpoint'] }],
      setting: { autoExchange: true },
    },
  ],
  redirectHosts: ['app.evil.test'],
}

const answer = vi.mocked(command)
beforeEach(() => {
  answer.mockReset()
  fillMirror()
})

test('what an import withholds is named with its hosts, and accepted one by one', async () => {
  answer.mockResolvedValue({ ok: true, report } as never)
  const { user, container } = renderPanel('profiles')
  const [open] = screen.getAllByRole('button', { name: 'Import profiles' })
  await user.click(open as HTMLElement)
  const dialog = within(screen.getByRole('dialog', { name: 'Import profiles' }))
  await user.click(dialog.getByRole('textbox'))
  await user.paste('{}')
  await user.click(dialog.getByRole('button', { name: 'Import' }))
  expect(await dialog.findByText('Not imported until you confirm')).toBeTruthy()
  expect(dialog.getAllByText('evil.test')).toHaveLength(2)
  expect(dialog.getByText('app.evil.test')).toBeTruthy()
  const { violations } = await axe.run(container)
  expect(violations.map(({ id }) => id)).toEqual([])

  answer.mockResolvedValue({ ok: true } as never)
  await user.click(dialog.getByRole('button', { name: 'Use this metadata: Bank' }))
  expect(answer).toHaveBeenLastCalledWith('profileTake', { id: 'p9', setting })
  expect(await dialog.findByText('Confirmed')).toBeTruthy()
  expect(dialog.getByRole('button', { name: 'Turn on auto-exchange: Bank' })).toBeTruthy()

  answer.mockResolvedValue({ ok: false, issues: [{ code: 'profile_gone' }] } as never)
  await user.click(dialog.getByRole('button', { name: 'Turn on auto-exchange: Bank' }))
  expect(await dialog.findByRole('alert')).toBeTruthy()
})
