import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { summarise } from '@/lib/flow/read/summary'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { readOnce } from '@/lib/state/mirror'
import type { EventFeed } from '@/lib/storage/event-feeds'
import { callFlow } from '../../samples/call-flow'
import { ukSet } from '../../samples/event-set'
import { tokenAnswers } from '../../preview/samples/bank'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { access, profile } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(),
}))
vi.mock('@/lib/state/mirror', async (original) => ({
  ...(await original<typeof import('@/lib/state/mirror')>()),
  readOnce: vi.fn<typeof readOnce>(),
}))

const uk: Profile = {
  ...profile,
  ruleProfile: 'uk',
  resourceServers: ['https://api.example/'],
  variables: [['events_url', 'https://api.example/events']],
}
const made = callFlow(uk, Date.now())
const set = { jti: 'set-0001', text: ukSet, receivedAt: Date.now(), state: 'new' } as const
const feed = (more: Partial<EventFeed>) =>
  setMirror({ eventFeeds: { [uk.id]: { sets: [], last: null, ...more } } })

const polls = () =>
  vi
    .mocked(command)
    .mock.calls.filter(([name]) => (name as string) === 'eventsPoll')
    .map(([, data]) => data as Record<string, unknown>)

beforeEach(() => {
  vi.mocked(command).mockReset()
  vi.mocked(command).mockImplementation(((name: string, data: never) =>
    name === 'tokenInspect'
      ? Promise.resolve(tokenAnswers.tokenInspect?.(data))
      : new Promise(() => undefined)) as never)
  vi.mocked(readOnce).mockImplementation(async () => ({ flow: made.flow, rev: 1 }))
  fillMirror()
  setMirror({
    profiles: [uk],
    flows: [summarise(made.flow)],
    flow: { [made.flow.id]: made.flow },
    eventFeeds: {},
    access: {
      [uk.id]: [
        ...(access['p1'] ?? []),
        {
          origin: 'https://api.example',
          pattern: 'https://api.example/*',
          roles: ['resource'],
          calls: ['resource'],
          granted: true,
          named: true,
        },
      ],
    },
  })
})

async function open() {
  const view = renderPanel('requests')
  await view.user.click(screen.getByRole('button', { name: /Poll for SETs/ }))
  await screen.findAllByRole('option', { name: /left/ })
  return view
}
const sets = () => within(screen.getByRole('region', { name: 'SETs' }))

describe('event notifications', () => {
  test('are polled at the address of the profile, at a press, with the token of the client', async () => {
    const { user } = await open()
    expect(polls()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Poll' }))
    const token = made.flow.tokens.find(({ ofClient }) => ofClient)
    expect(polls()).toEqual([
      {
        profileId: uk.id,
        flowId: made.flow.id,
        tokenId: token?.id,
        url: 'https://api.example/events',
        poll: { maxEvents: null, returnImmediately: true, ack: [], setErrs: {} },
      },
    ])
  })

  test('a SET is explained, and acknowledged at a press', async () => {
    feed({ sets: [set] })
    const { user } = await open()
    expect(await sets().findByText(/The state of a resource changed/)).toBeTruthy()
    expect(polls()).toEqual([])
    await user.click(sets().getByRole('button', { name: 'Acknowledge' }))
    expect(polls()).toMatchObject([
      { poll: { maxEvents: 0, returnImmediately: true, ack: ['set-0001'], setErrs: {} } },
    ])
  })

  test('a SET is refused with the chosen reason', async () => {
    feed({ sets: [set] })
    const { user } = await open()
    await user.selectOptions(sets().getByRole('combobox', { name: 'Reason' }), 'invalid_key')
    await user.click(sets().getByRole('button', { name: 'Refuse' }))
    expect(polls()).toMatchObject([
      { poll: { ack: [], setErrs: { 'set-0001': { err: 'invalid_key' } } } },
    ])
  })

  test('one that was acknowledged cannot be acknowledged again', async () => {
    feed({ sets: [{ ...set, state: 'acknowledged' }] })
    await open()
    expect(sets().queryByRole('button', { name: 'Acknowledge' })).toBeNull()
  })

  test('a maximum that is not a number is not sent', async () => {
    const { user } = await open()
    await user.type(screen.getByRole('combobox', { name: 'maxEvents' }), 'many')
    await user.click(screen.getByRole('button', { name: 'Poll' }))
    expect(polls()).toEqual([])
  })

  test('what is wrong with a response is named', async () => {
    feed({
      sets: [],
      last: {
        at: 1,
        flowId: made.flow.id,
        responseId: 'r',
        status: 200,
        accepted: true,
        count: 0,
        moreAvailable: null,
        issues: [{ code: 'poll_again', seen: 'set-9' }],
      },
    })
    await open()
    expect(sets().getByText(/is sent again/)).toBeTruthy()
  })
})
