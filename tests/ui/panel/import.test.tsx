import { fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import type { Host } from '@/lib/state/host'
import { ownFlow, secrets } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, flow, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const rows = () =>
  within(screen.getByRole('list', { name: 'Flows, newest first' })).getAllByRole('button')
const leaked = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret))
const task = (name: string) => within(screen.getByRole('region', { name }))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
  setMirror({
    flows: [denied, summary],
    flow: { f1: { ...ownFlow, id: 'f1' }, f2: { ...flow, id: 'f2', messages: [] } },
  })
})

describe('an import', () => {
  const recorded = {
    tool: 'Firefox 153.0',
    count: 1987,
    used: 4,
    bodiless: 2,
    left: { asset: 1771, other: 157, login: 38, unread: 0 },
  }
  const file = (name: string) => new File(['{"log":{}}'], name)
  const recording = () =>
    Promise.resolve({
      kind: 'recording',
      flows: [{} as never],
      documents: [],
      summary: recorded,
    } as const)

  const openWith = async (readFile: Host['readFile'], ...names: readonly string[]) => {
    vi.mocked(command).mockImplementation((...[name]) =>
      Promise.resolve(
        (name === 'recordingImport' ? { ok: true, flowIds: ['f1'] } : undefined) as never,
      ),
    )
    const rendered = renderPanel('flows', null, { readFile })
    const input = rendered.container.querySelector<HTMLInputElement>('input[type="file"]')!
    await rendered.user.upload(input, names.map(file))
    return rendered
  }

  test('of a recording shows its flows, and what was left out with counts', async () => {
    const { container } = await openWith(recording, 'bank.har')
    await screen.findByText('1 flow imported from bank.har')
    const pane = task('Import')
    expect(pane.getByText('Recorded by Firefox 153.0. 4 of 1987 entries used')).toBeTruthy()
    expect(pane.getByRole('rowheader', { name: /^Images, styles/ })).toBeTruthy()
    expect(pane.queryByText(/not HTTP requests/)).toBeNull()
    expect(pane.getByText(/bodies of 2 responses/)).toBeTruthy()
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
    expect(vi.mocked(command)).toHaveBeenCalledWith(
      'recordingImport',
      expect.objectContaining({ file: 'bank.har', tool: 'Firefox 153.0' }),
    )
  })

  test('of Safari says that redirects may be missing', async () => {
    const safari = async () => ({
      ...(await recording()),
      summary: { ...recorded, tool: 'WebKit Web Inspector 1.0' },
    })
    await openWith(safari, 'safari.har')
    await screen.findByText('1 flow imported from safari.har')
    expect(task('Import').getByText('Safari leaves redirects out')).toBeTruthy()
  })

  test('of 200 MB is refused by its size, and not read', async () => {
    const readFile = vi.fn<Host['readFile']>()
    const { container, user } = renderPanel('flows', null, { readFile })
    const large = file('large.har')
    const unread = () => {
      throw new Error('The file was read')
    }
    Object.defineProperties(large, {
      size: { value: 200_000_000 },
      slice: { value: unread },
      stream: { value: unread },
      text: { value: unread },
      arrayBuffer: { value: unread },
    })
    const input = container.querySelector<HTMLInputElement>('input[type="file"]')!
    await user.upload(input, [large])
    expect(
      await screen.findByText('The file is too large (200 MB). The limit is 100 MB.'),
    ).toBeTruthy()
    expect(readFile).not.toHaveBeenCalled()
  })

  test('that is cancelled stores nothing', async () => {
    const readFile: Host['readFile'] = (_, __, { signal, onProgress }) =>
      new Promise((_resolve, reject) => {
        onProgress({ characters: 5, entries: 12 })
        signal.addEventListener('abort', () => {
          // The step that runs at that moment still reports.
          setTimeout(() => {
            onProgress({ characters: 6, entries: 13 })
            reject(new Error('stopped'))
          })
        })
      })
    const { user } = await openWith(readFile, 'a.har', 'b.har')
    await screen.findByText(/12 entries$/)
    expect(screen.getByRole('progressbar', { name: 'Reading a.har' })).toBeTruthy()
    expect(screen.getByText('Waits for the file above')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel all' }))
    await new Promise((resolve) => setTimeout(resolve))
    expect(screen.getAllByText('Cancelled. Nothing was stored.')).toHaveLength(2)
    expect(vi.mocked(command).mock.calls.map(([name]) => name)).not.toContain('recordingImport')
  })

  test('that is cancelled while its flows are stored removes them', async () => {
    const { user } = await openWith(recording)
    const storing = Promise.withResolvers<unknown>()
    vi.mocked(command).mockImplementation((...[name]) =>
      name === 'recordingImport'
        ? (storing.promise as Promise<never>)
        : Promise.resolve(undefined as never),
    )
    const data = { files: [], getData: () => '{"log":{}}' }
    fireEvent.paste(document.body, { clipboardData: data })
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    storing.resolve({ ok: true, flowIds: ['f1'] })
    await vi.waitFor(() =>
      expect(vi.mocked(command)).toHaveBeenCalledWith('flowsRemove', { ids: ['f1'] }),
    )
    expect(screen.getByText('Cancelled. Nothing was stored.')).toBeTruthy()
  })

  test('that is refused says why', async () => {
    const readFile: Host['readFile'] = async () => ({
      kind: 'refused',
      issue: { code: 'har_version', seen: '"2.0"', expected: '1.2' },
    })
    await openWith(readFile, 'a.har')
    const text =
      'The recording has HAR version "2.0", and Parley reads version 1.2. Save it with a different tool.'
    expect(await screen.findByText(text)).toBeTruthy()
    expect(screen.getByText('Nothing of a refused file was stored.')).toBeTruthy()
  })

  test('reads what is pasted outside of a field', async () => {
    const readFile = vi.fn<Host['readFile']>(recording)
    await openWith(readFile)
    const data = { files: [], getData: () => '{"log":{}}' }
    fireEvent.paste(document.body, { clipboardData: data })
    await screen.findByText('1 flow imported from Pasted text')
    fireEvent.paste(screen.getByRole('textbox', { name: /search/i }), { clipboardData: data })
    expect(readFile).toHaveBeenCalledTimes(1)
  })

  test('opens with I, and Ctrl+S saves a safe flow file', async () => {
    const { user, container } = renderPanel()
    const input = container.querySelector<HTMLInputElement>('input[type="file"]')!
    const opened = vi.spyOn(input, 'click').mockImplementation(() => undefined)
    await user.click(rows()[0]!)
    await user.keyboard('i')
    expect(opened).toHaveBeenCalledTimes(1)
    const saved: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob)
      return 'blob:x'
    })
    await user.keyboard('{Control>}s{/Control}')
    await vi.waitFor(() => expect(saved).toHaveLength(1), { timeout: 40_000 })
    const text = (await saved[0]?.text()) ?? ''
    expect(text).toContain('"mode": "safe"')
    expect(leaked(text)).toEqual([])
  })
})
