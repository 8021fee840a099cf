import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { OriginAccess } from '@/lib/storage/state'
import type { Endpoint } from '@/lib/model/endpoint'
import { command } from '@/lib/state/actions'
import { able, answer, choose, ok, open, sent } from './act-in-flow'
import { ownFlow } from './own-flow'
import { fillMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  vi.mocked(command).mockReset()
  answer(ok)
  fillMirror()
})

const calls: readonly Endpoint[] = [
  'par',
  'token',
  'userinfo',
  'introspection',
  'revocation',
  'resource',
]
const evil = (named: boolean): OriginAccess => ({
  origin: 'https://evil.test',
  pattern: 'https://evil.test/*',
  roles: ['token'],
  granted: true,
  named,
  calls,
})
const sends = "Sends to evil.test, not the issuer's host"
const off = 'No access to evil.test. Allow access first.'

const show = (named: boolean) => {
  const resourceServers = ['https://evil.test/api']
  return open(ownFlow, {
    access: { p1: [evil(named)] },
    profiles: [{ ...able, resourceServers }],
  })
}

describe('the host of an endpoint that is not the issuer’s', () => {
  test('is shown beside the exchange and the tokens', async () => {
    const { container } = show(true)
    expect(screen.getAllByText(sends).length).toBeGreaterThanOrEqual(2)
    expect(
      within(screen.getByRole('region', { name: 'Tokens of this flow' })).getByText(sends),
    ).toBeTruthy()
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  test('is named in the dialog of another grant', async () => {
    const { user } = show(true)
    await choose(user, 'More about this flow', 'Other grant…')
    expect(within(screen.getByRole('dialog')).getByText(sends)).toBeTruthy()
  })

  test('is named where a resource is called, by the URL that is typed', async () => {
    const { user } = show(true)
    await choose(user, 'More about the access_token', 'Call resource…')
    expect(within(screen.getByRole('dialog')).getByText(sends)).toBeTruthy()
  })
})

describe('a host that was not granted by name', () => {
  test('is called by no action on a token', async () => {
    const { user } = show(false)
    await user.click(screen.getByRole('button', { name: 'UserInfo' }))
    await user.click(screen.getByRole('button', { name: 'Refresh' }))
    expect(sent('userinfoRequest')).toEqual([])
    expect(sent('tokenRefresh')).toEqual([])
    expect(screen.getByRole('button', { name: 'Refresh' }).title).toBe(off)
  })

  test('gets no token by a resource call', async () => {
    const { user, host } = show(false)
    await choose(user, 'More about the access_token', 'Call resource…')
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Call' }))
    expect(sent('resourceRequest')).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith(['https://evil.test/*'])
  })

  test('gets no grant request and no code', async () => {
    const { user } = show(false)
    const exchange = screen.getAllByRole('button', { name: /^Reuse the code|^Exchange/ })
    expect(exchange.map(({ title }) => title)).toContain(off)
    await choose(user, 'More about this flow', 'Other grant…')
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Request' }))
    expect(sent('tokenGrant')).toEqual([])
  })
})
