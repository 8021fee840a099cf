import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { profile } from './sample'
import { keys, record } from './server-sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string) => Promise<unknown>>(),
}))

const json = record.document?.json ?? {}
const other = { ...json, scopes_supported: ['openid', 'other'], extra: true }

beforeEach(() => {
  fillMirror()
  vi.mocked(command).mockImplementation(((name: string) =>
    Promise.resolve(name === 'jwksRead' ? keys : undefined)) as never)
  setMirror({
    profiles: [profile, { ...profile, id: 'p2', name: 'Other bank' }],
    metadata: {
      p1: record,
      p2: { ...record, profileId: 'p2', document: { ...record.document!, json: other } },
    },
  })
})

async function openComparison() {
  const rendered = renderPanel('server')
  await rendered.user.click(await screen.findByRole('button', { name: 'Compare the document…' }))
  await screen.findByRole('combobox', { name: 'Other metadata document' }, { timeout: 20_000 })
  return rendered
}
const names = () =>
  within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent)

test('metadata is compared with that of a different profile, and copied', async () => {
  const { user, container } = await openComparison()
  expect(names()).toEqual(expect.arrayContaining(['scopes_supported', 'extra']))
  expect(names()).not.toContain('issuer')
  expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }))
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/^# Compare metadata/)
  expect(text).toContain('- B: Other bank')
  expect(text).toContain('| B | `extra` | Not in A | `true` |')
})

test('metadata is compared with what the issuer published before, and with the verdicts of both', async () => {
  const result = (outcome: 'passed' | 'failed') => ({
    id: 'md-dpop-algs',
    on: 'metadata',
    of: 'message',
    about: 'dpop_signing_alg_values_supported',
    outcome,
    severity: 'fail',
    findings: [],
    refs: [],
  })
  vi.mocked(command).mockImplementation(((name: string, data: { earlier?: true }) => {
    if (name !== 'readinessRead') return Promise.resolve(name === 'jwksRead' ? keys : undefined)
    const results = [result(data.earlier ? 'failed' : 'passed')]
    return Promise.resolve(Object.fromEntries(ruleProfileNames.map((each) => [each, results])))
  }) as never)
  const document = { ...record.document!, json: { ...json, scopes_supported: ['openid'] } }
  setMirror({ metadata: { p1: { ...record, earlier: { fetchedAt: 1, document } } } })
  await openComparison()
  expect(
    screen.getByRole('option', { name: /^Earlier document, read/, selected: true }),
  ).toBeTruthy()
  await vi.waitFor(() =>
    expect(names()).toEqual(['Checks', 'md-dpop-algs', 'Members', 'scopes_supported']),
  )
})

test('metadata is compared with a pasted document, and Escape leaves', async () => {
  const { user } = await openComparison()
  await user.selectOptions(
    screen.getByRole('combobox', { name: /^Other metadata/ }),
    'Pasted document',
  )
  expect(screen.getByText('Paste the document to compare with.')).toBeTruthy()
  const field = screen.getByRole('textbox')
  await user.click(field)
  await user.paste('{"issuer": ')
  expect(screen.getByText(/^No metadata document to compare with/)).toBeTruthy()
  await user.clear(field)
  await user.paste(JSON.stringify({ ...json, issuer: 'https://x.test' }))
  expect(names()).toEqual(['Members', 'issuer'])
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('region', { name: 'Compare metadata' })).toBeNull()
  expect(screen.getByRole('region', { name: 'Metadata' })).toBeTruthy()
})
