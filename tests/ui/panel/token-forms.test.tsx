import { act, fireEvent, screen, within } from '@testing-library/react'
import { base64url, FlattenedSign, GeneralSign } from 'jose'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { sha256Of } from '@/lib/jose/hashes'
import { command } from '@/lib/state/actions'
import { app } from '../../unit/background/harness'
import { issuerB, keys, now, signed, twoBanks } from '../../unit/background/token-world'
import { fillMirror, renderPanel } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const field = (name: string) => screen.getByRole('textbox', { name })
const region = () => within(screen.getByRole('region', { name: 'Decoded' }))
const inspections = () =>
  vi.mocked(command).mock.calls.filter(([name]) => (name as string) === 'tokenInspect').length

async function settled(change: () => void) {
  const before = inspections()
  change()
  await act(() => vi.advanceTimersByTimeAsync(150))
  await vi.waitFor(() => expect(inspections()).toBeGreaterThan(before))
  await vi.waitFor(() => expect(document.querySelector('.verify')).toBeTruthy())
}

const fill = (name: string, value: string) => () =>
  fireEvent.change(field(name), { target: { value } })

async function paste(text: string) {
  renderPanel('tokens')
  await settled(fill('Token', text))
}

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
  fillMirror()
  vi.mocked(command).mockReset()
  vi.mocked(command).mockImplementation((async (_name: string, data: unknown) =>
    app.handlers.tokenInspect(data as never)) as never)
  await twoBanks()
})

const disclosure = (...elements: readonly unknown[]) => base64url.encode(JSON.stringify(elements))

describe('an SD-JWT', () => {
  const region1 = disclosure('salt', 'region', 'Selangor')

  async function sdJwt(...disclosures: readonly string[]) {
    const address = { _sd: [await sha256Of(region1), 'decoy'] }
    const payload = { iss: issuerB, iat: now, address }
    return `${[await signed(payload, keys.b, { typ: 'dc+sd-jwt' }), ...disclosures].join('~')}~`
  }

  test('shows what it discloses and counts what it withholds', async () => {
    await paste(await sdJwt(region1))
    expect(document.querySelector('.token-kind')?.textContent).toBe('SD-JWT recognized by ~Change')
    expect(document.querySelector('.tokens__in .hint')?.textContent).toContain(
      'JWS, 3 parts, 1 disclosure, no key binding',
    )
    const table = within(region().getByRole('table', { name: 'Disclosures and their digests' }))
    const row = table.getByRole('row', { name: /address\.region/ })
    expect(row.textContent).toContain('Selangor')
    expect(row.textContent).toContain(await sha256Of(region1))
    expect(within(row).getByRole('img', { name: 'Digest found' })).toBeTruthy()
    expect(region().getByText(/^1 digest has no disclosure/)).toBeTruthy()
    expect(region().getByText(/^No key binding JWT follows the last/)).toBeTruthy()
    const processed = region().getByRole('table', { name: 'Processed payload' })
    expect(processed.textContent).not.toContain('_sd')
  })

  test('names what is wrong, by clause, and shows no processed payload', async () => {
    await paste(await sdJwt(disclosure('salt', 'other', 1)))
    const [problem, ...more] = region().getAllByText('No digest refers to this disclosure')
    expect(more).toEqual([])
    const article = within(problem!.closest('article')!)
    expect(article.getByText(/^1: other/)).toBeTruthy()
    expect(article.getByRole('link', { name: /RFC 9901/ }).getAttribute('href')).toBe(
      'https://www.rfc-editor.org/rfc/rfc9901.html#section-7.1',
    )
    expect(region().getByText('None, because the SD-JWT must be rejected.')).toBeTruthy()
    expect(region().queryByRole('table', { name: 'Processed payload' })).toBeNull()
  })
})

test('each signature of the JSON serialization is shown with its own header', async () => {
  const general = new GeneralSign(new TextEncoder().encode(JSON.stringify({ iss: issuerB })))
  for (const key of [keys.b, keys.wrongB])
    general.addSignature(key.privateKey).setProtectedHeader({ alg: 'ES256', kid: key.jwk.kid })
  await paste(JSON.stringify(await general.sign()))
  expect(document.querySelector('.tokens__in .hint')?.textContent).toContain(
    'JWS, JSON serialization, 2 signatures',
  )
  const second = region().getByRole('region', { name: 'Signature 2 of 2' })
  expect(second.textContent).toContain('Signature not valid')
  expect(region().getAllByText('Signature valid')).toHaveLength(1)
})

describe('a detached JWS', () => {
  const body = '{"amount":1}\n'
  async function detached() {
    const jws = await new FlattenedSign(new TextEncoder().encode(body))
      .setProtectedHeader({ alg: 'ES256', kid: keys.b.jwk.kid, b64: false, crit: ['b64'] })
      .sign(keys.b.privateKey)
    return `${jws.protected}..${jws.signature}`
  }

  test('is verified once its payload is given, as text or as a file', async () => {
    await paste(await detached())
    expect(document.querySelector('.tokens__in .hint')?.textContent).toContain('detached payload')
    expect(region().getByText('Signature not checked')).toBeTruthy()
    expect(region().getByText('The signed payload is not part of the token.')).toBeTruthy()
    await settled(fill('JWKS', JSON.stringify({ keys: [keys.b.jwk] })))
    await settled(fill('Payload, as it was sent', body))
    expect(await region().findByText('Signature valid')).toBeTruthy()
    await settled(fill('Payload, as it was sent', body.trim()))
    expect(await region().findByText('Signature not valid')).toBeTruthy()
    const file = new File([body], 'body.json')
    const box = field('Payload, as it was sent').closest('.tokens__in') as HTMLElement
    const chooser = within(box).getByLabelText('Choose a file')
    await settled(() => fireEvent.change(chooser, { target: { files: [file] } }))
    expect(await region().findByText('Signature valid')).toBeTruthy()
    expect(screen.getByText('body.json')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
    expect((field('Payload, as it was sent') as HTMLTextAreaElement).value).toBe('')
  })

  test('its payload belongs to it alone', async () => {
    await paste(await detached())
    await settled(fill('Payload, as it was sent', body))
    await settled(fill('Token', `${await detached()} `))
    expect((field('Payload, as it was sent') as HTMLTextAreaElement).value).toBe('')
    await settled(fill('Token', await signed({ iss: issuerB }, keys.b)))
    expect(screen.queryByRole('textbox', { name: 'Payload, as it was sent' })).toBeNull()
  })
})
