import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { app } from '../../unit/background/harness'
import { samples } from '../../unit/background/token-samples'
import { issuerB, keys, signed, twoBanks } from '../../unit/background/token-world'
import { fillMirror, renderPanel } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

/** What the background says of it, while bank A is current. */
function serve() {
  vi.mocked(command).mockImplementation((async (_name: string, data: unknown) =>
    app.handlers.tokenInspect(data as never)) as never)
}

async function paste(text: string) {
  renderPanel('tokens')
  fireEvent.change(screen.getByRole('textbox', { name: 'Token' }), { target: { value: text } })
  await act(() => vi.advanceTimersByTimeAsync(150))
  const region = screen.getByRole('region', { name: 'Decoded' })
  await vi.waitFor(() => expect(region.querySelector('.verify')).toBeTruthy())
  return {
    strip: within(region.querySelector<HTMLElement>('.verify')!),
    look: region.querySelector('.verify')?.className,
    kind: region.querySelector('.token-kind')?.textContent,
    key: region.querySelector('.verify__key')?.textContent,
  }
}

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
  fillMirror()
  serve()
})

const names: Readonly<Record<string, string>> = {
  'id-token': 'ID token',
  'access-token': 'Access token',
  jarm: 'JARM response',
  userinfo: 'Signed UserInfo response',
  introspection: 'Signed introspection response',
  'logout-token': 'Logout token',
  set: 'Security event token',
  'software-statement': 'Software statement',
  'client-assertion': 'Client assertion',
  'request-object': 'Request object',
  'dpop-proof': 'DPoP proof',
}

const owners = {
  issuer: `key of ${issuerB} (profile Bank B)`,
  client: 'signing key of profile Bank B',
  proof: 'key in the header of the proof',
}

describe('a pasted token of bank B', () => {
  test.each(samples)('$name: good', async ({ kind, by, make }) => {
    await twoBanks()
    const { strip, look, kind: shown, key } = await paste(await make('b', 'good'))
    expect(shown).toContain(names[kind])
    if (by === 'unknown') {
      expect(look).toBe('verify verify--idle')
      expect(strip.getByText('Signature not checked')).toBeTruthy()
      expect(strip.getByText('Add a profile for this issuer, or paste its JWKS.')).toBeTruthy()
      return
    }
    expect(look).toBe('verify')
    expect(strip.getByText('Signature valid')).toBeTruthy()
    expect(key?.startsWith(`${owners[by]}. `)).toBe(true)
    expect(key).toMatch(/Chosen because|A DPoP proof carries/)
  })

  test.each(samples)('$name: by another key', async ({ by, make }) => {
    await twoBanks()
    const { strip, look } = await paste(await make('b', 'wrong'))
    expect(look).toBe(by === 'unknown' ? 'verify verify--idle' : 'verify verify--fail')
    expect(strip.queryByText('Signature valid')).toBeNull()
  })

  test.each(samples.filter(({ by }) => by !== 'proof'))('$name: no key', async ({ make }) => {
    await twoBanks({ keys: false })
    const { strip, look } = await paste(await make('b', 'good'))
    expect(look).toBe('verify verify--idle')
    expect(strip.getByText('Signature not checked')).toBeTruthy()
    expect(strip.getByText(/paste (its|the .*) JWKS/)).toBeTruthy()
  })
})

test('an opaque token is neutral, and says what can be done with it', async () => {
  await twoBanks()
  const { strip, look, kind } = await paste('2b1c5d3e-8a44-4d3a-9b53-0f4e6a0e9f1a')
  expect(kind).toContain('Opaque token')
  expect(look).toBe('verify verify--idle')
  expect(strip.getByText('Not a JWT')).toBeTruthy()
  expect(strip.getByText(/^Introspect it/)).toBeTruthy()
  expect(screen.queryByText('Wrong number of parts')).toBeNull()
})

test.each([
  ['Not signed', () => Promise.resolve(`${btoa('{"alg":"none"}').replace(/=+$/, '')}.e30.`)],
  ['Not a well-formed JWT', async () => `${await signed({ iss: issuerB }, keys.b)}=`],
  [
    'Not a valid DPoP proof',
    () => signed({ htm: 'GET', htu: 'x' }, keys.proof, { typ: 'dpop+jwt' }),
  ],
] as const)('%s is red, and names no key', async (title, make) => {
  await twoBanks()
  const { strip, look } = await paste(await make())
  expect(look).toBe('verify verify--fail')
  expect(strip.getByText(title)).toBeTruthy()
  expect(strip.queryByText(/key of|key in/)).toBeNull()
})
