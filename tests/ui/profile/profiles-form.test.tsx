import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { MetadataRecord } from '@/lib/storage/state'
import type { ImportReport } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'
import { rsaKey } from '../../samples/key'
import { metadataRecord } from '../../samples/metadata-record'
import { prose } from '../prose'
import { fillMirror, renderPanel, setMirror } from '../panel/render-panel'
import { issuer, profile } from '../panel/sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))

const answer = vi.mocked(command) as unknown as ReturnType<
  typeof vi.fn<(name: string, data: unknown) => Promise<unknown>>
>
const form = () => within(screen.getByRole('region', { name: 'Profile' }))
const list = () => within(screen.getByRole('region', { name: 'Profiles' }))
const details = () =>
  form().getByRole<HTMLTextAreaElement>('textbox', { name: 'authorization_details' })
const type = 'urn:openfinance-ml:account-access-consent:v1.2'

const record: MetadataRecord = {
  profileId: 'p1',
  issuer,
  fetchedAt: Date.now(),
  took: 1,
  tries: [],
  document: { json: { authorization_details_types_supported: [type] } } as never,
  issues: [],
  results: [],
}

/** Another profile beside the first one, with access to all. */
function withProfile(change: Partial<typeof profile>) {
  setMirror({ profiles: [{ ...profile, ...change }], access: {} })
  return renderPanel('profiles')
}

const save = (user: ReturnType<typeof renderPanel>['user']) =>
  user.click(form().getByRole('button', { name: 'Save' }))

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation(async (name) =>
    name === 'metadataProbe' ? metadataRecord() : { ok: true, id: 'p1' },
  )
  fillMirror()
})

describe('authorization_details', () => {
  const typed = (text: string) => fireEvent.change(details(), { target: { value: text } })

  test.each([
    ['', 'Not sent'],
    [`[{"type":"${type}"}]`, 'Valid JSON; the server lists this type'],
    ['[{"type":"other"}]', 'Valid JSON; the server does not list other'],
    ['[{}]', prose('Element 1 has no type. Every element needs one.')],
    [
      '{}',
      prose('Not a JSON array. authorization_details must be an array, even with one element.'),
    ],
    ['[\n  {,', /unexpected "," at line 2, column 4/],
  ])('%j', (text, said) => {
    setMirror({ metadata: { p1: record } })
    renderPanel('profiles')
    typed(text)
    expect(form().getByText(said)).toBeTruthy()
  })

  test('come from a template, and are put on lines', async () => {
    const { user } = renderPanel('profiles')
    await user.click(form().getByRole('button', { name: 'Template' }))
    await user.click(screen.getByRole('menuitem', { name: /at one data provider/ }))
    const [{ consent }] = JSON.parse(details().value) as [{ consent: Record<string, string> }]
    expect(consent).toMatchObject({ dc_id: 'tpp', dp_id: 'DP9876543210', consent_type: type })
    expect(Date.parse(consent['expiration_datetime'] ?? '')).toBeGreaterThan(Date.now())
    typed('[1]')
    await user.click(form().getByRole('button', { name: 'Format' }))
    expect(details().value).toBe('[\n  1\n]')
  })
})

