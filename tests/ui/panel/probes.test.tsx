import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import type { ProbeRun } from '@/lib/oauth/probes/run'
import { activeRun, endedRun, markRun } from '../../preview/samples/probes'
import { withMetadata } from '../../preview/samples/bank'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(
    () => new Promise(() => undefined),
  ),
}))

const sent = (name: string) =>
  vi
    .mocked(command)
    .mock.calls.filter(([each]) => each === name)
    .map(([, data]) => data)

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
  setMirror({ probes: {} })
})

const marked = { ...withMetadata() }
const open = async (item: RegExp, run: ProbeRun | null, isMarked = true) => {
  const [profile] = marked.profiles ?? []
  if (!profile) throw new Error('no profile')
  setMirror({
    ...marked,
    profiles: [{ ...profile, testSystem: isMarked }],
    probes: run ? { [profile.id]: { ...run, profileId: profile.id } } : {},
  })
  const view = renderPanel('requests')
  const library = within(screen.getByRole('region', { name: 'Saved requests' }))
  await view.user.click(library.getByRole('button', { name: item }))
  return view
}

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row).getAllByRole('cell')[0]?.querySelector('svg')?.getAttribute('aria-label'),
    )

describe('all tests', () => {
  test('cannot be run before the issuer is marked, which takes one press', async () => {
    const { user } = await open(/All negative tests/, null, false)
    const [, run] = screen.getAllByRole('button', { name: 'Run all' })
    expect(run?.getAttribute('aria-disabled')).toBe('true')
    await user.click(run as HTMLElement)
    expect(sent('probesRun')).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Mark as a test system' }))
    expect(sent('profileTestSystem')).toEqual([{ id: 'p1', on: true }])
  })

  test('name what a run uses up, and run every step that is offered', async () => {
    const { user } = await open(/All negative tests/, null)
    expect(screen.getByText(/No login, code or token is used/)).toBeTruthy()
    const [run] = screen.getAllByRole('button', { name: 'Run all' })
    await user.click(run as HTMLElement)
    const [data] = sent('probesRun') as unknown as { steps: string[] }[]
    expect(data?.steps).toEqual(expect.arrayContaining(['S01', 'S16-no-exp', 'S19']))
    // Only rules of FAPI 1.0 have this one.
    expect(data?.steps).not.toContain('S18-code')
  })

  test('are in the order of the run while it runs, and can be stopped', async () => {
    const { user } = await open(/All negative tests/, activeRun)
    expect(rows().slice(0, 4)).toEqual(['warning', 'passed', 'passed', 'in progress'])
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    expect(sent('probesStop')).toEqual([{ profileId: 'p1' }])
  })

  test('show failures first afterwards, in the words of an observation', async () => {
    const { user } = await open(/All negative tests/, endedRun)
    expect(rows().slice(0, 3)).toEqual(['failed', 'warning', 'warning'])
    expect(
      screen.getByText('The server accepted a client assertion that expired five minutes ago'),
    ).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/insecure/i)
    await user.click(screen.getByRole('button', { name: 'Open the next one' }))
    expect(sent('probeOpen')).toEqual([{ profileId: 'p1', step: 'S19' }])
  })

  test('say why a run stopped, and continue it', async () => {
    const stopped: ProbeRun = { ...endedRun, stop: 'interrupted', queue: ['S08'] }
    const { user } = await open(/All negative tests/, stopped)
    expect(screen.getByText(/The run was interrupted\./)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(sent('probesContinue')).toEqual([{ profileId: 'p1' }])
  })

  test('are copied as Markdown with both values, the clause and the module', async () => {
    const { user } = await open(/All negative tests/, endedRun)
    await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }))
    const text = await navigator.clipboard.readText()
    expect(text).toContain('## Negative tests: ')
    expect(text).toMatch(/failed \| S08 Expired assertion: .*exp: 1795833787 → 1795833427/)
    expect(text).toContain('RFC 7523 section 3')
    expect(text).toContain(
      'fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails',
    )
    expect(text).not.toContain('eyJ')
  })
})

describe('one test', () => {
  test('says before what a correct server does, why, and how it is judged', async () => {
    const { user } = await open(/^No PKCE/, null)
    expect(screen.getByText('A correct server refuses this request')).toBeTruthy()
    expect(screen.getByText('invalid_request')).toBeTruthy()
    expect(screen.getByText(/fapi2-security-profile-final-par-ensure-pkce-required/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Run' }))
    expect(sent('probesRun')).toEqual([{ profileId: 'p1', steps: ['S03'] }])
  })

  test('says afterwards what was received, and what the server says as its own words', async () => {
    const { user } = await open(/No PKCE/, endedRun)
    expect(screen.getByText('Refused, as expected')).toBeTruthy()
    expect(screen.getByText('400 invalid_request')).toBeTruthy()
    expect(document.querySelector('q')?.textContent).toMatch(/requires PKCE/)
    await user.click(screen.getByRole('button', { name: 'Show the flow' }))
    expect(screen.getByRole('button', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
  })

  test('that does not apply says why, and cannot be run', async () => {
    setMirror({})
    const { user } = await open(/^RS256 assertion/, null)
    act(() => setMirror({ keys: (marked.keys ?? []).map((key) => ({ ...key, algs: ['ES256'] })) }))
    expect(screen.getByText(/Needs `?private_key_jwt`? with an RSA key/)).toBeTruthy()
    const run = screen.getByRole('button', { name: 'Run' })
    expect(run.getAttribute('aria-disabled')).toBe('true')
    await user.click(run)
    expect(sent('probesRun')).toEqual([])
  })

  test('whose page only the tester can read asks what it shows', async () => {
    const { user } = await open(/^.*No PAR, or no request object/, markRun)
    await user.click(screen.getByRole('button', { name: 'Error page shown' }))
    await user.click(screen.getByRole('button', { name: 'Login page shown' }))
    expect(sent('probeMark')).toEqual([
      { profileId: 'p1', step: 'S19', page: 'error' },
      { profileId: 'p1', step: 'S19', page: 'login' },
    ])
  })
})
