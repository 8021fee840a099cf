import { fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
// The panel loads these on demand. Here they are compiled before a test waits for them.
import '@/components/panel/share/compare-pane'
import '@/components/panel/share/copy-report'
import '@/components/panel/share/export-pane'
import { command } from '@/lib/state/actions'
import { ownFlow, secrets } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, flow, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const rows = () =>
  within(screen.getByRole('list', { name: 'Flows, newest first' })).getAllByRole('button')
const task = (name: string) => within(screen.getByRole('region', { name }))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
  setMirror({
    flows: [denied, summary],
    flow: { f1: { ...ownFlow, id: 'f1' }, f2: { ...flow, id: 'f2', messages: [] } },
  })
})

async function openExport() {
  const rendered = renderPanel()
  await rendered.user.click(rows()[0]!)
  await rendered.user.keyboard('e')
  await screen.findByRole('tab', { name: /^Preview/ }, { timeout: 10_000 })
  return rendered
}

const leaked = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret))

describe('the export', () => {
  test('shows the file without secrets, and Escape leaves it', async () => {
    const { user, container } = await openExport()
    const preview = task('Preview').getByText(/"mode": "safe"/)
    expect(preview).toBeTruthy()
    expect(leaked(container.querySelector('.xport__panel')?.textContent ?? '')).toEqual([])
    expect(container.querySelectorAll('mark.rep').length).toBeGreaterThan(0)
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Export' })).toBeNull()
  })

  test('jumps between the replaced values with [ and ]', async () => {
    const { user, container } = await openExport()
    const marks = [...container.querySelectorAll('mark.rep')]
    await user.keyboard(']')
    expect(document.activeElement).toBe(marks[0])
    await user.keyboard(']')
    expect(document.activeElement).toBe(marks[1])
    await user.keyboard('[[[[')
    expect(document.activeElement).toBe(marks.at(-1))
  })

  test('is accessible', async () => {
    const { user, container } = await openExport()
    for (const tab of [/^Preview/, /^Replaced/, /^To check/]) {
      await user.click(screen.getByRole('tab', { name: tab }))
      expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
    }
  })

  test('copies what it shows', async () => {
    const { user } = await openExport()
    await user.click(screen.getByRole('radio', { name: /^Markdown/ }))
    await user.click(task('Export').getByRole('button', { name: 'Copy' }))
    const text = await navigator.clipboard.readText()
    expect(text).toMatch(/^# /)
    expect(leaked(text)).toEqual([])
  })

  test('has the note, without the secrets in it', async () => {
    const [secret = ''] = Object.values(secrets)
    const note = { text: `Ticket OFM-318: ${secret} was refused`, at: 1 }
    setMirror({ flow: { f1: { ...ownFlow, id: 'f1', note } } })
    const { user } = await openExport()
    await user.click(screen.getByRole('radio', { name: /^Markdown/ }))
    await user.click(task('Export').getByRole('button', { name: 'Copy' }))
    const text = await navigator.clipboard.readText()
    expect(text).toContain('Ticket OFM-318')
    expect(leaked(text)).toEqual([])
  })

  test('leaves out bodies and says so, where the format allows it', async () => {
    const { user } = await openExport()
    const bodies = () => screen.getByRole('switch', { name: 'Message bodies' })
    expect(bodies().getAttribute('aria-disabled')).toBe('true')
    await user.click(screen.getByRole('radio', { name: /^Markdown/ }))
    await user.click(bodies())
    await user.click(task('Export').getByRole('button', { name: 'Copy' }))
    const text = await navigator.clipboard.readText()
    expect(text).not.toContain('"token_type"')
    expect(text).toContain('| Left out | Message bodies |')
    await user.click(screen.getByRole('radio', { name: /^Flow file/ }))
    expect(bodies().getAttribute('aria-checked')).toBe('true')
  })

  test('draws the HTML report in a frame that can do nothing', async () => {
    const { user } = await openExport()
    await user.click(screen.getByRole('radio', { name: /^HTML report/ }))
    const frame = screen.getByTitle(/\.html$/)
    expect(frame.getAttribute('sandbox')).toBe('')
    expect(leaked(frame.getAttribute('srcdoc') ?? 'nothing')).toEqual([])
  })

  test('asks again before secrets leave, and the file name says so', async () => {
    const { user } = await openExport()
    await user.click(screen.getByRole('radio', { name: 'Complete' }))
    expect(task('Export').getByText(/^complete\..+\.parley\.json$/)).toBeTruthy()
    expect(task('Export').queryByRole('button', { name: 'Copy' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Save complete…' }))
    expect(screen.getByRole('button', { name: /^Save with \d+ secrets$/ })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Back to safe' }))
    expect(screen.queryByRole('button', { name: /^Save with/ })).toBeNull()
    expect(task('Export').getByRole('button', { name: 'Copy' })).toBeTruthy()
  })

  test('of several flows offers the formats that can have them', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('{Control>}a{/Control}e')
    await screen.findByRole('tab', { name: /^Preview/ }, { timeout: 10_000 })
    expect(task('Export').getByText('2 flows')).toBeTruthy()
    expect(screen.getByRole('radio', { name: /^Sequence picture, PNG/ })).toHaveProperty(
      'disabled',
      true,
    )
  })
})

describe('the comparison', () => {
  test('shows what differs, and all values on request', async () => {
    const changed = {
      ...ownFlow,
      id: 'f2',
      messages: ownFlow.messages.map((message) =>
        message.kind === 'token-response' ? { ...message, status: 201 } : message,
      ),
    }
    setMirror({ flow: { f1: { ...ownFlow, id: 'f1' }, f2: changed } })
    const { user, container } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('d')
    expect(await screen.findByText('1 difference')).toBeTruthy()
    const table = within(screen.getByRole('table'))
    expect(table.getByRole('rowheader', { name: 'status' })).toBeTruthy()
    expect(table.getAllByRole('row')).toHaveLength(3)
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
    await user.click(screen.getByRole('radio', { name: 'All' }))
    expect(table.getAllByRole('row').length).toBeGreaterThan(10)
    expect(leaked(container.querySelector('.cmp')?.textContent ?? 'nothing')).toEqual([])
  })

  test('of a flow with itself has no difference', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('d')
    const sides = await screen.findAllByRole('combobox', { name: /^Flow [AB]$/ })
    await user.selectOptions(sides[0]!, 'f1')
    await user.selectOptions(sides[1]!, 'f1')
    expect(await screen.findByText(/^No difference, apart from/)).toBeTruthy()
  })

  test('is copied without secrets', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('d')
    await user.click(await screen.findByRole('button', { name: 'Copy as Markdown' }))
    const text = await navigator.clipboard.readText()
    expect(text).toMatch(/^# Compare flows/)
    expect(leaked(text)).toEqual([])
  })
})

test('a report is copied with Shift+C, without secrets', async () => {
  const { user } = renderPanel()
  await user.click(rows()[0]!)
  await user.keyboard('{Shift>}C{/Shift}')
  expect(await screen.findByText('Report copied, without secrets')).toBeTruthy()
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/^# /)
  expect(leaked(text)).toEqual([])
})

test('an imported flow is marked, says where it comes from, and offers no call', () => {
  const by = { parley: '0.2.0', browser: 'Chromium', rules: '467 rules' }
  const imported = { at: Date.now(), mode: 'safe', by } as const
  setMirror({
    flows: [{ ...summary, profileId: null, imported: true }],
    flow: { f1: { ...ownFlow, id: 'f1', profileId: null, imported } },
  })
  renderPanel()
  expect(within(rows()[0]!).getByText('Imported')).toBeTruthy()
  expect(screen.getByRole('region', { name: 'Read-only' }).textContent).toContain('Parley 0.2.0')
  expect(screen.getByText('Parley sends nothing for a read-only flow.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Exchange/ })).toBeNull()
  const tokens = within(screen.getByRole('region', { name: 'Tokens of this flow' }))
  const names = tokens.getAllByRole('button').map((button) => button.getAttribute('aria-label'))
  expect(names.filter((name) => !/^(?:Show|Reveal|Copy|Decode|Collapse)/.test(name ?? ''))).toEqual(
    [],
  )
})

describe('files that are dropped', () => {
  const good = '{"parley":"flows"}'
  const drop = (files: readonly File[]) => {
    const screenOf = screen.getByRole('region', { name: 'Flows' }).parentElement!
    const dataTransfer = { files, types: ['Files'] }
    fireEvent.dragOver(screenOf, { dataTransfer })
    expect(screen.getByText('Drop to import')).toBeTruthy()
    fireEvent.drop(screenOf, { dataTransfer })
  }

  test('are imported one after the other, and refused files say why', async () => {
    vi.mocked(command).mockImplementation((async (name: string, data: { text: string }) => {
      if (name !== 'flowsImport') return undefined
      return data.text === good
        ? { ok: true, flowIds: ['f1', 'f2'] }
        : { ok: false, issues: [{ code: 'flow_file_unknown' }] }
    }) as never)
    const { user } = renderPanel()
    drop([new File([good], 'a.parley.json'), new File(['bad'], 'b.json')])
    expect(await screen.findAllByText(/^Parley does not read this format/)).not.toEqual([])
    expect(task('Import').getAllByText(/2 flows imported/).length).toBeGreaterThan(0)
    await user.click(screen.getByRole('button', { name: 'Open the first flow' }))
    expect(screen.queryByRole('region', { name: 'Import' })).toBeNull()
    expect(rows().find((row) => row.getAttribute('aria-current'))).toBeTruthy()
  })
})
