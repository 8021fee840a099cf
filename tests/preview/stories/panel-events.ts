import { ukSet } from '../../samples/event-set'
import { callFlow } from '../../samples/call-flow'
import { client, panelReady } from '../samples/bank'
import { pressOn, see } from '../steps'
import type { Story } from '../story'
import { panelStory, storing } from './panel-flows'

const at = Date.now()
const uk = { ...client, ruleProfile: 'uk' } as const
const { flow } = callFlow(uk, at)

const access = {
  [uk.id]: [
    ...(panelReady.access?.[uk.id] ?? []),
    {
      origin: 'https://api.example',
      pattern: 'https://api.example/*',
      roles: ['resource'],
      calls: ['resource'],
      granted: true,
      named: true,
    } as const,
  ],
}

const last = {
  at,
  flowId: flow.id,
  responseId: 'one-response',
  status: 200,
  accepted: true,
  count: 2,
  moreAvailable: true,
  issues: [],
}
const set = { jti: 'set-0001', text: ukSet, receivedAt: at } as const

const events = (name: string, feed: object | null, step = see('.set-row')): Story =>
  panelStory(`events${name}`, {
    state: {
      ...storing([flow]),
      profiles: [uk],
      access,
      eventFeeds: feed === null ? {} : { [uk.id]: feed as never },
    },
    open: { screen: 'requests' },
    steps: [pressOn('[data-row="events poll"]'), step],
  })

export const eventStories: readonly Story[] = [
  events('', {
    last,
    sets: [
      { ...set, state: 'new' },
      { ...set, jti: 'set-0000', state: 'acknowledged' },
      { ...set, jti: 'set-000', state: 'refused', err: 'invalid_key' },
    ],
  }),
  events('-empty', null, see('.call-empty')),
  events('-faults', {
    last: {
      ...last,
      count: 1,
      moreAvailable: false,
      issues: [
        { code: 'poll_jti', seen: 'set-0001', expected: 'set-1' },
        { code: 'poll_again', seen: 'set-0' },
      ],
    },
    sets: [{ ...set, state: 'new' }],
  }),
  events(
    '-refused',
    {
      last: {
        ...last,
        status: 403,
        accepted: false,
        count: 0,
        moreAvailable: null,
        issues: [{ code: 'response_status', seen: '403' }],
      },
      sets: [],
    },
    see('.call-empty'),
  ),
]
