import { act, fireEvent, screen, within } from '@testing-library/react'
import { base64url } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sha256Of } from '@/lib/jose/hashes'
import { command } from '@/lib/state/actions'
import { app } from '../../unit/background/harness'
import { clients, issuerB, keys, now, signed, twoBanks } from '../../unit/background/token-world'
import { fillMirror, renderPanel } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const inspections = () =>
  vi
    .mocked(command)
    .mock.calls.flatMap(([name, data]) => ((name as string) === 'tokenInspect' ? [data] : []))
const decoded = () => within(screen.getByRole('region', { name: 'Decoded' }))
const kind = () => document.querySelector('.token-kind')?.textContent

async function settled(change: () => void) {
  const before = inspections().length
  change()
  await act(() => vi.advanceTimersByTimeAsync(150))
  await vi.waitFor(() => expect(inspections().length).toBeGreaterThan(before))
  await vi.waitFor(() => expect(document.querySelector('.verify')).toBeTruthy())
}

async function paste(text: string) {
  renderPanel('tokens')
  const field = screen.getByRole('textbox', { name: 'Token' })
  await settled(() => fireEvent.change(field, { target: { value: text } }))
}

async function choose(name: RegExp) {
  const before = kind()
  await settled(() => {
    fireEvent.click(decoded().getByRole('button', { name: 'Change' }))
    const menu = within(screen.getByRole('menu', { name: 'Judge as' }))
    fireEvent.click(menu.getByText(name, { selector: '.menu__label, .kind__item' }))
  })
  await vi.waitFor(() => expect(kind()).not.toBe(before))
}

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
  fillMirror()
  vi.mocked(command).mockReset()
  vi.mocked(command).mockImplementation((async (_name: string, data: unknown) =>
    app.handlers.tokenInspect(data as never)) as never)
  await twoBanks()
})

const claims = { iss: issuerB, aud: clients.b, sub: 'u', iat: now, exp: now + 60, jti: 'l1' }

describe('the kind of a token', () => {
  test('is chosen in a menu, and its rules run', async () => {
    await paste(await signed({ ...claims, nonce: 'n-1' }, keys.b))
    expect(kind()).toBe('ID token recognized by nonceChange')
    await choose(/^Logout token/)
    expect(kind()).toBe('Logout token chosen by you; recognized as ID tokenChange')
    expect(decoded().getByText('A logout token must not contain')).toBeTruthy()
    await choose(/^As recognized/)
    expect(kind()).toBe('ID token recognized by nonceChange')
    expect(inspections().map((each) => (each as { kind: unknown }).kind)).toEqual([
      null,
      'logout-token',
      null,
    ])
  })

  test('of the next token is recognized again', async () => {
    await paste(await signed({ ...claims, nonce: 'n-1' }, keys.b))
    await choose(/^JWT of unknown kind/)
    const field = screen.getByRole('textbox', { name: 'Token' })
    const text = await signed({ ...claims, htm: 'GET', htu: 'x' }, keys.b)
    await settled(() => fireEvent.change(field, { target: { value: text } }))
    expect(kind()).toBe('DPoP proof recognized by htmChange')
  })

  test('cannot be chosen for an opaque token', async () => {
    await paste('2b1c5d3e-8a44-4d3a-9b53-0f4e6a0e9f1a')
    expect(decoded().queryByRole('button', { name: 'Change' })).toBeNull()
  })
})

describe('a signature that no key verifies', () => {
  const wrong = () => signed(claims, keys.wrongB)

  test('lists the keys that were tried', async () => {
    await paste(await wrong())
    expect(decoded().getByRole('heading', { name: 'Keys tried' })).toBeTruthy()
    const rows = [...document.querySelectorAll('.keytry')].map(({ textContent }) => textContent)
    expect(rows).toEqual(['sigsignature does not match'])
  })

  test('offers the field for another key', async () => {
    await paste(await wrong())
    fireEvent.click(decoded().getByRole('button', { name: 'Use another key…' }))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'JWKS' }))
  })

  test('of a valid one, nothing is listed', async () => {
    await paste(await signed(claims, keys.b))
    expect(decoded().queryByText('Keys tried')).toBeNull()
    expect(decoded().queryByRole('button', { name: 'Use another key…' })).toBeNull()
  })
})

test('a JWE for an unknown kid can be tried with every private key', async () => {
  const header = base64url.encode('{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"enc-9"}')
  const view = await app.handlers.tokenInspect({
    text: `${header}.a2V5.aXY.dGV4dA.dGFn`,
    flowId: null,
    jwks: null,
    nonce: null,
    payload: null,
    kind: null,
    anyKey: false,
  })
  const decryption = { ...view.decryption, reason: 'kid-unknown' }
  vi.mocked(command).mockResolvedValue({ ...view, decryption } as never)
  await paste(view.jwt.text)
  expect(kind()).toBe('Encrypted token Change')
  await settled(() =>
    fireEvent.click(decoded().getByRole('button', { name: 'Try all private keys' })),
  )
  expect(inspections().at(-1)).toMatchObject({ anyKey: true })
})

describe('the disclosures of an SD-JWT', () => {
  const disclosure = base64url.encode('["2GLC42sKQveCfGfryNRN9w","name","Aida"]')
  const text = async () =>
    `${await signed({ ...claims, _sd: [await sha256Of(disclosure)] }, keys.b)}~${disclosure}~`
  const inWindow = (isWide: boolean) =>
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: isWide && query.includes('1200'),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }))
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('have a pane of their own in a wide window', async () => {
    inWindow(true)
    await paste(await text())
    const pane = within(screen.getByRole('region', { name: 'Disclosures' }))
    expect(pane.getByText('1 of 1 digests')).toBeTruthy()
    expect(decoded().queryByText('1 of 1 digests')).toBeNull()
  })

  test('are among the decoded parts in any other window', async () => {
    inWindow(false)
    await paste(await text())
    expect(screen.queryByRole('region', { name: 'Disclosures' })).toBeNull()
    expect(decoded().getByText('1 of 1 digests')).toBeTruthy()
  })
})

describe('the keys of the Tokens screen', () => {
  const nonce = () => screen.getByRole('textbox', { name: 'Expected nonce' })

  test('K asks for another key, J goes to the next problem', async () => {
    await paste(await signed({ ...claims, nonce: 'n-1', exp: now - 900 }, keys.b))
    const result = decoded().getByRole('button', { name: 'Change' })
    result.focus()
    fireEvent.keyDown(result, { key: 'j' })
    expect(document.activeElement?.hasAttribute('data-problem')).toBe(true)
    fireEvent.keyDown(document.activeElement!, { key: 'k' })
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /JWKS/ }))
  })

  test('the nonce of an ID token that is not compared can be pasted', async () => {
    await paste(await signed({ ...claims, nonce: 'n-1' }, keys.b))
    fireEvent.click(decoded().getByRole('button', { name: 'Enter the nonce' }))
    expect(document.activeElement).toBe(nonce())
    await settled(() => fireEvent.change(nonce(), { target: { value: 'n-1' } }))
    await vi.waitFor(() =>
      expect(decoded().queryByRole('button', { name: 'Paste the nonce…' })).toBeNull(),
    )
  })
})
