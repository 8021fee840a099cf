import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
// Loaded before, so that no test waits for it.
import '@/components/panel/rules/rules-screen'
import { rulePages } from '@/lib/catalogue/rule-pages'
import type { RuleResult } from '@/lib/model/rule-result'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, failed, flow, passed, response, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const differs: RuleResult = { ...failed, id: 'ar-iss-match' }
const same: RuleResult = { ...passed, id: 'ar-state-match' }
const flowWith = (id: string, ...results: readonly RuleResult[]) => ({
  ...flow,
  id,
  messages: [{ ...response, results }],
})

const list = () => within(screen.getByRole('region', { name: 'Rules' }))
const page = () => within(screen.getByRole('region', { name: 'Rule' }))
const row = async (id: string) => {
  const found = (await list().findByText(id)).closest<HTMLElement>('[data-row]')
  if (!found) throw new Error(`No row ${id}`)
  return found
}
const rows = () =>
  list()
    .getAllByRole('button')
    .flatMap(({ dataset }) => dataset['row'] ?? [])
const open = async () => {
  const view = renderPanel('rules')
  await screen.findByRole('textbox', { name: 'Search rules' })
  return view
}

beforeEach(() => {
  fillMirror()
  setMirror({
    flows: [denied, summary],
    flow: { f1: flowWith('f1', differs, same), f2: flowWith('f2', same) },
  })
})

describe('the list', () => {
  test('has the rules of the current profile by artefact, what failed first', async () => {
    await open()
    const first = await row('ar-iss-match')
    await waitFor(() =>
      expect(rows().slice(0, 2)).toEqual(['group authorization-response', 'ar-iss-match']),
    )
    expect(within(first).getByRole('img', { name: 'failed' })).toBeTruthy()
    expect(first.textContent).toContain('failed in 1 flow')
    expect((await row('ar-state-match')).textContent).toContain('passed in 2 flows')
    expect(first.textContent).toContain('Fail')
    expect(list().getByText(/rules run for Open Finance Malaysia/)).toBeTruthy()
  })

  test('is searched by title, id, clause and claim, and what matched is marked', async () => {
    const { user } = await open()
    const field = screen.getByRole('textbox', { name: 'Search rules' })
    await user.type(field, 'RFC 9207 2.4')
    await waitFor(() => expect(rows()).toContain('ar-iss-match'))
    expect(rows()).not.toContain('ar-state-match')
    await user.clear(field)
    await user.type(field, 'nonce')
    const found = await row('idt-')
    expect(found.querySelector('mark')?.textContent).toBe('nonce')
    await user.keyboard('{Escape}')
    expect(field).toHaveProperty('value', '')
  })

  test('is filtered by profile, artefact, severity and what failed', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('switch', { name: 'Failed in flows' }))
    await waitFor(() => expect(rows().slice(1)).toEqual(['ar-iss-match']))
    await user.click(list().getByRole('button', { name: 'Clear filters' }))
    await user.click(list().getByRole('button', { name: 'All artefacts' }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'PAR response' }))
    await waitFor(() => expect(rows()[0]).toBe('group par-response'))
    await user.click(list().getByRole('radio', { name: 'Warning' }))
    await waitFor(() => expect(rows()).toContain('par-expires-in-min'))
    expect(rows()).not.toContain('par-status-201')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Profile' }), 'OAuth 2.0')
    await waitFor(() => expect(rows()).not.toContain('par-expires-in-min'))
  })

  test('without a match says what the filters hide, and shows it', async () => {
    const { user } = await open()
    await user.type(screen.getByRole('textbox', { name: 'Search rules' }), 'par-status-201')
    await user.click(list().getByRole('radio', { name: 'Note' }))
    expect(
      await list().findByText('1 rule matches “par-status-201” without the filters.'),
    ).toBeTruthy()
    await user.click(list().getByRole('button', { name: 'Show the rule' }))
    expect(await row('par-status-201')).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'Search rules' }), ' nothing')
    expect(await list().findByText('No rule matches')).toBeTruthy()
    expect(list().queryByRole('button', { name: /^Show/ })).toBeNull()
  })
})

