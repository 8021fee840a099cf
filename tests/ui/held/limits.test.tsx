import { screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { flowWith, stopped } from '../../samples/held'
import { resetBackground, sent } from '../popup/background'
import { expectAccessible } from '../popup/render'
import { result } from '../popup/samples'
import { good, openHeld } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(resetBackground)

const heading = () => screen.findByRole('heading', { level: 1 })
const button = (name: string) => screen.getByRole('button', { name })
const filled = () => document.querySelector('.outs .btn--primary')?.textContent
const facts = () => document.querySelector('.facts')?.textContent

const target = 'http://[::1]:3000/cb'
const form = { method: 'POST', responseMode: 'form', url: target, target } as const

test('a form for [::1] cannot be released: the page says why, and exchanging is the filled button', async () => {
  const failed = { ...result('ar-state-match', 'failed'), about: 'state' }
  const { user, container } = openHeld({ response: good({ ...form, results: [failed] }) })
  await heading()
  expect(filled()).toBe('Exchange anyway')
  const release = button('Release to the app')
  expect(release.getAttribute('aria-disabled')).toBe('true')
  expect(release.nextElementSibling?.textContent).toContain('cannot send a form to http://[::1]')
  await user.click(release)
  expect(sent('holdRelease')).toEqual([])
  await expectAccessible(container)
})

test('a query for [::1], and a form for 127.0.0.1, can be released', async () => {
  const { unmount } = openHeld({ response: good({ url: `${target}?code=x`, target }) })
  await heading()
  expect(button('Release to the app').getAttribute('aria-disabled')).toBeNull()
  unmount()
  openHeld({
    response: good({ ...form, url: 'http://127.0.0.1/cb', target: 'http://127.0.0.1/cb' }),
  })
  await heading()
  expect(button('Release to the app').getAttribute('aria-disabled')).toBeNull()
})

test('a stopped form for [::1] cannot be sent, but a page can be opened', async () => {
  const here = { ...stopped, url: target }
  const { user, unmount } = openHeld({ state: { held: [], deliveries: [here] } })
  await heading()
  await user.click(button('Send it anyway'))
  expect(sent('stoppedSend')).toEqual([])
  expect(button('Send it anyway').nextElementSibling?.textContent).toContain(
    'cannot name this host',
  )
  unmount()
  openHeld({ state: { held: [], deliveries: [{ ...here, method: 'GET', form: null }] } })
  await heading()
  expect(button('Send it anyway').getAttribute('aria-disabled')).toBeNull()
})

test('a page that Chromium refused to show at first says why, and what to do', async () => {
  const response = good()
  const flow = flowWith([response])
  const place = { tabId: 7, frame: 'top', flowId: flow.id, responseId: response.id } as const
  const explained = /did not start on an https page.*To avoid this/
  const { unmount } = openHeld({ state: { held: [{ ...place, stopped: null, blocked: true }] } })
  await heading()
  expect(screen.getByText(explained)).toBeTruthy()
  unmount()
  openHeld({ state: { held: [{ ...place, stopped: null }] } })
  await heading()
  expect(screen.queryByText(explained)).toBeNull()
})

test('the mode is named unless it is a query', async () => {
  const { unmount } = openHeld({ response: good({ responseMode: 'form', method: 'POST' }) })
  await heading()
  expect(facts()).toContain('Mode form_post')
  unmount()
  openHeld()
  await heading()
  expect(facts()).not.toContain('Mode')
})

test('a defence that is not possible says why to the keyboard, too', async () => {
  const { user } = openHeld()
  await heading()
  const why = 'No used code of this client is known. Exchange one first.'
  expect(screen.queryByText(why)).toBeNull()
  button('Used code').focus()
  expect(await screen.findByText(why)).toBeTruthy()
  await user.tab({ shift: true })
  expect(screen.queryByText(why)).toBeNull()
})
