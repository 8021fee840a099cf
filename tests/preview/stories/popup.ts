import { type FlowSummary, noRequestedParams } from '@/lib/flow/model/flow'
import type { Mirror } from '@/lib/state/mirror'
import { fillTemplate } from '@/lib/oauth/authorization-details'
import { defaultSettings } from '@/lib/storage/state'
import {
  able,
  access,
  living,
  parRefused,
  profile,
  request,
  signingKey,
  flowWith,
} from '../../ui/popup/samples'
import { pending } from '../background'
import { press, pressOn, see, seeText } from '../steps'
import { begun, setupAnswers, unreachable } from '../samples/setup'
import type { Story } from '../story'
import { summary } from '../../ui/panel/sample'
import { flowUse, longText, mixedText } from './texts'

const settings = { ...defaultSettings, currentProfileId: profile.id }

/** A profile that can push, with access to its sites. */
export const ready: Partial<Mirror> = {
  profiles: [able],
  keys: [signingKey],
  settings,
  access: {
    p1: [
      access('https://as.example', true, ['issuer', 'authorization', 'token'], ['par', 'token']),
      access('https://app.example', true, ['redirect']),
    ],
  },
}

const closed: Mirror['access'] = {
  p1: [
    access('https://as.example', false, ['issuer', 'authorization'], ['par']),
    access('https://keys.bank-group.example', false, ['jwks', 'token'], ['token']),
    access('https://app.example', true, ['redirect']),
  ],
}

const rows = [
  living('first', 84, {
    label: 'Accounts, two permissions',
    source: 'parley',
    flowId: 'f1',
    requested: { ...noRequestedParams, scope: 'openid accounts' },
  }),
  living('consent', 60, {
    label: null,
    source: 'parley',
    flowId: 'f1',
    requested: {
      ...noRequestedParams,
      scope: 'openid',
      authorizationDetails: fillTemplate('account_access_provider', {
        now: Date.now(),
        clientId: 'tpp-7f3a91',
      }),
    },
  }),
  living('low', 9, { label: 'Almost expired', receivedAssumed: false }),
  request('unknown', { label: null, expiresAt: null, clientId: null }),
  living('used', 40, { label: 'Already opened', usedAt: Date.now() - 20_000 }),
  living('old', -200, { label: 'Expired', source: 'parley' }),
  living('gone', 50, { label: 'Taken off the list', removedAt: Date.now() }),
]

const ended = (id: string, more: Partial<FlowSummary>): FlowSummary => ({
  ...summary,
  id: `of-${id}`,
  storedRequestId: id,
  status: 'fail',
  failed: 0,
  ...more,
})

const ends: Partial<Mirror> = {
  requests: [
    living('refused', 80, { label: 'Refused by the server', usedAt: Date.now() }),
    living('unreachable', 70, { label: 'Server not reachable', usedAt: Date.now() }),
    living('page', 60, { label: 'Error page', usedAt: Date.now() }),
    living('tab', 50, { label: 'Tab closed', usedAt: Date.now() }),
    living('blind', 40, { label: 'Delivered out of sight', usedAt: Date.now() }),
  ],
  flows: [
    ended('refused', {
      outcome: 'refused-at-server',
      error: '403',
      advice: { code: 'request_uri_used', seen: '06:32:07', refs: ['RFC9126-4'] },
    }),
    ended('unreachable', { outcome: 'unreachable', error: 'net::ERR_CERT_AUTHORITY_INVALID' }),
    ended('page', { outcome: 'error-page', error: 'invalid_request' }),
    ended('tab', { outcome: 'tab-closed', error: null, status: 'neutral' }),
    ended('blind', { outcome: 'not-observable', error: 'web_message', status: 'neutral' }),
  ],
}

const refusedFlow = flowWith({ flow: { messages: [parRefused] } })

