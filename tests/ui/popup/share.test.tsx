import { screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { summary } from '../panel/sample'
import { resetBackground } from './background'
import { expectAccessible, openPopup } from './render'
import { flowWith, secretCode, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const open = () => openPopup({ ...withFlow(flowWith({})), flows: [{ ...summary, id: 'f1' }] })
const reported = () => screen.findByText('Report copied, without secrets', {}, { timeout: 40_000 })

async function expectReport() {
  await reported()
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/^# /)
  expect(text).toContain('code-1')
  expect(text).not.toContain(secretCode)
}

test('the report of the latest response is copied from its menu, without secrets', async () => {
  const { user, container } = open()
  await user.click(screen.getByRole('button', { name: 'More about this response' }))
  await expectAccessible(container)
  await user.click(screen.getByRole('menuitem', { name: /^Copy report/ }))
  await expectReport()
})

test('Shift+C copies it, but not in a field, and Ctrl+S saves its flow file', async () => {
  const { user } = open()
  const field = screen.getAllByRole('textbox')[0]!
  field.focus()
  await user.keyboard('{Shift>}C{/Shift}')
  field.blur()
  await navigator.clipboard.writeText('before')
  await user.keyboard('{Shift>}C{/Shift}')
  await expectReport()
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob)
    return 'blob:x'
  })
  await user.keyboard('{Control>}s{/Control}')
  await vi.waitFor(() => expect(saved).toHaveLength(1), { timeout: 40_000 })
  const text = (await saved[0]?.text()) ?? ''
  expect(text).toContain('"mode": "safe"')
  expect(text).not.toContain(secretCode)
})