describe('client authentication', () => {
  test('a secret is sent once the profile is saved, and is in no draft', async () => {
    const { user } = renderPanel('profiles')
    await user.click(form().getByRole('radio', { name: 'secret' }))
    await user.click(form().getByRole('radio', { name: 'client_secret_post' }))
    await user.type(form().getByLabelText('client_secret'), 's3cret')
    expect(form().getByText('Unsaved: client authentication, client_secret')).toBeTruthy()
    await save(user)
    const sent = answer.mock.calls.find(([name]) => name === 'profileSave')?.[1]
    expect(sent).toMatchObject({ clientAuth: { method: 'client_secret_post' } })
    expect(JSON.stringify(sent)).not.toContain('s3cret')
    expect(answer).toHaveBeenCalledWith('secretSet', { profileId: 'p1', secret: 's3cret' })
  })

  test('a secret that is held can be forgotten', async () => {
    setMirror({ secrets: ['p1'] })
    const clientAuth = { ...profile.clientAuth, method: 'client_secret_basic' } as const
    const { user } = withProfile({ clientAuth })
    expect(form().getByText(/^Stored until the browser closes/)).toBeTruthy()
    await user.click(form().getByRole('button', { name: 'Remove secret' }))
    expect(answer).toHaveBeenCalledWith('secretSet', { profileId: 'p1', secret: null })
  })

  test('a certificate is the browser’s, and is asked for', async () => {
    const { user } = renderPanel('profiles')
    const method = within(form().getByRole('radiogroup', { name: 'Client authentication' }))
    await user.click(method.getByRole('radio', { name: 'mTLS' }))
    expect(form().getByText(/Parley never sees it/)).toBeTruthy()
    await user.click(form().getByRole('button', { name: 'Choose the certificate' }))
    expect(answer).toHaveBeenCalledWith('certificateChoose', { profileId: 'p1' })
  })

  test('a certificate can bind the tokens of a client that signs', async () => {
    const { user } = renderPanel('profiles')
    const binding = within(form().getByRole('radiogroup', { name: 'Token binding' }))
    await user.click(binding.getByRole('radio', { name: 'mTLS' }))
    await user.click(form().getByRole('button', { name: 'Choose the certificate' }))
    expect(answer).toHaveBeenCalledWith('certificateChoose', { profileId: 'p1' })
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ bindTokens: 'certificate' }),
    )
  })

  test('the aud, lifetime and claims of the assertion can be set', async () => {
    const { user } = renderPanel('profiles')
    await user.click(form().getByText(/^Client assertion/))
    await user.click(form().getByRole('radio', { name: 'token endpoint' }))
    fireEvent.change(form().getByLabelText('Lifetime (seconds)'), { target: { value: '300' } })
    fireEvent.change(form().getByLabelText('Extra claims'), { target: { value: '[1' } })
    expect(form().getByText(/^Not JSON: unexpected end of text/)).toBeTruthy()
    fireEvent.change(form().getByLabelText('Extra claims'), { target: { value: '{"a":1}' } })
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({
        clientAuth: expect.objectContaining({
          audience: 'token_endpoint',
          lifetime: 300,
          extraClaims: '{"a":1}',
        }) as unknown,
      }),
    )
  })
})

describe('the request', () => {
  test('is sent as chosen, with what is added', async () => {
    const { user } = renderPanel('profiles')
    await user.click(form().getByRole('radio', { name: 'parameters' }))
    await user.click(form().getByRole('radio', { name: 'DPoP' }))
    await user.click(form().getByRole('radio', { name: 'in the URL' }))
    await user.click(form().getByRole('switch', { name: 'Auto-exchange' }))
    const extra = within(form().getByRole('group', { name: 'Extra authorization parameters' }))
    await user.click(extra.getByRole('button', { name: /Add/ }))
    const [name, value] = extra.getAllByRole('combobox').concat(extra.getAllByRole('textbox'))
    await user.type(name as HTMLElement, 'state')
    await user.type(value as HTMLElement, 'mine')
    expect(form().getByText(/state: your value replaces/)).toBeTruthy()
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({
        requestAs: 'parameters',
        bindTokens: 'dpop',
        sendBy: 'url',
        autoExchange: true,
        authorizationParams: [['state', 'mine']],
      }),
    )
  })

  test('adds scope=openid to the authorize URL only where that is ticked', async () => {
    const { user } = renderPanel('profiles')
    const tick = form().getByRole('checkbox', { name: /scope=openid/, hidden: true })
    expect((tick as HTMLInputElement).checked).toBe(true)
    await user.click(tick)
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ addScopeOpenid: false }),
    )
  })

  test('offers to turn scope=openid off where FAPI 2.0 is chosen', async () => {
    const { user } = renderPanel('profiles')
    const offer = () => form().queryByRole('button', { name: 'Do not add it' })
    expect(offer()).toBeNull()
    await user.selectOptions(form().getByRole('combobox', { name: 'Check against' }), 'fapi2')
    await user.click(form().getByRole('button', { name: 'Do not add it' }))
    expect(offer()).toBeNull()
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ ruleProfile: 'fapi2', addScopeOpenid: false }),
    )
  })
})

describe('metadata', () => {
  test('is said at the issuer, and read from where the tester says', async () => {
    setMirror({ metadata: { p1: record } })
    const { user } = renderPanel('profiles')
    expect(form().getByText('metadata read')).toBeTruthy()
    await user.selectOptions(form().getByLabelText(/^Metadata from/), 'a separate URL')
    await user.type(form().getByLabelText('Metadata URL'), 'https://x.example/m')
    await save(user)
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ discovery: { kind: 'url', url: 'https://x.example/m' } }),
    )
  })
})

