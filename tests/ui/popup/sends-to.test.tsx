import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { useMirror } from '@/lib/state/mirror'
import { resetBackground, sent } from './background'
import { expectAccessible, makeHost, openPopup } from './render'
import { able, access, flowWith, signingKey, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const evil = 'https://evil.test'
const dock = () => screen.getByRole('region', { name: 'Latest response' })
const sends = "Sends to evil.test, not the issuer's host"

/** The popup with a code, whose profile has its endpoints at the stranger. */
const open = (named: boolean, changes: object = {}, host = makeHost()) =>
  openPopup(
    {
      ...withFlow(flowWith({})),
      profiles: [{ ...able, ...changes }],
      keys: [signingKey],
      access: { [able.id]: [access(evil, named, ['token', 'par'], ['token', 'par'])] },
    },
    host,
  )

describe('a host that is not the issuer’s', () => {
  test('is named where a code is exchanged and where a request is pushed', async () => {
    const { container } = open(true)
    expect(screen.getAllByText(sends)).toHaveLength(1)
    expect(within(dock()).queryByText(sends)).toBeNull()
    expect(within(dock()).getByText('evil.test').parentElement?.textContent).toContain(
      'at evil.test',
    )
    expect(
      within(dock()).getByRole('button', { name: 'Exchange' }).getAttribute('aria-disabled'),
    ).toBeNull()
    expect(screen.getByRole('switch', { name: 'Auto-exchange' }).title).toContain(sends)
    await expectAccessible(container)
  })

  test('gets no code before it is granted: the button says why, and access can be allowed', async () => {
    const { user, host } = open(false)
    await user.click(screen.getByRole('button', { name: 'Not now' }))
    const exchange = within(dock()).getByRole('button', { name: 'Exchange' })
    expect(exchange.getAttribute('aria-disabled')).toBe('true')
    expect(exchange.title).toBe('No access to evil.test. Allow access first.')
    await user.click(exchange)
    expect(sent('codeExchange')).toEqual([])
    await user.click(within(dock()).getByRole('button', { name: 'Allow access' }))
    expect(host.requestAccess).toHaveBeenCalledWith([`${evil}/*`])
    act(() =>
      useMirror.setState({
        access: { [able.id]: [access(evil, true, ['token'], ['token'])] },
      }),
    )
    await user.click(within(dock()).getByRole('button', { name: 'Exchange' }))
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test('that was refused is said to be so', async () => {
    const { user } = open(false, {}, makeHost({ requestAccess: () => Promise.resolve(false) }))
    await user.click(screen.getByRole('button', { name: 'Not now' }))
    await user.click(within(dock()).getByRole('button', { name: 'Allow access' }))
    expect(within(dock()).getByRole('alert').textContent).toContain('did not grant access')
  })

  test('is why auto-exchange sent nothing', () => {
    open(false, { autoExchange: true })
    expect(dock().textContent).toContain('Auto-exchange sent nothing to evil.test')
    expect(within(dock()).queryByRole('button', { name: 'Allow access' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Allow access' })).toBeTruthy()
  })
})

test('a grant for all sites does not name the host: the popup asks for it', () => {
  const unnamed = { ...access(evil, true, ['token'], ['token']), named: false }
  openPopup({ profiles: [able], access: { [able.id]: [unnamed] } })
  expect(screen.getByRole('button', { name: 'Allow access' })).toBeTruthy()
})

test('the issuer’s own host is not named', () => {
  openPopup({
    ...withFlow(flowWith({})),
    profiles: [able],
    keys: [signingKey],
    access: { [able.id]: [access(able.issuer, true, ['token'], ['token'])] },
  })
  expect(screen.queryByText(/Sends to/)).toBeNull()
})
