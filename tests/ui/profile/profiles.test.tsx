import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings, type MetadataRecord } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { metadataRecord } from '../../samples/metadata-record'
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
const clientId = () => form().getByRole('textbox', { name: 'client_id' })

beforeEach(() => {
  answer.mockReset()
  answer.mockImplementation(async (name) =>
    name === 'metadataProbe' ? metadataRecord() : { ok: true, id: 'p1' },
  )
  fillMirror()
})

describe('the form', () => {
  test('names what is unsaved, and takes it back', async () => {
    const { user } = renderPanel('profiles')
    expect(form().getByText('All changes saved')).toBeTruthy()
    await user.type(clientId(), '2')
    expect(form().getByText('Unsaved: client_id')).toBeTruthy()
    await user.click(form().getByRole('button', { name: 'Revert' }))
    expect((clientId() as HTMLInputElement).value).toBe('tpp')
  })

  test('saves', async () => {
    const { user } = renderPanel('profiles')
    await user.type(clientId(), '2')
    await user.click(form().getByRole('button', { name: 'Save' }))
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ id: 'p1', clientId: 'tpp2' }),
    )
  })

  test('says at the field why it was not saved, and keeps what was typed', async () => {
    answer.mockResolvedValue({
      ok: false,
      issues: [{ code: 'client_id_missing', field: 'clientId' }],
    })
    const { user } = renderPanel('profiles')
    await user.clear(clientId())
    await user.click(form().getByRole('button', { name: 'Save' }))
    expect(clientId().getAttribute('aria-invalid')).toBe('true')
    expect(form().getByText('Unsaved: client_id')).toBeTruthy()
  })

  test('says so if the background does not respond', async () => {
    answer.mockRejectedValue(new Error('gone'))
    const { user } = renderPanel('profiles')
    await user.type(clientId(), '2')
    await user.click(form().getByRole('button', { name: 'Save' }))
    expect(await form().findByText(/Nothing was saved/)).toBeTruthy()
  })

  test('keeps what is unsaved of one profile while another is looked at', async () => {
    setMirror({ profiles: [profile, { ...profile, id: 'p2', name: 'Other' }] })
    const { user } = renderPanel('profiles')
    await user.type(clientId(), '2')
    await user.click(list().getByRole('button', { name: /^Other/ }))
    expect((clientId() as HTMLInputElement).value).toBe('tpp')
    await user.click(list().getByRole('button', { name: /^Sandbox/ }))
    expect((clientId() as HTMLInputElement).value).toBe('tpp2')
  })

  test('makes a first profile', async () => {
    setMirror({ profiles: [], settings: { ...defaultSettings, currentProfileId: null } })
    answer.mockImplementation(async (name) =>
      name === 'accessProbe' ? [] : { ok: true, id: 'p1' },
    )
    const { user } = renderPanel('profiles')
    await user.type(clientId(), 'mine')
    await user.click(form().getByRole('button', { name: 'Create profile' }))
    expect(answer).toHaveBeenCalledWith(
      'profileSave',
      expect.objectContaining({ id: null, clientId: 'mine' }),
    )
  })
})

describe('the list', () => {
  test('brings a deleted profile back in its place', async () => {
    const { user } = renderPanel('profiles')
    await user.click(form().getByRole('button', { name: 'Remove' }))
    expect(answer).toHaveBeenCalledWith('profileRemove', { id: 'p1' })
    setMirror({ profiles: [{ ...profile, removedAt: Date.now() }] })
    await user.click(list().getByRole('button', { name: 'Undo' }))
    expect(answer).toHaveBeenCalledWith('profileRestore', { id: 'p1' })
  })

  test('says which profile has no access', () => {
    renderPanel('profiles')
    expect(list().getByRole('button', { name: /^Sandbox/ }).textContent).toContain('no access')
  })
})

describe('access', () => {
  test('is asked for at the click, for all that is missing in one prompt', async () => {
    const { user, host } = renderPanel('profiles')
    await user.click(form().getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith([`${issuer}/*`])
    expect(answer).toHaveBeenCalledWith('metadataRefresh', { profileId: 'p1' })
  })

  test('says so where the browser refused', async () => {
    const { user, host } = renderPanel('profiles')
    host.requestAccess.mockResolvedValue(false)
    await user.click(form().getByRole('button', { name: 'Allow access' }))
    expect(await form().findByText('The browser did not grant access.')).toBeTruthy()
  })

  test('is given back', async () => {
    const { user, host } = renderPanel('profiles')
    await user.click(form().getByRole('button', { name: 'Revoke access' }))
    expect(host.removeAccess).toHaveBeenCalledWith(['https://app.example/*'])
  })
})

describe('metadata', () => {
  const record: MetadataRecord = {
    profileId: 'p1',
    issuer,
    fetchedAt: Date.now() - 120_000,
    took: 212,
    tries: [],
    document: null,
    issues: [{ code: 'fetch_access', seen: issuer }],
    results: [],
  }

  test('says when it was read and what is wrong with it', () => {
    setMirror({ metadata: { p1: record } })
    renderPanel('profiles')
    const section = within(form().getByRole('region', { name: 'Metadata' }))
    expect(section.getByText(/^Read 2 min/)).toBeTruthy()
    expect(section.getByText(/Not used until/)).toBeTruthy()
  })

  test('is read again', async () => {
    const { user } = renderPanel('profiles')
    expect(form().getByText('Not read yet')).toBeTruthy()
    await user.click(form().getByRole('button', { name: 'Read again' }))
    expect(answer).toHaveBeenCalledWith('metadataRefresh', { profileId: 'p1' })
  })
})

describe('the current profile', () => {
  test('is chosen at the top of every screen', async () => {
    setMirror({ profiles: [profile, { ...profile, id: 'p2', name: 'Other' }] })
    const { user } = renderPanel()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Current profile' }), 'Other')
    expect(answer).toHaveBeenCalledWith('profileSelect', { id: 'p2' })
  })
})
