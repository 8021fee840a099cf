import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { TokenView } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'
import { prose } from '../prose'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { access, flow, issuer, response } from './sample'
import { broken, unknownKid, valid, withoutKeys } from './token-views'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const inspect = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<TokenView>>
>
const decoded = () => within(screen.getByRole('region', { name: 'Decoded', hidden: false }))
const field = () => screen.getByRole('textbox', { name: 'Token' })
const paste = (text: string) => fireEvent.change(field(), { target: { value: text } })
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** Pastes a token that the background answers with a view. */
async function show(view: TokenView) {
  inspect.mockResolvedValue(view)
  const panel = renderPanel('tokens')
  paste(view.jwt.text)
  await wait(150)
  return panel
}

beforeEach(() => {
  inspect.mockReset()
  vi.useFakeTimers({ shouldAdvanceTime: true })
  fillMirror()
})

describe('a pasted token', () => {
  test('is read as it is typed, and only its newest text is asked for', async () => {
    inspect.mockResolvedValue(valid)
    renderPanel('tokens')
    paste('a')
    await wait(50)
    paste('a.b')
    await wait(150)
    expect(inspect.mock.calls).toEqual([
      [
        'tokenInspect',
        {
          text: 'a.b',
          flowId: null,
          jwks: null,
          nonce: null,
          payload: null,
          kind: null,
          anyKey: false,
        },
      ],
    ])
  })

  const jwt = 'eyJhbGciOiJub25lIn0.e30.c2ln'
  const lastText = () => (inspect.mock.calls.at(-1)?.[1] as { text: string } | undefined)?.text

  test('is found in what surrounds it, and each of several can be chosen', async () => {
    inspect.mockResolvedValue(valid)
    renderPanel('tokens')
    paste(`DPoP: ${jwt}`)
    await wait(150)
    expect(lastText()).toBe(jwt)
    paste(`{"access_token":"opaque-1","id_token":"${jwt}"}`)
    await wait(150)
    expect(lastText()).toBe('opaque-1')
    fireEvent.click(screen.getByRole('button', { name: 'id_token' }))
    await wait(150)
    expect(lastText()).toBe(jwt)
  })

  test('is copied from the popup once', async () => {
    inspect.mockResolvedValue(valid)
    renderPanel('tokens')
    setMirror({ pasted: { id: 'x', text: jwt } })
    await wait(150)
    expect((field() as HTMLTextAreaElement).value).toBe(jwt)
    expect(inspect.mock.calls).toContainEqual(['pastedTaken', { id: 'x' }])
    setMirror({ pasted: null })
    paste('')
    await wait(150)
    expect((field() as HTMLTextAreaElement).value).toBe('')
  })

  test('is left to the tab by the panel in DevTools', async () => {
    renderPanel('tokens', null, { inDevtools: true })
    setMirror({ pasted: { id: 'y', text: jwt } })
    await wait(150)
    expect((field() as HTMLTextAreaElement).value).toBe('')
    setMirror({ pasted: null })
  })

  test('is a JWKS: it moves to its own field', async () => {
    renderPanel('tokens')
    paste('{"keys":[]}')
    await wait(150)
    expect(screen.getByText(/This is a JWKS/)).toBeTruthy()
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'JWKS' }).value).toBe(
      '{"keys":[]}',
    )
  })

  test('is a redirect URL: it is shown as a response', async () => {
    inspect.mockResolvedValue({ ok: true, flowId: 'f1' } as never)
    renderPanel('tokens')
    const url = 'https://app.example/cb?code=c&state=s'
    paste(url)
    await wait(150)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Show response' })))
    expect(inspect.mock.calls).toEqual([
      ['responseAdd', { text: url }],
      ['panelOpen', { flowId: 'f1', screen: 'flows' }],
    ])
  })

  test('is not shown by a late response', async () => {
    const first = Promise.withResolvers<TokenView>()
    inspect.mockReturnValueOnce(first.promise)
    inspect.mockResolvedValueOnce(unknownKid)
    renderPanel('tokens')
    paste('first')
    await wait(150)
    paste('second')
    await wait(150)
    await act(async () => first.resolve(valid))
    expect(screen.getByText('Signature not checked')).toBeTruthy()
    expect(screen.queryByText('Signature valid')).toBeNull()
  })

  test('says that it takes long only after a while', async () => {
    inspect.mockReturnValue(new Promise(() => undefined))
    renderPanel('tokens')
    paste('a')
    await wait(250)
    expect(screen.queryByText('Decoding and verifying')).toBeNull()
    await wait(250)
    expect(screen.getByText('Decoding and verifying')).toBeTruthy()
  })

  test('is requested again if the background did not respond', async () => {
    inspect.mockRejectedValueOnce(new Error('gone'))
    inspect.mockResolvedValueOnce(valid)
    renderPanel('tokens')
    paste('a')
    await wait(150)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await wait(150)
    expect(screen.getByText('Signature valid')).toBeTruthy()
  })

  test('is compared with the nonce and verified with the keys that are given', async () => {
    inspect.mockResolvedValue(valid)
    renderPanel('tokens')
    paste('a')
    fireEvent.click(screen.getByText('Custom keys and nonce'))
    fireEvent.change(screen.getByRole('textbox', { name: 'Expected nonce' }), {
      target: { value: 'n1' },
    })
    fireEvent.change(screen.getByRole('textbox', { name: 'JWKS' }), {
      target: { value: '{"keys":[]}' },
    })
    await wait(150)
    expect(inspect.mock.lastCall).toEqual([
      'tokenInspect',
      {
        text: 'a',
        flowId: null,
        jwks: '{"keys":[]}',
        nonce: 'n1',
        payload: null,
        kind: null,
        anyKey: false,
      },
    ])
  })

  test('is cleared with Undo', async () => {
    await show(valid)
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
    await wait(150)
    expect((field() as HTMLTextAreaElement).value).toBe('')
    expect(screen.queryByText('Signature valid')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect((field() as HTMLTextAreaElement).value).toBe(valid.jwt.text)
  })

  test('stays when another screen is looked at', async () => {
    await show(valid)
    fireEvent.click(screen.getByRole('button', { name: 'Flows' }))
    fireEvent.click(screen.getByRole('button', { name: 'Tokens' }))
    expect((field() as HTMLTextAreaElement).value).toBe(valid.jwt.text)
  })
})

