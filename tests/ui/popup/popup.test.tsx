import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '@/lib/storage/state'
import { useMirror } from '@/lib/state/mirror'
import { answer, command, resetBackground, sent } from './background'
import { expectAccessible, makeHost, openPopup } from './render'
import { access, living, profile } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

describe('loading', () => {
  test('is said only after 300 ms', () => {
    vi.useFakeTimers()
    openPopup({ status: 'loading' })
    expect(screen.queryByText('Loading')).toBeNull()
    act(() => void vi.advanceTimersByTime(301))
    expect(screen.getByText('Loading')).toBeTruthy()
  })
})

describe('the header', () => {
  const other = { ...profile, id: 'p2', name: 'Other', issuer: 'https://other.example' }
  const gone = { ...profile, id: 'p3', name: 'Gone', removedAt: 1 }

  test('switches profiles', async () => {
    const { user, container } = openPopup({ profiles: [profile, other, gone] })
    await user.click(screen.getByRole('button', { name: /Sandbox as\.example/ }))
    const items = screen.getAllByRole('menuitemradio')
    expect(items.map((item) => item.getAttribute('aria-checked'))).toEqual(['true', 'false'])
    await expectAccessible(container)
    await user.keyboard('{ArrowDown}{Enter}')
    expect(sent('profileSelect')).toEqual([{ id: 'p2' }])
  })

  test('leads to the panel, for profiles too', async () => {
    const { user, host } = openPopup()
    await user.click(screen.getByRole('button', { name: 'Open Parley in a tab' }))
    await user.click(screen.getByRole('button', { name: /Sandbox/ }))
    await user.click(screen.getByRole('menuitem', { name: 'Manage profiles' }))
    expect(sent('panelOpen')).toEqual([
      { flowId: null, screen: 'flows' },
      { flowId: null, screen: 'profiles' },
    ])
    await waitFor(() => expect(host.close).toHaveBeenCalledTimes(2))
  })

  test('New profile shows the form, Cancel goes back', async () => {
    const { user } = openPopup({ requests: [living('a', 80)] })
    await user.click(screen.getByRole('button', { name: /Sandbox/ }))
    await user.click(screen.getByRole('menuitem', { name: 'New profile' }))
    expect(screen.getByRole('heading', { name: 'New profile' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByText('Request a')).toBeTruthy()
  })
})

const needed = (issuer: boolean, app: boolean) => ({
  access: {
    p1: [
      access('https://as.example', issuer, ['issuer', 'authorization']),
      access('https://app.example', app, ['redirect']),
    ],
  },
})

describe('site access', () => {
  test('is not spoken of where all is allowed', () => {
    openPopup(needed(true, true))
    expect(screen.queryByRole('button', { name: 'Allow access' })).toBeNull()
  })

  test('names the sites and why, and asks for all of them within the click', async () => {
    const { host, container } = openPopup(needed(false, false))
    const banner = screen.getByRole('region', { name: 'Parley needs access to 2 sites' })
    expect(within(banner).getByText('app.example').parentElement?.textContent).toContain(
      'where the response arrives',
    )
    await expectAccessible(container)
    fireEvent.click(screen.getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith([
      'https://as.example/*',
      'https://app.example/*',
    ])
    await waitFor(() => expect(sent('accessRefresh')).toHaveLength(1))
  })

  test('partly allowed asks only for the rest', () => {
    const { host } = openPopup(needed(true, false))
    expect(
      screen.getByRole('region', { name: 'Parley needs access to one more site' }),
    ).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith(['https://app.example/*'])
  })

  test('refused says what works without it', async () => {
    const host = makeHost({ requestAccess: () => Promise.resolve(false) })
    const { user } = openPopup(needed(false, false), host)
    await user.click(screen.getByRole('button', { name: 'Allow access' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Paste the redirect URL here')
    expect(sent('accessRefresh')).toEqual([])
  })

  test('Not now hides it', async () => {
    const { user } = openPopup(needed(false, false))
    await user.click(screen.getByRole('button', { name: 'Not now' }))
    expect(screen.queryByRole('button', { name: 'Allow access' })).toBeNull()
  })
})

describe('the page of all hosts', () => {
  async function openPage(state: object, host = makeHost()) {
    const view = openPopup(state, host)
    await view.user.click(screen.getByRole('button', { name: 'All hosts' }))
    return view
  }

  test('lists what is granted and what is missing, and asks for the rest in one prompt', async () => {
    const { user, host, container } = await openPage(needed(true, false))
    expect(screen.getByText('as.example', { selector: '.mono' })).toBeTruthy()
    expect(screen.getByRole('img', { name: 'granted' })).toBeTruthy()
    await expectAccessible(container)
    await user.click(screen.getByRole('button', { name: 'Allow 1 host' }))
    expect(host.requestAccess).toHaveBeenCalledWith(['https://app.example/*'])
  })

  test('says what works without access after a refusal, and that Firefox closes the popup', async () => {
    const refuses = makeHost({ requestAccess: () => Promise.resolve(false) })
    const { user } = await openPage(needed(false, false), { ...refuses, browser: 'firefox' })
    expect(screen.getByText(/In Firefox the popup closes/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Allow 2 hosts' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Paste the redirect URL here')
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: 'Allow access' })).toBeTruthy()
  })
})

describe('the page of shortcuts', () => {
  const open = async (host = makeHost()) => {
    const view = openPopup({}, host)
    await view.user.click(screen.getByRole('button', { name: 'Keyboard' }))
    return view
  }
  const change = { name: 'Change in the browser' }

  test('leads to the page of the browser', async () => {
    const { user, host, container } = await open()
    await expectAccessible(container)
    await user.click(screen.getByRole('button', change))
    await waitFor(() => expect(host.close).toHaveBeenCalled())
  })

  test('says where it is if the browser does not open it', async () => {
    const { user, host } = await open({
      ...makeHost({ openShortcuts: () => Promise.resolve(false) }),
      browser: 'firefox',
    })
    await user.click(screen.getByRole('button', change))
    expect(await screen.findByText('about:addons')).toBeTruthy()
    expect(host.close).not.toHaveBeenCalled()
  })

  test('turns letter shortcuts off', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('switch', { name: 'Letter shortcuts' }))
    expect(sent('settingsChange')).toEqual([{ name: 'letters', on: false }])
  })
})

test('without letter shortcuts, letters do nothing and other keys still work', async () => {
  const settings = { ...defaultSettings, currentProfileId: 'p1', letters: false }
  const { user } = openPopup({ settings, requests: [living('a', 80)] })
  screen.getByText('Request a').closest('li')?.focus()
  await user.keyboard('cu?')
  expect(screen.queryByRole('heading', { name: 'Keyboard' })).toBeNull()
  expect(sent('requestUrl')).toEqual([])
  await user.keyboard('{F2}')
  expect(screen.getByRole('textbox', { name: /Name/ })).toBeTruthy()
})

const metadata = (more: object) => ({
  profileId: '',
  issuer: 'https://as.example',
  fetchedAt: 0,
  took: 1,
  tries: [],
  document: null,
  issues: [],
  results: [],
  ...more,
})

describe('first run', () => {
  const json = {
    require_pushed_authorization_requests: true,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    id_token_signing_alg_values_supported: ['PS256'],
    authorization_endpoint: 'https://login.example/auth',
    jwks_uri: 'https://keys.example/jwks',
  }

  test('says what the metadata of the issuer says', async () => {
    answer({ metadataProbe: () => metadata({ document: { json } }) })
    const { user, container } = openPopup({ profiles: [] })
    await user.type(screen.getByLabelText('Issuer'), 'https://as.example')
    const hint =
      'Metadata found: Pushed requests required. Client authentication: private_key_jwt. ID tokens: PS256'
    expect(await screen.findByText(hint)).toBeTruthy()
    expect(sent('metadataProbe')).toEqual([
      { issuer: 'https://as.example', discovery: { kind: 'derived' } },
    ])
    await expectAccessible(container)
  })

  test('says exactly what is wrong with it, or that access comes first', async () => {
    answer({
      metadataProbe: ({ issuer }) =>
        metadata({
          document: { json: { issuer: 'https://x.example' } },
          issues: [
            issuer.includes('other')
              ? { code: 'metadata_issuer', seen: 'https://x.example', expected: issuer }
              : { code: 'fetch_access' },
          ],
        }),
    })
    const { user } = openPopup({ profiles: [] })
    await user.type(screen.getByLabelText('Issuer'), 'https://as.example')
    expect(await screen.findByText(/once you allow access/)).toBeTruthy()
    await user.clear(screen.getByLabelText('Issuer'))
    await user.type(screen.getByLabelText('Issuer'), 'https://other.example')
    expect(await screen.findByText(/names a different issuer/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Use the published issuer' }))
    expect((screen.getByLabelText('Issuer') as HTMLInputElement).value).toBe('https://x.example')
  })

  test('saves and asks for access within one click, before either has answered', async () => {
    answer({ metadataProbe: () => metadata({ document: { json } }) })
    const { user, host } = openPopup({ profiles: [] })
    await user.type(screen.getByLabelText('Issuer'), 'https://as.example')
    await user.type(screen.getByLabelText('client_id'), 'tpp')
    await user.type(screen.getByLabelText('Redirect URI'), 'https://app.example/cb')
    await screen.findByText(/Metadata found/)
    await user.selectOptions(screen.getByLabelText('Check against'), 'fapi2')
    command.mockClear()
    fireEvent.click(screen.getByRole('button', { name: 'Create profile' }))
    expect(sent('profileSave')).toMatchObject([
      {
        id: null,
        name: '',
        issuer: 'https://as.example',
        clientId: 'tpp',
        redirectUris: ['https://app.example/cb'],
        ruleProfile: 'fapi2',
        addScopeOpenid: false,
      },
    ])
    expect(host.requestAccess).toHaveBeenCalledWith([
      'https://as.example/*',
      'https://login.example/*',
      'https://keys.example/*',
      'https://app.example/*',
    ])
  })

  test('says at the fields what was refused', async () => {
    answer({
      profileSave: () => ({
        ok: false,
        issues: [
          { code: 'issuer_missing', field: 'issuer' },
          { code: 'client_id_missing', field: 'clientId' },
          { code: 'redirect_uri_fragment', field: 'redirectUris', seen: 'https://app.example/#x' },
        ],
      }),
    })
    const { user, host, container } = openPopup({ profiles: [] })
    await user.type(screen.getByLabelText('Redirect URI'), 'https://app.example/#x')
    await user.click(screen.getByRole('button', { name: 'Create profile' }))
    expect(await screen.findByText(/the URL that identifies/)).toBeTruthy()
    for (const label of ['Issuer', 'client_id', 'Redirect URI'])
      expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true')
    expect(host.requestAccess).not.toHaveBeenCalled()
    await expectAccessible(container)
  })

  test('gives way to the list once something is there, and keeps what was typed', async () => {
    const { user } = openPopup({ profiles: [] })
    await user.type(screen.getByLabelText('client_id'), 'tpp')
    act(() => useMirror.setState({ requests: [living('a', 80, { profileId: null })] }))
    expect(screen.getByText('Request a')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /No profile/ }))
    await user.click(screen.getByRole('menuitem', { name: 'New profile' }))
    expect((screen.getByLabelText('client_id') as HTMLInputElement).value).toBe('tpp')
  })
})

test('what breaks while drawing is said, with a way back', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  openPopup({ requests: null as never })
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
  expect(screen.getByText(/Your data is safe/)).toBeTruthy()
  quiet.mockRestore()
})
