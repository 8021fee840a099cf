import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { defaultSettings, type FormDraft, type OriginAccess } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { metadataRecord } from '../../samples/metadata-record'
import { prose } from '../prose'
import { fillMirror, renderPanel, setMirror } from '../panel/render-panel'
import { profile, summary } from '../panel/sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>
const form = () => within(screen.getByRole('region', { name: 'Profile' }))
const field = (name: string) => form().getByRole<HTMLInputElement>('textbox', { name })
const sent = (name: string) =>
  answer.mock.calls.filter(([called]) => called === name).map(([, data]) => data)

const issuer = 'https://as.example'
const documentUrl = `${issuer}/.well-known/openid-configuration`
const document = (json: object) => ({ url: documentUrl, status: 200, json }) as never
const listed = {
  issuer,
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
  jwks_uri: 'https://keys.example/jwks',
}
const found = metadataRecord({ issuer, document: document(listed) })

const host = (origin: string, roles: OriginAccess['roles'], granted = false): OriginAccess => ({
  origin,
  roles,
  pattern: `${origin}/*`,
  granted,
  named: granted,
  calls: [],
})
const hosts = [
  host(issuer, ['issuer'], true),
  host('https://keys.example', ['jwks']),
  host('https://app.example', ['redirect']),
]

const draftOf = (change: Partial<FormDraft> = {}, draft: object = {}): FormDraft => ({
  draft: { ...newDraft(Date.now()), issuer, clientId: 'tpp', ...draft },
  at: 1,
  typedIn: 'popup',
  isChosen: false,
  hasSecret: false,
  ...change,
})

/** The background, and how it responds. */
function respond(answers: Readonly<Record<string, unknown>> = {}): void {
  const usual: Readonly<Record<string, unknown>> = {
    accessProbe: hosts,
    metadataProbe: found,
    profileSave: { ok: true, id: 'p1' },
  }
  answer.mockImplementation(async (name) => answers[name] ?? usual[name])
}

beforeEach(() => {
  answer.mockReset()
  respond()
  fillMirror()
  setMirror({
    profiles: [],
    drafts: {},
    settings: { ...defaultSettings, currentProfileId: null },
  })
})

describe('the draft', () => {
  test('goes to the background at each input', async () => {
    const { user } = renderPanel('profiles')
    await user.type(field('client_id'), 'ab')
    expect(sent('profileDraft')).toMatchObject([
      { key: 'new', form: { typedIn: 'panel', draft: { clientId: 'a' } } },
      { key: 'new', form: { typedIn: 'panel', draft: { clientId: 'ab' } } },
    ])
  })

  test('is restored with what was typed in the popup', () => {
    setMirror({ drafts: { new: draftOf() } })
    renderPanel('profiles')
    expect(field('Issuer').value).toBe(issuer)
    expect(form().getByText('Draft restored')).toBeTruthy()
  })

  test('that was begun in the popup is shown before the current profile', () => {
    setMirror({ profiles: [profile], drafts: { new: draftOf() } })
    renderPanel('profiles')
    expect(form().getByRole('heading', { name: 'New profile' })).toBeTruthy()
  })

  test('that the background stored late does not undo newer input', async () => {
    const { user } = renderPanel('profiles')
    await user.type(field('client_id'), 'ab')
    setMirror({ drafts: { new: draftOf({ at: 1 }, { clientId: 'a' }) } })
    expect(field('client_id').value).toBe('ab')
  })

  test('follows another page', async () => {
    const { user } = renderPanel('profiles')
    await user.type(field('client_id'), 'ab')
    setMirror({ drafts: { new: draftOf({ at: Date.now() + 9 }, { clientId: 'other' }) } })
    expect(field('client_id').value).toBe('other')
    setMirror({ drafts: {} })
    expect(field('client_id').value).toBe('')
  })

  test('of a saved profile survives too', async () => {
    const { createdAt: _, ...saved } = profile
    setMirror({
      profiles: [profile],
      settings: { ...defaultSettings, currentProfileId: 'p1' },
      drafts: { p1: draftOf({ draft: { ...saved, scope: 'typed' } }) },
    })
    const { user } = renderPanel('profiles')
    expect(form().getByText('Draft restored. Unsaved: scope')).toBeTruthy()
    await user.click(form().getByRole('button', { name: 'Revert' }))
    expect(sent('profileDraft')).toEqual([{ key: 'p1', form: null }])
    expect(field('Scope').value).toBe(profile.scope)
  })

  test('keeps a secret that was typed without showing it', async () => {
    setMirror({ drafts: { new: draftOf({ hasSecret: true }) } })
    const { user } = renderPanel('profiles')
    const secret = await form().findByLabelText<HTMLInputElement>('client_secret')
    expect(secret.value).toBe('')
    expect(form().getByText(/^Typed earlier/)).toBeTruthy()
    await user.type(field('client_id'), '2')
    expect(sent('profileDraft').at(-1)).not.toHaveProperty('secret')
    await user.click(form().getByRole('button', { name: 'Remove secret' }))
    expect(sent('profileDraft').at(-1)).toHaveProperty('secret', '')
  })
})