describe('the page of a rule', () => {
  test('has its results, findings, examples, severities, tests and needs', async () => {
    const { user } = await open()
    await user.click(await row('ar-iss-match'))
    expect(page().getByRole('heading', { level: 2 }).textContent).toBe(
      'iss is the issuer that the request was sent to',
    )
    expect(page().getByRole('link', { name: 'RFC 9207 section 2.4' })).toBeTruthy()
    expect(page().getByText('1 failed')).toBeTruthy()
    const rule = rulePages.find(({ id }) => id === 'ar-iss-match')
    expect(page().getByText(rule?.good ?? '')).toBeTruthy()
    expect(page().getByText(rule?.bad ?? '')).toBeTruthy()
    expect(page().getAllByRole('rowheader')).toHaveLength(rule?.findings.length ?? 0)
    for (const name of ['Open Finance Malaysia', 'FAPI 2.0 Security Profile', 'OAuth 2.0'])
      expect(page().getAllByText(name).length).toBeGreaterThan(0)
    for (const name of rule?.oidf ?? []) expect(page().getByText(name)).toBeTruthy()
    expect(page().getByText('Needs')).toBeTruthy()
  })

  test('leads to the message of a flow, with its checks', async () => {
    const { user } = await open()
    await user.click(await row('ar-iss-match'))
    const [use] = page().getAllByRole('listitem')
    if (!use) throw new Error('No result')
    await user.click(within(use).getByRole('button'))
    expect(screen.getByRole('button', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
    expect(screen.getByRole('tab', { name: /Checks/ }).getAttribute('aria-selected')).toBe('true')
  })

  test('is opened by the id of the rule in the checks', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(await screen.findByRole('tab', { name: /Checks/ }))
    await user.click(screen.getByRole('button', { name: 'Open the rule ar-iss-match' }))
    await screen.findByRole('textbox', { name: 'Search rules' })
    expect(await page().findByText('ar-iss-match')).toBeTruthy()
    expect((await row('ar-iss-match')).getAttribute('aria-current')).toBe('true')
    await waitFor(() => expect(document.activeElement?.hasAttribute('data-page')).toBe(true))
  })
})

describe('the keyboard', () => {
  test('/ searches, Down goes into the list, Enter to the page, Escape back', async () => {
    const { user } = await open()
    const first = await row('ar-iss-match')
    first.focus()
    await user.keyboard('/')
    const field = screen.getByRole('textbox', { name: 'Search rules' })
    expect(document.activeElement).toBe(field)
    await user.keyboard('{ArrowDown}')
    expect((document.activeElement as HTMLElement).dataset['row']).toBe(
      'group authorization-response',
    )
    await user.keyboard('{ArrowDown}{Enter}')
    expect(document.activeElement?.hasAttribute('data-page')).toBe(true)
    expect(page().getByText('ar-iss-match')).toBeTruthy()
    await user.keyboard(']')
    expect(page().queryByText('ar-iss-match')).toBeNull()
    await user.keyboard('[[')
    expect(page().getByText('ar-iss-match')).toBeTruthy()
    await user.keyboard('c')
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toMatch(/#screen=rules&rule=ar-iss-match$/),
    )
    await user.keyboard('{Escape}')
    expect((document.activeElement as HTMLElement).dataset['row']).toBe('ar-iss-match')
  })

  test('Left and Right fold a group', async () => {
    const { user } = await open()
    await row('ar-iss-match')
    screen.getByRole('button', { name: /^Authorization response/ }).focus()
    await user.keyboard('{ArrowLeft}')
    expect(rows()).not.toContain('ar-iss-match')
    await user.keyboard('{ArrowRight}')
    expect(await row('ar-iss-match')).toBeTruthy()
  })
})

test('without a profile, all rules are listed with their worst severity', async () => {
  setMirror({ profiles: [] })
  await open()
  expect(await list().findByText(`${rulePages.length} rules`)).toBeTruthy()
})

test('is accessible', async () => {
  const { user, container } = await open()
  await user.click(await row('ar-iss-match'))
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})
