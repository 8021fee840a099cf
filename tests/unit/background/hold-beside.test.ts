import { beforeEach, describe, expect, test } from 'vitest'
import { calls, heldPage, hold, place, redirect, state } from './held'
import { app, browser, reset, response, restart, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
})

describe.each(['told', 'untold'] as const)(
  'what cannot be decided on where it is held (%s)',
  (telling) => {
    beforeEach(() => hold())

    test('in a frame is decided on in a tab beside it, once, and goes on from the frame', async () => {
      await redirect(response, { frame: 'sub', telling })
      const named = place()
      expect(await app.handlers.heldFocus(named)).toEqual({ ok: true })
      restart()
      await app.handlers.heldFocus(named)
      const [framed, beside, ...others] = stored('held') ?? []
      expect(framed).toMatchObject({ ...named, tabId: 7, frame: 'sub' })
      expect(beside).toMatchObject({ ...named, frame: 'top', stopped: null })
      expect(others).toEqual([])
      expect(browser.state.focused).toBe(beside?.tabId)
      await app.handlers.holdRelease({ ...named, params: null, defence: null })
      expect(await heldPage(beside?.tabId)).toBeNull()
      await heldPage(7, 'sub')
      expect(calls).toEqual([`GET ${response}`])
      expect(state()).toBe('released')
    })

    test('in a private window where no held page runs is decided on in another tab, and goes on in its own', async () => {
      browser.state.privateTab = 7
      await redirect(response, { telling })
      const named = place()
      await app.handlers.heldFocus(named)
      const [own, beside, ...others] = stored('held') ?? []
      expect(own).toMatchObject({ ...named, tabId: 7 })
      expect(others).toEqual([])
      expect(browser.state.focused).toBe(beside?.tabId)
      expect(beside?.tabId).not.toBe(7)
      await app.handlers.holdRelease({ ...named, params: null, defence: null })
      expect(browser.state.woken).toMatchObject({ tabId: 7, url: response })
    })
  },
)