describe('metadata', () => {
  const rules = () => form().getByLabelText('Check against')

  test('fills in the profile, and says so', async () => {
    setMirror({ drafts: { new: draftOf() } })
    const { user } = renderPanel('profiles')
    expect(await form().findByText(/^Suggested by the metadata\./)).toBeTruthy()
    expect((rules() as HTMLSelectElement).value).toBe('oauth2')
    expect(form().queryByRole('region', { name: 'Signing key' })).toBeNull()
    await user.selectOptions(rules(), 'fapi2')
    expect(form().queryByText(/Suggested by the metadata|The metadata suggests/)).toBeNull()
    expect(sent('profileDraft').at(-1)).toMatchObject({
      form: { isChosen: true, draft: { ruleProfile: 'fapi2' } },
    })
  })

  test('suggests other rules than the chosen ones, with the reason, and changes nothing by itself', async () => {
    const published = { issuer, acr_values_supported: ['urn:brasil:openbanking:loa2'] }
    respond({ metadataProbe: metadataRecord({ issuer, document: document(published) }) })
    setMirror({ drafts: { new: draftOf({ isChosen: true }, { ruleProfile: 'fapi2' }) } })
    const { user } = renderPanel('profiles')
    expect(await form().findByText(/^The metadata suggests Open Finance Brazil\./)).toBeTruthy()
    expect(form().getByText('acr_values_supported: urn:brasil:openbanking:loa2')).toBeTruthy()
    expect((rules() as HTMLSelectElement).value).toBe('fapi2')
    await user.click(form().getByRole('button', { name: 'Use Open Finance Brazil' }))
    expect(sent('profileDraft').at(-1)).toMatchObject({
      form: { isChosen: true, draft: { ruleProfile: 'br' } },
    })
  })

  test('is read at Enter, and the browser asks for its host alone', async () => {
    respond({ metadataProbe: metadataRecord({ issues: [{ code: 'fetch_access' }] }) })
    const { user, host: page } = renderPanel('profiles')
    await user.type(field('Issuer'), issuer)
    expect(await form().findByText(/once you allow access/)).toBeTruthy()
    respond()
    await user.type(field('Issuer'), '{Enter}')
    expect(page.requestAccess.mock.calls).toEqual([[[`${issuer}/*`]]])
    expect(await form().findByText('metadata read')).toBeTruthy()
    expect(sent('profileSave')).toEqual([])
  })

  test('of an issuer that is not a URL is not read', async () => {
    const { user, host: page } = renderPanel('profiles')
    await user.type(field('Issuer'), 'as.example')
    await user.click(form().getByRole('button', { name: 'Read metadata' }))
    expect(field('Issuer').getAttribute('aria-invalid')).toBe('true')
    expect(page.requestAccess).not.toHaveBeenCalled()
  })

  test('without a connection names the certificate, and three ways on', async () => {
    const url = `${issuer}/.well-known/openid-configuration`
    const issues = [{ code: 'fetch_unreachable' }]
    respond({
      metadataProbe: metadataRecord({ issues, tries: [{ url, status: null, issues }] }),
    })
    setMirror({ drafts: { new: draftOf() } })
    const { user, container } = renderPanel('profiles')
    const trouble = within(
      await form().findByRole('region', { name: 'No connection to as.example' }),
    )
    expect(trouble.getByText(/does not trust the certificate/)).toBeTruthy()
    expect(trouble.getByRole('link', { name: 'Open it in a tab' }).getAttribute('href')).toBe(url)
    expect(form().getByRole('button', { name: 'Create without metadata' })).toBeTruthy()
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
    const read = sent('metadataProbe').length
    await user.click(trouble.getByRole('button', { name: 'Read again' }))
    await vi.waitFor(() => expect(sent('metadataProbe').length).toBeGreaterThan(read))
    await user.click(await form().findByRole('button', { name: 'Paste the metadata' }))
    expect(sent('profileDraft').at(-1)).toMatchObject({
      form: { draft: { discovery: { kind: 'document' } } },
    })
  })
})