export const popupStories: readonly Story[] = [
  {
    name: 'popup-start-loading',
    screen: 'popup',
    state: { status: 'loading' },
    steps: [seeText('popup.loading')],
  },
  { name: 'popup-start-first-run', screen: 'popup' },
  {
    name: 'popup-start-first-run-refused',
    screen: 'popup',
    answers: {
      profileSave: () => ({
        ok: false,
        issues: [
          { code: 'issuer_missing', field: 'issuer' },
          { code: 'client_id_missing', field: 'clientId' },
        ],
      }),
    },
    steps: [press('popup.setup.create'), see('.hint')],
  },
  {
    name: 'popup-start-found',
    screen: 'popup',
    state: { drafts: { new: begun('popup') }, keys: [signingKey] },
    answers: setupAnswers,
    steps: [seeText('ui.metadata.found', ['']), see('.host')],
  },
  {
    name: 'popup-start-no-connection',
    screen: 'popup',
    state: { drafts: { new: begun('popup') }, keys: [signingKey] },
    answers: { ...setupAnswers, metadataProbe: () => unreachable },
    steps: [see('.trouble')],
  },
  {
    name: 'popup-start-new-profile',
    screen: 'popup',
    state: ready,
    steps: [pressOn('.profile'), press('popup.profile.new')],
  },
  {
    name: 'popup-start-profiles-menu',
    screen: 'popup',
    state: {
      ...ready,
      profiles: [able, { ...profile, id: 'p2', name: 'Another bank', issuer: 'https://b.example' }],
    },
    steps: [pressOn('.profile')],
  },
  { name: 'popup-access-none', screen: 'popup', state: { ...ready, access: closed } },
  {
    name: 'popup-access-refused',
    screen: 'popup',
    state: { ...ready, access: closed },
    host: { requestAccess: () => Promise.resolve(false) },
    steps: [press('popup.access.allow'), see('.banner [role="alert"]')],
  },
  {
    name: 'popup-page-access',
    screen: 'popup',
    state: { ...ready, access: closed },
    steps: [press('popup.access.all')],
  },
  { name: 'popup-list-empty', screen: 'popup', state: ready },
  { name: 'popup-list-empty-no-key', screen: 'popup', state: { ...ready, keys: [] } },
  { name: 'popup-list-rows', screen: 'popup', state: { ...ready, requests: rows } },
  {
    name: 'popup-list-expired-no-key',
    screen: 'popup',
    state: { ...ready, keys: [], requests: [living('old', -200), living('older', -900)] },
  },
  {
    name: 'popup-list-many',
    screen: 'popup',
    state: {
      ...ready,
      requests: Array.from({ length: 40 }, (_, at) => living(`r${at}`, 90 - 4 * at)),
    },
  },
  { name: 'popup-list-ended-at-server', screen: 'popup', state: { ...ready, ...ends } },
  {
    name: 'popup-list-private-not-allowed',
    screen: 'popup',
    state: { ...ready, requests: rows.slice(0, 2), incognitoAllowed: false },
    steps: [pressOn('.req [aria-haspopup="menu"]')],
  },
  {
    name: 'popup-list-row-menu',
    screen: 'popup',
    state: { ...ready, requests: rows.slice(0, 1) },
    steps: [pressOn('.req [aria-haspopup="menu"]')],
  },
  {
    name: 'popup-list-rename',
    screen: 'popup',
    state: { ...ready, requests: rows.slice(0, 1) },
    steps: [pressOn('.req [aria-haspopup="menu"]'), press('popup.request.rename')],
  },
  {
    name: 'popup-list-details',
    screen: 'popup',
    state: { ...ready, requests: rows.slice(0, 1) },
    steps: [pressOn('.req [aria-haspopup="menu"]'), press('popup.request.details')],
  },
  {
    name: 'popup-list-long-values',
    screen: 'popup',
    state: {
      ...ready,
      profiles: [{ ...able, name: longText, clientId: longText }],
      requests: [
        living('long', 80, { label: longText, clientId: longText }),
        living('mixed', 70, { label: mixedText, clientId: mixedText }),
        living('old', -60, { label: longText }),
      ],
    },
  },
  {
    name: 'popup-push-pending',
    screen: 'popup',
    state: ready,
    answers: { requestPush: pending },
    steps: [press('popup.push.new'), see('.req--busy')],
  },
  {
    name: 'popup-push-refused',
    screen: 'popup',
    state: { ...ready, flow: { f1: refusedFlow } },
    answers: {
      requestPush: () => ({ ok: true, storedRequestId: null, flowId: 'f1', accepted: false }),
    },
    steps: [press('popup.push.new'), see('.req--fail .mono')],
  },
  {
    name: 'popup-push-not-sent',
    screen: 'popup',
    state: { ...ready, requests: rows.slice(0, 2) },
    answers: { requestPush: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) },
    steps: [press('popup.push.new'), see('.req--fail')],
  },
  {
    name: 'popup-push-url-profile',
    screen: 'popup',
    state: {
      ...ready,
      profiles: [{ ...able, sendBy: 'url', requestAs: 'parameters' }],
      requests: rows.slice(0, 2),
    },
  },
  { name: 'popup-page-keys', screen: 'popup', state: ready, steps: [press('popup.keys.title')] },
  {
    name: 'popup-page-settings',
    screen: 'popup',
    state: ready,
    answers: { flowUse },
    steps: [press('popup.settings.title'), seeText('ui.settings.clear')],
  },
  {
    name: 'popup-page-settings-clear',
    screen: 'popup',
    state: ready,
    answers: { flowUse },
    steps: [
      press('popup.settings.title'),
      seeText('ui.settings.clear'),
      press('ui.settings.clear'),
      see('.exp'),
    ],
  },
  {
    name: 'popup-switch-auto-exchange',
    screen: 'popup',
    state: { ...ready, profiles: [{ ...able, autoExchange: true }] },
  },
  {
    name: 'popup-switch-hold',
    screen: 'popup',
    state: { ...ready, profiles: [{ ...able, hold: true }] },
  },
  {
    name: 'popup-switch-hold-many',
    screen: 'popup',
    state: {
      ...ready,
      profiles: [
        {
          ...able,
          hold: true,
          autoExchange: true,
          redirectUris: Array.from({ length: 9 }, (_, at) => `http://localhost:4550${at}/cb`),
        },
      ],
    },
  },
  {
    name: 'popup-switch-hold-not-possible',
    screen: 'popup',
    state: { ...ready, profiles: [{ ...able, redirectUris: ['com.example.app:/cb'] }] },
  },
]