describe('what is said of a token', () => {
  test('names the key that it holds with', async () => {
    await show(valid)
    const owner = `key of ${issuer} (profile Bank A)`
    expect(screen.getByText(/Chosen because/).textContent).toBe(
      `${owner}. Chosen because iss names this issuer.`,
    )
    expect(screen.getByText('2048 bit')).toBeTruthy()
    expect(screen.getByText('YDosYBBaI74ENVhUhFI0drUzl6d8K1yE1b880IYMjW8')).toBeTruthy()
  })

  test('says exactly why it does not hold', async () => {
    await show(unknownKid)
    expect(screen.getByText(prose('No key in the JWKS has this kid.'))).toBeTruthy()
    expect(screen.getAllByRole('definition').map((each) => each.textContent)).toContain('k2')
  })

  test('asks for access at the click where that is what is missing', async () => {
    const { host } = await show(withoutKeys)
    fireEvent.click(screen.getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith(['https://auth1.sandbox.example/*'])
    inspect.mockResolvedValue(valid)
    await wait(0)
    await wait(200)
    expect(screen.getByText('Signature valid')).toBeTruthy()
  })

  test('says what else can be done where access is there', async () => {
    setMirror({ access: { p1: access['p1']!.map((each) => ({ ...each, granted: true })) } })
    await show(withoutKeys)
    expect(screen.queryByRole('button', { name: 'Allow access' })).toBeNull()
    expect(screen.getByText("Try again, or paste the issuer's JWKS.")).toBeTruthy()
  })

  test('shows claims with their meaning, their checks and times in three ways', async () => {
    await show(valid)
    const table = within(decoded().getByRole('table', { name: 'Payload' }))
    const expiry = table.getByRole('row', { name: /^exp/ })
    expect(expiry.textContent).toMatch(/ago.*2001-09-0\d .*1000000000/)
    expect(within(table.getByRole('row', { name: /^iss/ })).getByRole('img')).toBeTruthy()
    expect(table.queryByRole('tree')).toBeNull()
    fireEvent.click(table.getByRole('button', { name: 'Unfold odd' }))
    expect(table.getByRole('tree', { name: 'odd' }).textContent).toContain('"deep"')
    expect(table.getByRole('row', { name: /^none/ }).textContent).toContain('null')
  })

  test('masks a code within a token', async () => {
    await show(valid)
    expect(decoded().queryByText('secret-code')).toBeNull()
    fireEvent.click(decoded().getByRole('button', { name: 'Reveal code' }))
    expect(decoded().getByText('secret-code')).toBeTruthy()
  })

  test('shows what can be read of a malformed one, and where it breaks', async () => {
    await show(broken)
    expect(screen.getByText('Not valid JSON')).toBeTruthy()
    expect(screen.getByText('{"iss":')).toBeTruthy()
    expect(screen.getByRole('table', { name: 'Header' })).toBeTruthy()
  })

  test('copies a claim with C, and goes to the next with Down', async () => {
    const { user } = await show(valid)
    act(() => decoded().getByRole('button', { name: 'Explain iss' }).focus())
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Explain exp')
    await user.keyboard('c')
    expect(await navigator.clipboard.readText()).toBe('1000000000')
  })
})

describe('tokens of flows', () => {
  test('are decoded in the inspector with the nonce of the flow', async () => {
    const params = [...response.params, ['id_token', valid.jwt.text]] as const
    setMirror({ flow: { f1: { ...flow, messages: [{ ...response, params }] } } })
    inspect.mockResolvedValue(valid)
    renderPanel('flows', 'f1')
    fireEvent.click(screen.getByRole('button', { name: /^Decode/ }))
    await wait(150)
    expect(screen.getByText('Signature valid')).toBeTruthy()
    expect(inspect.mock.lastCall?.[1]).toMatchObject({ text: valid.jwt.text, nonce: 'n1' })
  })

  test('can be copied into the field', async () => {
    const params = [['id_token', valid.jwt.text]] as const
    setMirror({ flow: { f1: { ...flow, messages: [{ ...response, params }] } } })
    inspect.mockResolvedValue(valid)
    renderPanel('tokens')
    fireEvent.click(screen.getByRole('button', { name: /^id_token/ }))
    expect((field() as HTMLTextAreaElement).value).toBe(valid.jwt.text)
    await wait(150)
    expect(inspect.mock.lastCall?.[1]).toEqual({
      text: valid.jwt.text,
      flowId: 'f1',
      jwks: null,
      nonce: null,
      payload: null,
      kind: null,
      anyKey: false,
    })
    paste('another')
    await wait(150)
    expect(inspect.mock.lastCall?.[1]).toMatchObject({ text: 'another', flowId: null })
  })
})

test('a check that was not run leads to the field that it needs', async () => {
  const notRun = { ...valid.results[0]!, outcome: 'not-observed' as const }
  const { user } = await show({
    ...valid,
    results: [
      { ...notRun, id: 'idt-nonce', about: 'nonce' },
      { ...notRun, id: 'idt-kid', about: 'kid' },
      { ...notRun, id: 'idt-aud', about: 'aud' },
    ],
  })
  await user.click(decoded().getByRole('button', { name: 'Enter the nonce' }))
  expect(document.activeElement).toBe(screen.getByLabelText('Expected nonce'))
  await user.click(decoded().getByRole('button', { name: 'Use another key' }))
  expect(document.activeElement).toBe(screen.getByLabelText('JWKS'))
  expect(decoded().getAllByRole('button', { name: /^(?:Enter|Use)/ })).toHaveLength(2)
})