describe('access', () => {
  const ready = async () => {
    setMirror({ drafts: { new: draftOf({}, { redirectUris: ['https://app.example/cb'] }) } })
    const view = renderPanel('profiles')
    await form().findByRole('list', { name: 'Hosts' })
    return view
  }

  test('names the hosts and their purpose, and is asked for once for all that are missing', async () => {
    const { host: page } = await ready()
    const rows = within(form().getByRole('list', { name: 'Hosts' })).getAllByRole('listitem')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'as.examplemetadata',
      'keys.examplesigning keys',
      'app.exampleredirects to the app',
    ])
    fireEvent.click(form().getByRole('button', { name: 'Create and allow 2 hosts' }))
    expect(page.requestAccess.mock.calls).toEqual([
      [['https://keys.example/*', 'https://app.example/*']],
    ])
    expect(sent('profileSave')).toHaveLength(1)
  })

  test('is not needed to create the profile', async () => {
    const { user, host: page } = await ready()
    await user.click(form().getByRole('button', { name: 'Create without access' }))
    expect(sent('profileSave')).toHaveLength(1)
    expect(page.requestAccess).not.toHaveBeenCalled()
  })

  test('is not asked for while the profile cannot be saved', async () => {
    respond({
      profileSave: { ok: false, issues: [{ code: 'client_id_missing', field: 'clientId' }] },
    })
    setMirror({ drafts: { new: draftOf({}, { clientId: '' }) } })
    const { user, host: page } = renderPanel('profiles')
    await form().findByRole('list', { name: 'Hosts' })
    await user.click(form().getByRole('button', { name: 'Create and allow 2 hosts' }))
    expect(page.requestAccess).not.toHaveBeenCalled()
    expect(await form().findByText('Not saved. Check: client_id')).toBeTruthy()
  })

  test('what is saved is also the last draft, so that the background can end it', async () => {
    const { user } = await ready()
    await form().findByText(/^Suggested by the metadata\./)
    await user.click(form().getByRole('button', { name: 'Create and allow 2 hosts' }))
    const drafts = sent('profileDraft') as { form: FormDraft | null }[]
    expect(drafts[0]?.form?.draft).toEqual(sent('profileSave')[0])
  })
})

describe('the first run', () => {
  test('lists what is needed, and other ways to begin', async () => {
    const { user } = renderPanel('profiles')
    const help = within(screen.getByRole('region', { name: 'Help' }))
    expect(
      help.getByText(prose('The URL that the metadata and iss name, or the URL of the metadata.')),
    ).toBeTruthy()
    await user.type(field('client_id'), 'tpp')
    expect(help.getByText('tpp')).toBeTruthy()
    await user.click(help.getByRole('button', { name: 'Import…' }))
    expect(screen.getByRole('dialog', { name: 'Import profiles' })).toBeTruthy()
  })

  test('opens the sample, which is imported once', async () => {
    setMirror({ profiles: [], flows: [] })
    answer.mockImplementation(async (name: string) =>
      name === 'flowsImport' ? { ok: true, flowIds: ['s1'] } : undefined,
    )
    const { user } = renderPanel('profiles')
    const sample = () => {
      const way = screen.getByText('Try it with a sample').closest<HTMLElement>('li')
      return within(way!).getByRole('button', { name: 'Open' })
    }
    await user.click(sample())
    await waitFor(() => expect(sent('panelOpen')).toEqual([{ flowId: 's1', screen: 'flows' }]))
    const [given] = sent('flowsImport') as [{ text: string }]
    expect(JSON.parse(given.text)).toMatchObject({ parley: 'flows', mode: 'complete' })
    const { name } = (JSON.parse(given.text) as { flows: [{ name: string }] }).flows[0]
    setMirror({
      flows: [
        { ...summary, id: 's1', imported: true, name: { from: 'given', text: name, nth: 1 } },
      ],
    })
    await user.click(sample())
    await waitFor(() => expect(sent('panelOpen')).toHaveLength(2))
    expect(sent('flowsImport')).toHaveLength(1)
  })

  test('leads to the Tokens screen', async () => {
    const { user } = renderPanel('profiles')
    await user.click(screen.getByRole('button', { name: 'Paste' }))
    expect(screen.getByRole('button', { name: 'Tokens' }).getAttribute('aria-current')).toBe('page')
  })

  test('is offered where flows would be', async () => {
    setMirror({ flows: [] })
    const { user } = renderPanel('flows')
    await user.click(screen.getByRole('button', { name: 'Set up a profile' }))
    expect(field('Issuer')).toBeTruthy()
  })
})

test('the form is usable by everyone', async () => {
  setMirror({ drafts: { new: draftOf() } })
  const { container } = renderPanel('profiles')
  await form().findByText(/^Suggested by the metadata\./)
  const { violations } = await axe.run(container)
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  act(() => useMirror.setState({ drafts: {} }))
})
