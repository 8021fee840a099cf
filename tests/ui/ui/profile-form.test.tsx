import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { profilePatterns } from '@/components/profile/draft-fields'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { untouched, type Typed } from '@/components/profile/profile-changes'
import { SetupForm } from '@/components/profile/setup-form'
import { useSetup } from '@/components/profile/use-setup'
import type { FoundKey, KeyInfo } from '@/lib/model/key'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { HostProvider } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { hostStub } from '../panel/host-stub'
import { metadataRecord } from '../../samples/metadata-record'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>

const draft: ProfileDraft = {
  ...newDraft(Date.now()),
  issuer: 'https://as.example',
  redirectUris: ['https://a.example/cb', 'https://b.example/cb'],
}

const issues = [
  { code: 'redirect_uri_fragment', field: 'redirectUris', seen: 'https://b.example/cb' },
]

function Form({ first, onDraft }: { first: ProfileDraft; onDraft: (next: ProfileDraft) => void }) {
  const [typed, setTyped] = useState(untouched(first))
  const edit = (change: (typed: Typed) => Typed) => {
    setTyped(change)
    onDraft(change(typed).draft)
  }
  const setup = useSetup({ typed, onEdit: edit, onDone: () => undefined })
  return <SetupForm setup={setup} title="Set up" isRestored={false} />
}

function open(first: ProfileDraft = draft) {
  const onDraft = vi.fn<(next: ProfileDraft) => void>()
  render(
    <HostProvider value={hostStub()}>
      <Form first={first} onDraft={onDraft} />
    </HostProvider>,
  )
  return { user: userEvent.setup(), last: () => onDraft.mock.lastCall?.[0] }
}

const usual: Readonly<Record<string, unknown>> = {
  accessProbe: [],
  metadataProbe: metadataRecord({ issues: [{ code: 'fetch_access' }] }),
}

/** The background, which has no access to any host. */
function respond(answers: Readonly<Record<string, unknown>>) {
  answer.mockImplementation(async (name) => answers[name] ?? usual[name])
}

beforeEach(() => {
  answer.mockReset()
  respond({})
  useMirror.setState({ keys: [] })
})

describe('redirect URIs', () => {
  test('an issue is shown at the field it is about', async () => {
    respond({ profileSave: { ok: false, issues } })
    const { user } = open()
    await user.click(screen.getByRole('button', { name: /^Create/ }))
    const fields = screen.getAllByRole('textbox', { name: /^Redirect URI/ })
    expect(fields.map((field) => field.getAttribute('aria-invalid'))).toEqual([null, 'true'])
  })

  test('are added, removed, and made the default', async () => {
    const { user, last } = open()
    await user.click(screen.getByRole('button', { name: 'Make default' }))
    expect(last()?.redirectUris).toEqual(['https://b.example/cb', 'https://a.example/cb'])
    await user.click(screen.getByRole('button', { name: 'Add a redirect URI' }))
    expect(screen.getAllByRole('textbox', { name: /^Redirect URI/ })).toHaveLength(3)
    const [remove] = screen.getAllByRole('button', { name: 'Remove this redirect URI' })
    await user.click(remove as HTMLElement)
    expect(last()?.redirectUris).toEqual(['https://a.example/cb', ''])
  })
})

describe('what it is checked against', () => {
  test('brings the defaults of a new profile, but not over what was typed', async () => {
    const { user, last } = open({ ...draft, scope: 'mine' })
    await user.selectOptions(screen.getByLabelText('Check against'), 'fapi2')
    expect(last()).toMatchObject({
      ruleProfile: 'fapi2',
      addScopeOpenid: false,
      requestAs: 'parameters',
      bindTokens: 'dpop',
      authorizationDetails: '',
      scope: 'mine',
    })
  })

  test('leaves a saved profile as it is', async () => {
    const { user, last } = open({ ...draft, id: 'p1' })
    await user.selectOptions(screen.getByLabelText('Check against'), 'oauth2')
    expect(last()).toEqual({ ...draft, id: 'p1', ruleProfile: 'oauth2' })
  })
})

test('the client_id is the data consumer of the details, until they are edited', async () => {
  const { user, last } = open()
  await user.type(screen.getByLabelText('client_id'), 'tpp')
  expect(last()?.authorizationDetails).toContain('"dc_id": "tpp"')
})

const info: KeyInfo = {
  id: 'k1',
  use: 'sig',
  kid: 'sig-1',
  alg: 'PS256',
  algs: ['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'],
  kty: 'RSA',
  crv: null,
  size: 2048,
  thumbprint: 'y5crBr7ZRBqmHMw',
  publicJwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
  x5c: [],
  origin: 'imported',
  createdAt: 1,
}

const found: FoundKey = {
  ...info,
  index: 0,
  format: 'pkcs8',
  kid: null,
  use: 'sig',
  hasCertificate: false,
}

const key = () => within(screen.getByRole('region', { name: 'Signing key' }))
const pasteKey = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
  await user.click(key().getByRole('textbox', { name: 'Private key' }))
  await user.paste(text)
}
const hold = (...keys: readonly KeyInfo[]) => act(() => useMirror.setState({ keys }))

