import type { ImportReport } from '@/lib/messaging/views'
import type { FoundKey } from '@/lib/model/key'
import { headersOfProfile } from '@/lib/oauth/call-headers'
import type { Profile } from '@/lib/oauth/profile'
import { signingKey } from '../../ui/panel/own-flow'
import { access, issuer } from '../../ui/panel/sample'
import { notFound } from '../../ui/panel/server-sample'
import { client, metadataWith, panelReady, withMetadata } from '../samples/bank'
import { begun, otherIssuer, setupAnswers, unreachable } from '../samples/setup'
import { fill, press, pressOn, see, seeText } from '../steps'
import type { Story } from '../story'
import { panelStory } from './panel-flows'
import { longText, mixedText } from './texts'

const profiles = (name: string, more: Partial<Story> = {}): Story =>
  panelStory(`profiles-${name}`, {
    state: withMetadata(),
    answers: {},
    open: { screen: 'profiles' },
    ...more,
  })

/** The form of one profile that differs from the usual one. */
const form = (name: string, change: Partial<Profile>, more: Partial<Story> = {}): Story =>
  profiles(`form-${name}`, {
    state: { ...withMetadata(), profiles: [{ ...client, ...change }] },
    ...more,
  })

/** The first profile, which was begun before this page opened. */
const first = (name: string, more: Partial<Story>): Story =>
  profiles(`first-${name}`, {
    state: { drafts: { new: begun('panel') }, keys: [signingKey] },
    ...more,
  })

const auth = (method: Profile['clientAuth']['method']) => ({
  clientAuth: { ...client.clientAuth, method },
})

const others: readonly Profile[] = [
  { ...client, id: 'p2', name: 'No key', signingKeyId: null },
  { ...client, id: 'p3', name: 'Secret', ...auth('client_secret_basic'), signingKeyId: null },
  { ...client, id: 'p4', name: mixedText, issuer: `https://${'long.'.repeat(20)}example` },
  { ...client, id: 'p5', name: longText },
]

const report: ImportReport = {
  source: 'postman-environment',
  profileIds: ['p1'],
  taken: [
    { name: 'redirectUrl', field: 'redirectUris' },
    { name: 'clientId', field: 'clientId' },
  ],
  added: [{ field: 'sendBy', value: 'par', reason: 'content' }],
  left: [
    { name: 'access_token', code: 'token' },
    { name: 'my_variable', code: 'unknown' },
  ],
  withheld: [
    {
      profileId: 'p1',
      profile: 'Bank',
      field: 'discovery',
      code: 'document',
      hosts: [{ host: 'evil.test', members: ['token_endpoint', 'jwks_uri'] }],
      setting: { discovery: { kind: 'document', text: '{}' } },
    },
    {
      profileId: 'p1',
      profile: 'Bank',
      field: 'autoExchange',
      code: 'auto_exchange',
      hosts: [{ host: 'evil.test', members: ['token_endpoint'] }],
      setting: { autoExchange: true },
    },
  ],
  redirectHosts: ['app.evil.test'],
}

const foundKey: FoundKey = {
  index: 0,
  format: 'jwk',
  kid: null,
  use: 'sig',
  alg: 'PS256',
  algs: ['PS256', 'RS256'],
  kty: 'RSA',
  crv: null,
  size: 2048,
  thumbprint: 'y5crBr7ZRBqmHMw',
  hasCertificate: false,
}
const keyText = { selector: '.profile-key textarea' }
const importText = { selector: 'dialog textarea' }
const imports = [press('panel.import.title'), fill(importText, '{}'), press('panel.import.import')]

