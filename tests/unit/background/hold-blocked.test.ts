import { beforeEach, describe, expect, test, vi } from 'vitest'
import { call, calls, hold, openRequest, profileId, redirect, release, state } from './held'
import { redirectUri } from '../flow/browser'
import { app, browser, draft, latestFlow, reset, response, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
})

describe('a held page that the browser refuses to show', () => {
  beforeEach(async () => {
    await withProfile()
    await hold()
  })

  test('is opened again, and says so', async () => {
    const tabId = await openRequest()
    browser.state.blockedTab = tabId
    await redirect(response, { tabId })
    await vi.waitFor(() => expect(stored('held')).toMatchObject([{ tabId, blocked: true }]))
    expect(calls).toEqual([])
    expect(await release()).toEqual({ ok: true })
    expect(state()).toBe('releasing')
  })

  test('is opened again for a form that is not a response', async () => {
    const reopened = vi.spyOn(browser.ports.heldPage, 'reopenBlocked')
    await call(redirectUri, { method: 'POST', form: [['a', 'b']], initiator: null })
    await vi.waitFor(() => expect(reopened).toHaveBeenCalledWith(7))
  })

  test('is not opened again in a frame, nor where it is shown', async () => {
    browser.state.blockedTab = 7
    await redirect(response, { frame: 'sub' })
    expect(stored('held')).toMatchObject([{ tabId: 7, frame: 'sub' }])
    browser.state.blockedTab = null
    await redirect(response, { tabId: 8 })
    expect(JSON.stringify(stored('held'))).not.toContain('blocked')
  })
})

test('a form for [::1] is not released, because no page of the extension can send it', async () => {
  const uri = 'http://[::1]:3000/cb'
  await withProfile()
  await app.handlers.profileSave({ ...draft, id: await profileId(), redirectUris: [uri] })
  await hold()
  await call(uri, {
    method: 'POST',
    form: [
      ['code', 'c1'],
      ['state', 's'],
    ],
  })
  expect(latestFlow().messages).toMatchObject([{ responseMode: 'form', target: uri }])
  expect(await release()).toEqual({ ok: false, issues: [{ code: 'release_form_ipv6' }] })
  expect(state()).toBe('held')
})