describe('the signing key', () => {
  test('is imported as it is pasted, if it leaves no choice', async () => {
    respond({ keyRecognise: { ok: true, keys: [found] }, keyImport: { ok: true, id: 'k1' } })
    const { user, last } = open()
    await pasteKey(user, '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----')
    await vi.waitFor(() => expect(last()?.signingKeyId).toBe('k1'))
    expect(answer).toHaveBeenCalledWith(
      'keyImport',
      expect.objectContaining({ index: 0, use: 'sig', kid: found.thumbprint, alg: 'PS256' }),
    )
    hold(info)
    expect(key().getByText('RSA 2048, PS256')).toBeTruthy()
    expect(key().queryByRole('textbox')).toBeNull()
  })

  test('that was not imported is hidden, and can be imported with other details', async () => {
    const unfit = { ok: false, issues: [{ code: 'key_alg', field: 'alg' }] }
    respond({ keyRecognise: { ok: true, keys: [found] }, keyImport: unfit })
    const { user, last } = open()
    await pasteKey(user, '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----')
    expect(await key().findByText(/PKCS#8, RSA 2048/)).toBeTruthy()
    const area = key().getByRole<HTMLTextAreaElement>('textbox', { name: 'Private key' })
    expect(area.value).not.toContain('MIIE')
    expect(key().getByRole<HTMLInputElement>('textbox', { name: 'kid' }).value).toBe(
      found.thumbprint,
    )
    await user.clear(key().getByRole('textbox', { name: 'kid' }))
    await user.type(key().getByRole('textbox', { name: 'kid' }), 'sig-1')
    await user.click(key().getByRole('radio', { name: 'RS256' }))
    expect(key().getByText(/Not allowed by FAPI 2.0/)).toBeTruthy()
    respond({ keyImport: { ok: true, id: 'k1' } })
    await user.click(key().getByRole('button', { name: 'Import key' }))
    expect(answer).toHaveBeenCalledWith(
      'keyImport',
      expect.objectContaining({
        index: 0,
        use: 'sig',
        kid: 'sig-1',
        alg: 'RS256',
        certificate: null,
      }),
    )
    expect(last()?.signingKeyId).toBe('k1')
  })

  test('that cannot be used is refused with the reason', async () => {
    respond({ keyRecognise: { ok: false, issues: [{ code: 'key_encrypted', field: 'text' }] } })
    const { user } = open()
    await pasteKey(user, '-----BEGIN ENCRYPTED PRIVATE KEY-----')
    expect(await key().findByText(/is encrypted/)).toBeTruthy()
    expect(key().queryByRole('button', { name: 'Import key' })).toBeNull()
  })

  test('is one of several in a text', async () => {
    const other = { ...found, index: 1, kid: 'other', alg: 'ES256', algs: ['ES256'], kty: 'EC' }
    respond({
      keyRecognise: { ok: true, keys: [found, other] },
      keyImport: { ok: true, id: 'k2' },
    })
    const { user } = open()
    await pasteKey(user, '{"keys":[]}')
    await user.selectOptions(await key().findByRole('combobox', { name: 'Key to import' }), '1')
    await user.click(key().getByRole('button', { name: 'Import key' }))
    expect(answer).toHaveBeenCalledWith(
      'keyImport',
      expect.objectContaining({ index: 1, kid: 'other' }),
    )
  })

  test('is made here', async () => {
    respond({ keyGenerate: { ok: true, id: 'k9' } })
    const { user, last } = open()
    await user.click(key().getByRole('button', { name: 'Generate a key' }))
    await user.click(key().getByRole('radio', { name: 'ES256' }))
    await user.click(key().getByRole('button', { name: 'Generate key' }))
    expect(answer).toHaveBeenCalledWith('keyGenerate', { use: 'sig', alg: 'ES256', kid: null })
    expect(last()?.signingKeyId).toBe('k9')
  })

  test('is one that is held already', async () => {
    hold(info, { ...info, id: 'gone', removedAt: 1 }, { ...info, id: 'enc', use: 'enc' })
    const { user, last } = open()
    const list = key().getByRole('combobox', { name: 'Stored key' })
    expect(within(list).getAllByRole('option')).toHaveLength(2)
    await user.selectOptions(list, 'k1')
    expect(last()?.signingKeyId).toBe('k1')
  })

  test('is renamed, removed, and brought back', async () => {
    hold(info)
    respond({ keyEdit: { ok: true } })
    const { user } = open({ ...draft, signingKeyId: 'k1' })
    await user.click(key().getByRole('button', { name: 'More for this key' }))
    await user.click(screen.getByRole('menuitem', { name: 'Edit kid and alg' }))
    await user.type(key().getByRole('textbox', { name: 'kid' }), 'b{Enter}')
    expect(answer).toHaveBeenCalledWith('keyEdit', {
      id: 'k1',
      kid: 'sig-1b',
      alg: 'PS256',
      certificate: null,
    })
    await user.click(key().getByRole('button', { name: 'More for this key' }))
    await user.click(screen.getByRole('menuitem', { name: 'Remove from Parley' }))
    expect(answer).toHaveBeenCalledWith('keyRemove', { id: 'k1' })
    hold({ ...info, removedAt: 1 })
    await user.click(key().getByRole('button', { name: 'Undo' }))
    expect(answer).toHaveBeenCalledWith('keyRestore', { id: 'k1' })
  })

  test('that is not here any more is said to be missing', () => {
    open({ ...draft, signingKeyId: 'elsewhere' })
    expect(key().getByText(/is not in this browser/)).toBeTruthy()
  })
})

test('asks for no origin of metadata that is not used', () => {
  const pattern = (url: string) => (url.startsWith('https:') ? new URL(url).origin : null)
  const record = {
    profileId: '',
    issuer: 'https://as.example',
    fetchedAt: 0,
    took: 0,
    tries: [],
    results: [],
    issues: [{ code: 'metadata_issuer' }],
    document: { json: { authorization_endpoint: 'https://evil.example/auth' } } as never,
  }
  expect(profilePatterns(draft, record, pattern)).toEqual([
    'https://as.example',
    'https://a.example',
    'https://b.example',
  ])
  expect(
    profilePatterns({ ...draft, issuer: '', redirectUris: ['app.parley:/cb'] }, 'reading', pattern),
  ).toEqual([])
})
