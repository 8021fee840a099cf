import { screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { summary } from '../panel/sample'
import { flowWith, held } from '../../samples/held'
import { resetBackground } from '../popup/background'
import { expectAccessible } from '../popup/render'
import { openHeld, secretCode } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

const open = () => openHeld({ state: { flows: [{ ...summary, id: flowWith([held({})]).id }] } })
const reported = () => screen.findByText('Report copied, without secrets', {}, { timeout: 40_000 })

async function expectReport() {
  await reported()
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/^# /)
  expect(text).toContain('code-1')
  expect(text).not.toContain(secretCode)
}

test('the report of a held response is copied from the bar and with Shift+C', async () => {
  const { user, container } = open()
  await user.click(await screen.findByRole('button', { name: 'Copy report' }))
  await expectReport()
  await expectAccessible(container)
  await navigator.clipboard.writeText('before')
  await user.keyboard('{Shift>}C{/Shift}')
  await vi.waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/^# /))
})
