import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { MetadataRecord } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { keys, published, readinessOf, record } from './server-sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))
const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>

const pane = () => within(screen.getByRole('region', { name: 'Metadata' }))
const keyPane = () => within(screen.getByRole('region', { name: 'Keys' }))
const show = (shown: MetadataRecord | undefined) => {
  setMirror({ metadata: { p1: shown } })
  return renderPanel('server')
}

const answers: Readonly<Record<string, unknown>> = {
  jwksRead: keys,
  readinessRead: readinessOf(record),
}

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation((name) => Promise.resolve(answers[name] ?? record))
  fillMirror()
})

describe('a pasted document', () => {
  const text = JSON.stringify(published)
  const judged = {
    at: Date.now(),
    document: { ...record.document, url: '', status: null, contentType: null, body: text },
    readiness: readinessOf(record),
    issues: [],
  }
  const pasteAnd = async () => {
    const rendered = renderPanel('server')
    const { user } = rendered
    await user.click(screen.getByRole('button', { name: 'Paste a document' }))
    await user.click(screen.getByLabelText('Metadata document'))
    await user.paste(text)
    await user.click(screen.getByRole('button', { name: 'Check readiness' }))
    await screen.findByRole('region', { name: 'Keys' })
    return rendered
  }
  const pasteInto = async () => (await pasteAnd()).user

  test('is shown without a profile, and nothing is read for it', async () => {
    setMirror({ profiles: [], metadata: {} })
    answer.mockImplementation((name) => Promise.resolve(name === 'readinessPaste' ? judged : null))
    const user = await pasteInto()
    expect(await pane().findByText('token_endpoint', { exact: false })).toBeTruthy()
    expect(answer.mock.calls.map(([name]) => name)).toEqual(['readinessPaste'])
    expect(answer.mock.calls[0]?.[1]).toEqual({ text })
    expect(keyPane().getByText('Not read')).toBeTruthy()
    await user.click(pane().getByRole('button', { name: 'Remove' }))
    expect(screen.getByText('No profiles yet')).toBeTruthy()
  })

  describe('and its keys', () => {
    const withUri = { ...published, jwks_uri: 'https://keys.example/jwks' }
    const readable = {
      ...judged,
      document: { ...judged.document, json: withUri, body: JSON.stringify(withUri) },
    }
    beforeEach(() => {
      setMirror({ profiles: [], metadata: {} })
      answer.mockImplementation((name) =>
        Promise.resolve(name === 'readinessPaste' ? readable : keys),
      )
    })

    test('are read at a click that names the host and asks for access', async () => {
      const { user, host } = await pasteAnd()
      const asked = vi.mocked(host.requestAccess)
      asked.mockResolvedValueOnce(false)
      await user.click(keyPane().getByRole('button', { name: 'Read the keys from keys.example' }))
      expect(asked).toHaveBeenCalledWith(['https://keys.example/jwks/*'])
      expect(await keyPane().findByText(/^The browser has no access to keys\.example/)).toBeTruthy()
      expect(answer.mock.calls.map(([name]) => name)).toEqual(['readinessPaste'])
      await user.click(keyPane().getByRole('button', { name: 'Read the keys from keys.example' }))
      expect(await keyPane().findByRole('list', { name: 'Keys' })).toBeTruthy()
      expect(answer.mock.calls.at(-1)).toEqual([
        'pastedKeysRead',
        { metadata: JSON.stringify(withUri) },
      ])
    })

    test('can be pasted beside it, and others after them', async () => {
      const { user, container } = await pasteAnd()
      await user.click(keyPane().getByLabelText('JWKS'))
      await user.paste('{"keys":[]}')
      await user.click(keyPane().getByRole('button', { name: 'Judge the keys' }))
      expect(await keyPane().findByRole('list', { name: 'Keys' })).toBeTruthy()
      expect(answer.mock.calls.at(-1)).toEqual([
        'pastedKeysJudge',
        { metadata: JSON.stringify(withUri), keys: '{"keys":[]}' },
      ])
      expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
      await user.click(keyPane().getByRole('button', { name: 'Different keys' }))
      expect(keyPane().getByText('Not read')).toBeTruthy()
    })
  })

  test('that is not metadata says what is wrong', async () => {
    setMirror({ profiles: [], metadata: {} })
    const issues = [{ code: 'metadata_not_json', seen: 'Unexpected token' }]
    const document = { ...judged.document, json: null, body: 'x' }
    const wrong = { ...judged, document, readiness: null, issues }
    answer.mockImplementation((name) => Promise.resolve(answers[name] ?? wrong))
    await pasteInto()
    expect(await screen.findByRole('region', { name: 'Not a metadata document' })).toBeTruthy()
  })

  test('arrives from the popup, and not on the Tokens screen', async () => {
    setMirror({ pasted: { id: 'x1', text } })
    answer.mockImplementation((name) => Promise.resolve(answers[name] ?? judged))
    renderPanel('server')
    expect(await screen.findByRole('region', { name: 'Pasted document' })).toBeTruthy()
    expect(answer.mock.calls).toContainEqual(['pastedTaken', { id: 'x1' }])
    expect(answer.mock.calls.map(([name]) => name)).not.toContain('tokenInspect')
    setMirror({ pasted: null })
  })
})

