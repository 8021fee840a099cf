import type { DecoupledGrant } from '@/lib/oauth/decoupled'
import { decoupledFlow, type DecoupledState } from '../../samples/decoupled-flow'
import { client, metadataWith, panelReady } from '../samples/bank'
import { fill, pressOn, see } from '../steps'
import type { Story } from '../story'
import { inFlow, panelStory, storing } from './panel-flows'

const oidc = {
  ...client,
  ruleProfile: 'oidc',
  authorizationDetails: '',
  scope: 'openid accounts',
} as const

const published = {
  backchannel_authentication_endpoint: `${client.issuer}/backchannel`,
  device_authorization_endpoint: `${client.issuer}/device`,
  backchannel_token_delivery_modes_supported: ['poll', 'ping'],
  backchannel_user_code_parameter_supported: false,
  grant_types_supported: undefined,
}

const row = (grant: DecoupledGrant) => pressOn(`[data-row="decoupled ${grant}"]`)

const pane = (
  name: string,
  grant: DecoupledGrant,
  more: Partial<Story> = {},
  members: object = published,
): Story =>
  panelStory(`decoupled-${name}`, {
    open: { screen: 'requests' },
    ...more,
    state: {
      ...panelReady,
      metadata: { [client.id]: metadataWith(members as typeof published) },
      ...more.state,
      profiles: [oidc],
    },
    steps: [row(grant), see('.worktop'), ...(more.steps ?? [])],
  })

const run = (grant: DecoupledGrant, state: DecoupledState, age = 12_000): Story =>
  pane(`${grant}-${state}`, grant, {
    state: storing([decoupledFlow(oidc, grant, state, Date.now() - age)]),
  })

export const decoupledStories: readonly Story[] = [
  pane('ciba-new', 'ciba'),
  pane('ciba-warnings', 'ciba', {
    steps: [
      fill({ selector: '.cval input' }, 'accounts'),
      fill({ selector: '.cval:nth-of-type(6) input' }, '1234'),
    ],
  }),
  pane('device-new', 'device'),
  pane('device-missing', 'device', {}, { ...published, device_authorization_endpoint: undefined }),
  pane(
    'ciba-push-only',
    'ciba',
    {},
    {
      ...published,
      backchannel_token_delivery_modes_supported: ['push'],
    },
  ),
  run('ciba', 'sending', 500),
  run('ciba', 'waiting'),
  run('device', 'waiting'),
  run('device', 'slowed', 17_000),
  run('ciba', 'failing', 17_000),
  run('ciba', 'ping', 7000),
  run('ciba', 'push', 7000),
  run('ciba', 'denied', 60_000),
  run('device', 'expired', 400_000),
  run('device', 'stopped', 60_000),
  run('ciba', 'not-sent', 60_000),
  run('device', 'done', 60_000),
  run('ciba', 'refused', 60_000),
  run('ciba', 'error', 60_000),
  run('ciba', 'restarted', 90_000),
  inFlow('decoupled-flow', decoupledFlow(oidc, 'device', 'slowed', Date.now() - 17_000)),
]