describe('the list', () => {
  test('says which profile lacks its key', () => {
    setMirror({ keys: [rsaKey] })
    withProfile({ signingKeyId: 'k1' })
    expect(list().getByRole('img', { name: 'has a signing key' })).toBeTruthy()
    setMirror({ keys: [] })
    expect(list().getByText('no key')).toBeTruthy()
    expect(form().getByText(/is not in this browser/)).toBeTruthy()
  })

  test('a copy is selected at once', async () => {
    answer.mockResolvedValue({ ok: true, id: 'p2' })
    const { user } = renderPanel('profiles')
    await user.click(form().getByRole('button', { name: 'Duplicate' }))
    expect(answer).toHaveBeenCalledWith('profileDuplicate', { id: 'p1' })
    setMirror({ profiles: [profile, { ...profile, id: 'p2', name: 'Sandbox 2' }] })
    const current = list().getByRole('button', { name: /^Sandbox 2/ })
    expect(current.getAttribute('aria-current')).toBe('true')
  })
})

describe('files', () => {
  const report: ImportReport = {
    source: 'postman-environment',
    profileIds: ['p9'],
    taken: [{ name: 'redirectUrl', field: 'redirectUris' }],
    left: [{ name: 'access_token', code: 'token' }],
    added: [{ field: 'sendBy', value: 'url', reason: 'content' }],
    withheld: [],
    redirectHosts: [],
  }

  test('are exported without secrets, unless they are asked for', async () => {
    answer.mockResolvedValue({ text: '{}' })
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x')
    const { user } = renderPanel('profiles')
    await user.click(list().getByRole('button', { name: 'Export profiles' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Export profiles' }))
    expect(dialog.getByText(/The file never contains private keys/)).toBeTruthy()
    await user.click(dialog.getByRole('radio', { name: 'only this one' }))
    await user.click(dialog.getByRole('button', { name: 'Download' }))
    expect(answer).toHaveBeenCalledWith('profilesExport', { ids: ['p1'], secrets: false })
    expect(made).toHaveBeenCalledOnce()
    made.mockRestore()
  })

  test('are imported, and the report lists what was imported and skipped', async () => {
    answer.mockResolvedValue({ ok: true, report })
    const { user, container } = renderPanel('profiles')
    await user.click(list().getByRole('button', { name: 'Import profiles' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Import profiles' }))
    await user.click(dialog.getByRole('textbox'))
    await user.paste('{"values":[]}')
    await user.click(dialog.getByRole('button', { name: 'Import' }))
    expect(answer).toHaveBeenCalledWith('profilesImport', { text: '{"values":[]}' })
    expect(await dialog.findByText('1 profile from a Postman environment')).toBeTruthy()
    expect(dialog.getByText('redirect_uris')).toBeTruthy()
    expect(dialog.getByText('Tokens are not imported.')).toBeTruthy()
    expect(dialog.getByText('Shown by the content of the file')).toBeTruthy()
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  test('are reported also where they are the first', async () => {
    answer.mockImplementation((name: string) => {
      if (name === 'profilesImport') act(() => setMirror({ profiles: [profile] }))
      return Promise.resolve({ ok: true, report })
    })
    setMirror({ profiles: [] })
    const { user } = renderPanel('profiles')
    await user.click(screen.getByRole('button', { name: 'Import…' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Import profiles' }))
    await user.click(dialog.getByRole('textbox'))
    await user.paste('{"values":[]}')
    await user.click(dialog.getByRole('button', { name: 'Import' }))
    expect(await screen.findByText('1 profile from a Postman environment')).toBeTruthy()
  })

  test('that cannot be read are refused with the reason, and stay', async () => {
    answer.mockResolvedValue({ ok: false, issues: [{ code: 'import_unknown' }] })
    const { user } = renderPanel('profiles')
    await user.click(list().getByRole('button', { name: 'Import profiles' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Import profiles' }))
    await user.click(dialog.getByRole('textbox'))
    await user.paste('x')
    await user.click(dialog.getByRole('button', { name: 'Import' }))
    expect(await dialog.findByText(/not a Parley export/)).toBeTruthy()
    expect(dialog.getByRole<HTMLTextAreaElement>('textbox').value).toBe('x')
  })
})

test('the whole form, unfolded, can be used by everyone', async () => {
  setMirror({ keys: [rsaKey], metadata: { p1: record } })
  const { user, container } = withProfile({ signingKeyId: 'k1' })
  for (const title of ['Client assertion', 'Codes and keys', 'Extra parameters'])
    await user.click(form().getByText(title))
  await user.click(form().getByRole('button', { name: 'Replace' }))
  const { violations } = await axe.run(container)
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual(
    [],
  )
})
