import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { command } from '@/lib/state/actions'
import { accessToken, codeFlow, ownFlow, pushedFlow, spentToken, tokenRequest } from './own-flow'
import { answer, choose, ok, open, sent } from './act-in-flow'
import { fillMirror, setMirror } from './render-panel'
import { passed, response } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const goodResponse = { ...response, at: Date.now(), results: [passed] }
const freshFlow: Flow = {
  ...codeFlow,
  messages: [...codeFlow.messages.slice(0, 4), goodResponse],
}
const exchange = (name = 'Exchange') => screen.getByRole('button', { name })
const tokens = () => within(screen.getByRole('region', { name: 'Tokens of this flow' }))

beforeEach(() => {
  vi.mocked(command).mockReset()
  answer(ok)
  fillMirror()
})

/** The other screens are in the page as well, hidden. */
const flowsScreen = () => document.querySelector<HTMLElement>('.panel__main')!

describe('Exchange', () => {
  test('sends the code once, and says that it is used up', async () => {
    const running = Promise.withResolvers<unknown>()
    vi.mocked(command).mockReturnValue(running.promise as never)
    const { user } = open(freshFlow)
    expect(screen.getByText('Exchanging uses up the code.')).toBeTruthy()
    expect(exchange().className).toContain('btn--primary')
    await user.click(exchange())
    await user.click(exchange())
    expect(sent('codeExchange')).toEqual([{ flowId: 'f1', responseId: 'response' }])
    expect(exchange().getAttribute('aria-busy')).toBe('true')
    await act(async () => running.resolve(ok))
    expect(exchange().getAttribute('aria-busy')).toBeNull()
  })

  test('says that it is under way only after a while', async () => {
    vi.useFakeTimers()
    vi.mocked(command).mockReturnValue(new Promise(() => undefined) as never)
    open(freshFlow)
    fireEvent.click(exchange())
    expect(exchange().querySelector('.st--pending')).toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(310))
    expect(exchange().querySelector('.st--pending')).toBeTruthy()
  })

  test('shows the response', async () => {
    answer({ ...ok, messageId: 'token-response' })
    const { user } = open(freshFlow)
    await user.click(exchange())
    setMirror({ flow: { f1: ownFlow } })
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Token response')
    expect(await screen.findByText(/Revocation response received/)).toBeTruthy()
  })

  test('says why nothing was sent', async () => {
    answer({ ok: false, issues: [{ code: 'metadata_missing' }] })
    const { user } = open(freshFlow)
    await user.click(exchange())
    expect((await screen.findByRole('alert')).textContent).toContain("issuer's metadata")
  })

  test('is still possible if a check fails or the code is late', async () => {
    const { user } = open(codeFlow)
    expect(screen.getByText(/has probably expired/)).toBeTruthy()
    expect(exchange('Exchange anyway').className).not.toContain('btn--primary')
    await user.click(exchange('Exchange anyway'))
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test('is possible again, as the second choice, where the code was used', async () => {
    const { user } = open({ ...freshFlow, messages: [...freshFlow.messages, tokenRequest] })
    expect(screen.getByText(/Code used at \+38\.195 s/)).toBeTruthy()
    expect(exchange('Reuse the code').className).not.toContain('btn--primary')
    await user.click(exchange('Reuse the code'))
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test.each([
    ['no code received', { ...codeFlow, messages: codeFlow.messages.slice(0, 4) }, /No code/, {}],
    ['no signing key', freshFlow, /No signing key for tpp/, { keys: [] }],
    ['the profile is gone', freshFlow, /Set up a profile first/, { profiles: [] }],
  ])('is off and says why where %s', async (_, flow, why, more) => {
    const { user } = open(flow, more)
    expect(exchange().title).toMatch(why)
    expect(within(flowsScreen()).getByText(why)).toBeTruthy()
    await user.click(exchange())
    expect(sent('codeExchange')).toEqual([])
  })
})

describe('a pushed request', () => {
  const stored = {
    id: 'r1',
    flowId: 'f1',
    receivedAt: Date.now(),
    expiresAt: Date.now() + 60_000,
  } as StoredRequest

  test('is opened from its flow', async () => {
    answer({ ok: true, flowId: 'f1' })
    const { user } = open(pushedFlow, { requests: [stored] })
    await user.click(screen.getByRole('button', { name: 'Open' }))
    expect(sent('requestOpen')).toEqual([{ id: 'r1', where: 'tab' }])
    expect(screen.queryByRole('button', { name: 'Exchange' })).toBeNull()
  })

  test('that is gone offers nothing', () => {
    open(pushedFlow)
    expect(screen.queryByRole('button', { name: 'Open' })).toBeNull()
  })

  test.each([
    ['the list', 'Push new request', {}],
    ['the empty screen', 'Push new request', { flows: [] }],
  ])('is begun from %s', async (_, name, more) => {
    answer({ ok: true, flowId: 'f2', storedRequestId: 'r2', accepted: true })
    const { user } = open(ownFlow, more)
    await user.click(screen.getAllByRole('button', { name }).at(-1)!)
    expect(sent('requestPush')).toEqual([{ profileId: null, overrides: null, open: null }])
  })

  test('needs a key, and says so', async () => {
    const { user } = open(ownFlow, { flows: [], keys: [] })
    expect(within(flowsScreen()).getByText('No signing key for tpp')).toBeTruthy()
    for (const button of screen.getAllByRole('button', { name: 'Push new request' }))
      await user.click(button)
    expect(sent('requestPush')).toEqual([])
  })
})

describe('the tokens of a flow', () => {
  test('stand with what has become of them', async () => {
    const { container } = open(ownFlow)
    const rows = tokens().getAllByRole('listitem')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/access_tokenDPoP\d:\d\d/),
      expect.stringContaining('refresh_tokenactive'),
      expect.stringContaining('id_token'),
      expect.stringContaining('refresh_tokenused'),
    ])
    expect(rows[3]?.className).toContain('htok--spent')
    expect(container.innerHTML).not.toContain(spentToken.value)
    const { violations } = await axe.run(container)
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  test.each([
    ['UserInfo', 'userinfoRequest', 'access_token'],
    ['Refresh', 'tokenRefresh', 'refresh_token'],
  ] as const)('%s is one click away', async (name, sentAs, tokenId) => {
    const { user } = open(ownFlow)
    await user.click(tokens().getByRole('button', { name }))
    expect(sent(sentAs)).toEqual([{ flowId: 'f1', tokenId }])
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain(
      'UserInfo response',
    )
  })

  test.each([
    ['Introspect', 'tokenIntrospect'],
    ['Revoke', 'tokenRevoke'],
  ] as const)('%s is in the menu', async (item, sentAs) => {
    const { user } = open(ownFlow)
    await choose(user, 'More about the access_token', item)
    expect(sent(sentAs)).toEqual([{ flowId: 'f1', tokenId: 'access_token' }])
  })

  test('a spent one can be tried again', async () => {
    const { user } = open({ ...ownFlow, tokens: [spentToken] })
    expect(tokens().queryByRole('button', { name: 'Refresh' })).toBeNull()
    await choose(user, 'More about the refresh_token', 'Refresh again')
    expect(sent('tokenRefresh')).toEqual([{ flowId: 'f1', tokenId: 'old' }])
  })

  test('are off while another request is under way', async () => {
    vi.mocked(command).mockReturnValue(new Promise(() => undefined) as never)
    const { user } = open(ownFlow)
    await user.click(tokens().getByRole('button', { name: 'UserInfo' }))
    await user.click(tokens().getByRole('button', { name: 'Refresh' }))
    expect(sent('tokenRefresh')).toEqual([])
    expect(tokens().getByRole('button', { name: 'Refresh' }).title).toContain('in progress')
  })

  test('are decoded where they were received', async () => {
    vi.mocked(command).mockReturnValue(new Promise(() => undefined) as never)
    const { user } = open(ownFlow)
    await user.click(tokens().getByRole('button', { name: 'Decode id_token' }))
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('JWT')
    expect(screen.getByRole('treeitem', { selected: true }).textContent).toContain('Token response')
  })

  test('an expired one says so; they can be folded away', async () => {
    const { user } = open({ ...ownFlow, tokens: [{ ...accessToken, expiresAt: 1 }] })
    expect(tokens().getByText('expired')).toBeTruthy()
    await user.click(tokens().getByRole('button', { name: 'Collapse the tokens' }))
    expect(tokens().queryByText('expired')).toBeNull()
  })
})
