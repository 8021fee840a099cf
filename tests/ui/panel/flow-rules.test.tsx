import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import type { Flow } from '@/lib/flow/model/flow'
import { ownFlow } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { passed, profile, response } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true }),
  ),
}))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

const open = (changes: Partial<Flow> = {}) => {
  setMirror({ flow: { f1: { ...ownFlow, ...changes, id: 'f1' } } })
  return renderPanel('flows', 'f1')
}
const picker = () => screen.getByRole('button', { name: /^Judged under / })
const banner = () => screen.queryByRole('region', { name: /^Judged under / })
const judged = () =>
  vi.mocked(command).mock.calls.flatMap(([name, data]) => (name === 'flowJudge' ? [data] : []))

test('a flow says what it is judged by, and offers all rule profiles', async () => {
  const { user } = open({ ruleProfile: profile.ruleProfile })
  expect(picker().textContent).toBe('Open Finance Malaysia')
  expect(banner()).toBeNull()
  await user.click(picker())
  const menu = within(screen.getByRole('menu', { name: 'Rules for this flow' }))
  const items = menu.getAllByRole('menuitemradio')
  expect(items).toHaveLength(12)
  expect(items.filter((item) => item.getAttribute('aria-checked') === 'true')).toHaveLength(1)
  await user.click(menu.getByRole('menuitemradio', { name: 'FAPI 2.0 Security Profile' }))
  expect(judged()).toEqual([{ id: 'f1', ruleProfile: 'fapi2' }])
  expect(screen.getByRole('status').textContent).toBe('Judged under FAPI 2.0 Security Profile')
})

test('a flow that is judged by other rules says so, and leads back', async () => {
  const { user } = open({ ruleProfile: 'fapi2', ownRuleProfile: profile.ruleProfile })
  expect(banner()?.textContent).toContain('Judged under FAPI 2.0 Security Profile')
  expect(banner()?.textContent).toContain('The profile says Open Finance Malaysia.')
  const results = await axe.run(banner()!, { rules: { region: { enabled: false } } })
  expect(results.violations).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Judge under Open Finance Malaysia' }))
  expect(judged()).toEqual([{ id: 'f1', ruleProfile: profile.ruleProfile }])
})

test('an imported flow says under which rules it was recorded', async () => {
  const by = { parley: '1', browser: 'Chromium', rules: '1' }
  const imported = { at: 1, mode: 'complete', by } as const
  const chosen = { profileId: null, ruleProfile: 'br', ownRuleProfile: 'cdr', imported } as const
  open(chosen)
  expect(banner()?.textContent).toContain('The flow was recorded under')
})

test('a safe file keeps its verdicts, so nothing can be chosen', () => {
  const by = { parley: '1', browser: 'Chromium', rules: '1' }
  open({ profileId: null, imported: { at: 1, mode: 'safe', by }, ruleProfile: 'cdr' })
  expect(screen.queryByRole('button', { name: /^Judged under / })).toBeNull()
  expect(screen.getByTitle(/keeps the verdicts of the recording/)).toBeTruthy()
})

test('the checks name the rules that the flow is judged by', async () => {
  const messages = [{ ...response, results: [passed] }]
  const { user } = open({ ruleProfile: 'br', ownRuleProfile: profile.ruleProfile, messages })
  await user.click(screen.getByRole('tab', { name: /^Checks/ }))
  expect(screen.getByRole('tabpanel').textContent).toContain('Open Finance Brazil')
})
