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

/** The copied report, and whether it has the secret. */
async function copiedReport() {
  await reported()
  const text = await navigator.clipboard.readText()
  return { title: text.slice(0, 2), code: text.includes('code-1'), leak: text.includes(secretCode) }
}

const safe = { title: '# ', code: true, leak: false }

test('the report of the latest response is copied from its menu, without secrets', async () => {
  const { user, container } = open()
  await user.click(screen.getByRole('button', { name: 'More about this response' }))
  await expectAccessible(container)
  await user.click(screen.getByRole('menuitem', { name: /^Copy report/ }))
  expect(await copiedReport()).toEqual(safe)
})

test('Shift+C copies it, but not in a field, and Ctrl+S saves its flow file', async () => {
  const { user } = open()
  const field = screen.getAllByRole('textbox')[0]!
  field.focus()
  await user.keyboard('{Shift>}C{/Shift}')
  field.blur()
  await navigator.clipboard.writeText('before')
  await user.keyboard('{Shift>}C{/Shift}')
  expect(await copiedReport()).toEqual(safe)
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