const pickers = () => [...document.querySelectorAll('.ready__pick')]

describe('the readiness keys', () => {
  const open = async () => {
    const view = show(record)
    await pane().findByText('Published')
    pane()
      .getAllByRole('button', { name: /not https/ })[0]
      ?.focus()
    return view
  }
  const members = () =>
    pane()
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)

  test('/ filters by name, value and clause, and Escape shows all again', async () => {
    const { user } = await open()
    const all = members()
    await user.keyboard('/')
    const field = pane().getByRole<HTMLInputElement>('textbox', { name: 'Filter' })
    expect(document.activeElement).toBe(field)
    await user.keyboard('as.example/tok')
    expect(members()).toEqual(['token_endpoint'])
    await user.clear(field)
    await user.keyboard('oidc-discovery-3')
    expect(members()).toEqual(['jwks_uri'])
    await user.clear(field)
    await user.keyboard('no such')
    expect(pane().getByText('No member matches the filter.')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(members()).toEqual(all)
  })

  test('J goes from problem to problem, and back to the first', async () => {
    const { user } = await open()
    const at = () => document.activeElement?.closest('tr')?.querySelector('th')?.textContent
    const visited: unknown[] = [at()]
    for (let step = 0; step < 3; step += 1) {
      await user.keyboard('j')
      visited.push(at())
    }
    expect(new Set(visited).size).toBe(3)
    expect(visited[3]).toBe(visited[0])
  })

  test('P and Shift+P open the pickers, [ and ] change the view', async () => {
    const { user } = await open()
    await user.keyboard('p')
    expect(screen.getByRole('menu')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(pickers()[0])
    await user.keyboard('{Shift>}P{/Shift}')
    expect(screen.getByRole('menu')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(pickers()[1])
    await user.keyboard(']')
    expect(pane().getByRole('radio', { name: 'Document' }).getAttribute('aria-checked')).toBe(
      'true',
    )
  })
})

describe('a narrow window', () => {
  const issues = [{ code: 'fetch_status', seen: '404' }]
  const narrow = (width: number) =>
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (text) =>
        ({
          matches: text === '(width < 640px)' ? width < 640 : width < 1000,
          addEventListener: () => undefined,
          removeEventListener: () => undefined,
        }) as never,
    )

  test('has one column of rules under 640', async () => {
    const spy = narrow(420)
    show(record)
    await pane().findByRole('textbox', { name: 'Filter' })
    expect(pickers()).toHaveLength(1)
    spy.mockRestore()
  })

  test.each([
    ['that cannot be asked for', () => Promise.reject(new Error('gone'))],
    ['that the server does not give', () => Promise.resolve({ ...keys, keys: [], issues })],
  ])('marks the view of keys %s as failed', async (_, read) => {
    const spy = narrow(900)
    answer.mockImplementation((name) =>
      name === 'jwksRead' ? read() : Promise.resolve(answers[name] ?? record),
    )
    show(record)
    expect(await pane().findByRole('radio', { name: /^Keys ?failed$/ })).toBeTruthy()
    spy.mockRestore()
  })

  test('has the keys as a view, with their worst status', async () => {
    const spy = narrow(900)
    const { user } = show(record)
    await pane().findByText('Published')
    expect(screen.queryByRole('region', { name: 'Keys' })).toBeNull()
    const choice = pane().getByRole('radio', { name: /^Keys/ })
    expect(choice.querySelector('.st')).toBeTruthy()
    await user.click(choice)
    expect(screen.getByRole('region', { name: 'Keys' })).toBeTruthy()
    spy.mockRestore()
  })
})