export const profileStories: readonly Story[] = [
  profiles('empty', { state: {} }),
  profiles('new', { steps: [press('panel.profiles.new')] }),
  first('found', { answers: setupAnswers, steps: [see('.host')] }),
  first('no-connection', {
    answers: { ...setupAnswers, metadataProbe: () => unreachable },
    steps: [see('.trouble')],
  }),
  first('other-issuer', {
    answers: { ...setupAnswers, metadataProbe: () => otherIssuer },
    steps: [see('.trouble')],
  }),
  first('secret', {
    answers: {
      ...setupAnswers,
      metadataProbe: () =>
        metadataWith({
          authorization_details_types_supported: undefined,
          token_endpoint_auth_methods_supported: ['client_secret_basic'],
        }),
    },
    steps: [see('input[type="password"]')],
  }),
  profiles('list', { state: { ...withMetadata(), profiles: [client, ...others] } }),
  profiles('headers', {
    state: {
      ...withMetadata(),
      profiles: [
        { ...client, headers: headersOfProfile.uk, variables: [['dp_id', 'DP9876543210']] },
      ],
    },
    steps: [
      pressOn('.form__more:nth-of-type(4) > summary'),
      pressOn('.form__more:nth-of-type(5) > summary'),
    ],
  }),
  profiles('removed', {
    state: {
      ...withMetadata(),
      profiles: [client, { ...client, id: 'p2', name: 'Old', removedAt: Date.now() }],
    },
  }),
  profiles('no-access', { state: { ...withMetadata(), access } }),
  profiles('metadata-not-found', { state: withMetadata(notFound) }),
  profiles('metadata-failing', {
    state: withMetadata(metadataWith({ token_endpoint: 'http://as.example/token' })),
  }),
  profiles('import', { steps: [press('panel.import.title')] }),
  profiles('import-refused', {
    answers: { profilesImport: () => ({ ok: false, issues: [{ code: 'import_unknown' }] }) },
    steps: [...imports, see('dialog [role="alert"]')],
  }),
  profiles('import-report', {
    answers: { profilesImport: () => ({ ok: true, report }) },
    steps: [...imports, see('.report')],
  }),
  profiles('export', { steps: [press('panel.export.title')] }),
  form('private-key-jwt', {}),
  form('unsaved', {}, { steps: [fill({ selector: '.form input.mono' }, 'https://b.example')] }),
  form(
    'refused',
    {},
    {
      answers: {
        profileSave: () => ({
          ok: false,
          issues: [{ code: 'client_id_missing', field: 'clientId' }],
        }),
      },
      steps: [
        fill('ui.profile.client_id', ' '),
        press('panel.profiles.save'),
        see('[aria-invalid="true"]'),
      ],
    },
  ),
  form(
    'not-saved',
    {},
    {
      answers: { profileSave: () => Promise.reject(new Error('gone')) },
      steps: [
        fill('ui.profile.client_id', 'other'),
        press('panel.profiles.save'),
        seeText('panel.profiles.not_saved'),
      ],
    },
  ),
  form('assertion', {}, { steps: [pressOn('.form__more summary')] }),
  form('secret', { ...auth('client_secret_basic'), signingKeyId: null }),
  form('secret-stored', auth('client_secret_post'), {
    state: {
      ...withMetadata(),
      profiles: [{ ...client, ...auth('client_secret_post') }],
      secrets: ['p1'],
    },
  }),
  form('mtls', { ...auth('tls_client_auth'), bindTokens: 'certificate' }),
  form('none', { ...auth('none'), signingKeyId: null, requestAs: 'parameters', sendBy: 'url' }),
  form('discovery-url', { discovery: { kind: 'url', url: `${issuer}/metadata` } }),
  form('discovery-pasted', { discovery: { kind: 'document', text: '{"issuer": ' } }),
  form('details-valid', {
    authorizationDetails: '[{"type":"urn:openfinance-ml:account-access-consent:v1.2"}]',
  }),
  form('details-broken', { authorizationDetails: '[\n  {,' }),
  form(
    'more',
    {
      claims: '{"id_token":{"acr":{"essential":true}}}',
      authorizationParams: [['state', 'mine']],
      codeLifetime: 120,
      hold: true,
      autoExchange: true,
    },
    { steps: [pressOn('.form__more summary')] },
  ),
  form('long-values', {
    name: longText,
    clientId: longText,
    redirectUris: [`https://app.example/${longText}`, 'com.example.app:/cb'],
  }),
  form('key-missing', { signingKeyId: 'gone' }),
  form(
    'key-removed',
    {},
    {
      state: { ...panelReady, keys: [{ ...signingKey, removedAt: Date.now() }] },
    },
  ),
  form(
    'key-edit',
    {},
    { steps: [pressOn('.profile-key [aria-haspopup="menu"]'), press('ui.key.edit')] },
  ),
  form(
    'key-found',
    { signingKeyId: null },
    {
      answers: {
        keyRecognise: () => ({ ok: true, keys: [foundKey, { ...foundKey, index: 1 }], issues: [] }),
      },
      steps: [fill(keyText, '{"kty":"RSA"}'), see('.profile-key .hint .st--pass')],
    },
  ),
  form(
    'key-not-found',
    { signingKeyId: null },
    {
      answers: { keyRecognise: () => ({ ok: false, issues: [{ code: 'key_public' }] }) },
      steps: [fill(keyText, '{"kty":"RSA"}'), see('.profile-key .issue')],
    },
  ),
  form('key-generate', { signingKeyId: null }, { steps: [press('ui.key.generate')] }),
]
