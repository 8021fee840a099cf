import { registrationCommands } from './registration-commands'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import type { Handlers, Protocol } from '@/lib/messaging/protocol'
import { serveCommands } from '@/lib/platform/commands'
import { consentCommands, exchange } from './command-samples'
import { draft } from './draft-data'
import { probeData } from './probe-data'
import { takenRequests } from './request-data'

type Command = keyof Protocol
type Taken = { readonly [C in Command]: readonly Parameters<Protocol[C]>[0][] }

const id = [{ id: 'a' }]
const text = [{ text: '' }, { text: 'urn:ietf:params:oauth:request_uri:a' }]
const details = {
  label: null,
  expiresIn: 90,
  receivedAt: null,
  state: 's1',
  nonce: null,
  codeVerifier: null,
}

const heldToken = [{ flowId: 'f', tokenId: 't' }]
const response = { flowId: 'f', responseId: 'r' }

/** What the pages send, at least once for each command. */
const taken: Taken = {
  ...consentCommands,
  metadataProbe: [{ issuer: 'https://auth.example', discovery: { kind: 'derived' } }],
  accessProbe: [{ draft, metadata: null, registers: true }],
  ...registrationCommands(draft),
  metadataRefresh: [{ profileId: 'p' }],
  readinessRead: [{ profileId: 'p' }, { profileId: 'p', earlier: true }],
  readinessPaste: [{ text: '{}' }],
  pastedKeysRead: [{ metadata: '{}' }],
  pastedKeysJudge: [{ metadata: '{}', keys: '{}' }],
  profileSave: [draft],
  profileDraft: [
    { key: 'new', form: null },
    { key: 'p', form: { draft, at: 1, typedIn: 'popup', isChosen: false } },
    { key: 'p', form: { draft, at: 1, typedIn: 'panel', isChosen: true }, secret: 's' },
  ],
  profileSelect: id,
  profileRemove: id,
  profileRestore: id,
  profileDuplicate: id,
  profilesExport: [
    { ids: null, secrets: false },
    { ids: ['p'], secrets: true },
  ],
  profilesImport: text,
  flowsImport: [
    { text: '{}', file: null },
    { text: '{}', file: 'a.parley.json' },
  ],
  recordingWorld: [undefined],
  recordingImport: [{ flows: [], documents: [], tool: 'Firefox', file: 'a.har' }],
  ...probeData,
  profileAutoExchange: [{ id: 'p', on: true }],
  profileHold: [{ id: 'p', on: true }],
  secretSet: [
    { profileId: 'p', secret: 's' },
    { profileId: 'p', secret: null },
  ],
  profileTake: [
    { id: 'p', setting: { discovery: { kind: 'document', text: '{}' } } },
    { id: 'p', setting: { autoExchange: true } },
    { id: 'p', setting: { resourceServers: ['https://rs.example'] } },
  ],
  accessRefresh: [undefined],
  hostsConfirm: [{ patterns: ['https://auth.example/*'], on: true }],
  localConfirm: [{ issuer: 'https://auth.example', origin: 'http://localhost:8080' }],
  jwksRead: [{ profileId: 'p', again: true }],
  keyRecognise: text,
  keyImport: [{ text: 'k', index: 0, use: 'sig', alg: 'PS256', kid: 'k', certificate: null }],
  keyGenerate: [{ use: 'enc', alg: 'ECDH-ES', kid: null }],
  keyEdit: [{ id: 'k', kid: 'k', alg: 'RS256', certificate: '' }],
  keyRemove: id,
  keyRestore: id,
  pasteRecognise: text,
  requestPush: [
    { profileId: null, overrides: null, open: null },
    {
      profileId: 'p',
      overrides: { label: null, redirectUri: 'https://app.example/cb', state: 's', nonce: null },
      open: 'tab',
    },
  ],
  ...takenRequests,
  requestAdd: [
    { text: 'a', details: null, open: null },
    { text: 'a', details, open: 'private' },
  ],
  requestOpen: [
    { id: 'a', where: 'tab' },
    { id: 'a', where: 'window', hold: true },
  ],
  requestUrl: id,
  requestRename: [{ id: 'a', label: '' }],
  requestDetails: [{ id: 'a', details }],
  requestRemove: id,
  requestRestore: id,
  responseAdd: text,
  parAdd: [{ flowId: 'f1', text: '{}' }],
  codeExchange: [
    { flowId: 'f', responseId: null },
    { flowId: 'f', responseId: 'r' },
  ],
  tokenRefresh: heldToken,
  tokenGrant: [
    { profileId: null, flowId: null, grantType: 'client_credentials', params: [['scope', 'a']] },
  ],
  userinfoRequest: heldToken,
  tokenIntrospect: heldToken,
  tokenRevoke: heldToken,
  resourceRequest: [
    {
      flowId: 'f',
      tokenId: 't',
      method: 'GET',
      url: 'https://rs.example/',
      headers: [['x-fapi-interaction-id', 'i']],
      body: '',
    },
  ],
  requestCurl: [
    { flowId: 'f', messageId: 'm', secrets: false, shell: null },
    { flowId: 'f', messageId: 'm', secrets: true, shell: 'cmd' },
  ],
  certificateChoose: [{ profileId: 'p' }],
  flowHold: [{ id: 'f', on: false }],
  holdRelease: [
    { ...response, params: null, defence: null },
    { ...response, params: [['code', 'c']], defence: 'same-twice' },
  ],
  holdDiscard: [response],
  holdRestore: [response],
  releaseMark: [true, null].map((defended) => ({ ...response, at: 1, defended })),
  heldFocus: [response],
  observationsSettled: [undefined],
  heldDelivery: [undefined],
  stoppedSend: [{ stoppedId: '1' }],
  stoppedDiscard: [{ stoppedId: '1' }],
  heldLeft: [{ frame: 'top' }, { frame: 'sub' }],
  flowRead: id,
  paneResize: [
    { name: 'list', size: 300 },
    { name: 'sequence-height', size: null },
  ],
  flowRename: [{ id: 'f', name: 'Nightly' }],
  flowPin: [{ id: 'f', on: true }],
  flowNote: [{ id: 'f', text: 'Ticket 318' }],
  flowsKeep: [{ ids: ['f'], mode: 'safe' }],
  flowJudge: [{ id: 'f', ruleProfile: 'fapi2' }],
  flowsRemove: [{ ids: ['f', 'g'] }],
  flowsClear: [undefined],
  flowUse: [undefined],
  flowsRestore: [{ ids: ['f'] }],
  networkSeen: [
    { tabId: 1, entries: [] },
    {
      tabId: 1,
      entries: [
        exchange,
        { ...exchange, took: null, loads: 'sub', response: { ...exchange.response, status: null } },
      ],
    },
  ],
  responsesSeen: [undefined],
  settingsChange: [
    { name: 'watchThirdParty', on: false },
    { name: 'notices', on: true },
  ],
  panelOpen: [
    { flowId: null, screen: 'profiles' },
    { flowId: 'f', screen: 'flows' },
    { flowId: null, screen: 'requests' },
    { flowId: null, screen: 'server' },
    { flowId: null, screen: 'tokens', pasted: 'a.b.c' },
  ],
  pastedTaken: [{ id: 'x' }],
  documentInspect: [{ text: '{}' }],
  tokenInspect: [
    { text: '', flowId: null, jwks: null, nonce: null, payload: null, kind: null, anyKey: false },
    {
      text: 'a.b.c',
      flowId: 'f',
      jwks: '{}',
      nonce: 'n',
      payload: null,
      kind: null,
      anyKey: false,
    },
  ],
}
const commands = Object.keys(taken) as Command[]

const handle = vi.fn<(name: string, data: unknown) => unknown>()
const own = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/popup.html') }

/** Sends as a page would; gives what it is answered. */
function send(type: string, data: unknown, sender: object = own): Promise<unknown> {
  return new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger({ id: 1, type, data, timestamp: 0 }, sender, resolve)
  })
}

const refusal = (message: RegExp | string) => ({
  err: expect.objectContaining({ message: expect.stringMatching(message) }),
})

const handlers = Object.fromEntries(
  commands.map((name) => [name, async (data: unknown) => handle(name, data)]),
) as unknown as Handlers
serveCommands(handlers)

beforeEach(() => {
  handle.mockReset().mockReturnValue('done')
})

describe('the data of a command', () => {
  test.each(commands.flatMap((name) => taken[name].map((data) => [name, data] as const)))(
    '%s takes %j',
    async (name, data) => {
      expect(await send(name, data)).toEqual({ res: 'done' })
      expect(handle.mock.calls).toEqual([[name, data]])
    },
  )

  test.each(commands.filter((name) => taken[name][0] !== undefined))(
    '%s refuses other data',
    async (name) => {
      for (const data of [undefined, null, 'text', 7, [], {}])
        expect(await send(name, data)).toEqual(refusal(`^${name}: \\w+ (is missing|should be )`))
      expect(handle).not.toHaveBeenCalled()
    },
  )

  test.each<[Command, object, string]>([
    ['metadataProbe', {}, 'metadataProbe: issuer is missing'],
    ['metadataProbe', { issuer: 7 }, 'metadataProbe: issuer should be string'],
    [
      'profileSave',
      { ...taken.profileSave[0], redirectUris: ['https://app.example/cb', null] },
      'profileSave: redirectUris.1 should be string',
    ],
    [
      'profileSave',
      { ...taken.profileSave[0], ruleProfile: 'fapi3' },
      `profileSave: ruleProfile should be (${ruleProfileNames.map((name) => `"${name}"`).join(' | ')})`,
    ],
    [
      'requestDetails',
      { id: 'a', details: { ...details, expiresIn: '90' } },
      'requestDetails: details.expiresIn should be number',
    ],
    [
      'requestDetails',
      { id: 'a', details: { ...details, receivedAt: NaN } },
      'requestDetails: details.receivedAt should be number',
    ],
    [
      'requestOpen',
      { id: 'a', where: 'iframe' },
      'requestOpen: where should be ("tab" | "window" | "private")',
    ],
  ])('%s names the field', async (name, data, message) => {
    expect(await send(name, data)).toEqual({ err: expect.objectContaining({ message }) })
  })

  test('a refusal does not repeat its input, which may be a secret', async () => {
    const secret = 'a-code-verifier'
    const answer = await send('requestDetails', { id: 'a', details: secret })
    expect(answer).toEqual(refusal('details should be Object'))
    expect(JSON.stringify(answer)).not.toContain(secret)
  })

  test('members that a command does not take are dropped', async () => {
    await send('profileSelect', { id: 'a', removedAt: 1 })
    await send('flowsClear', { all: true })
    expect(handle.mock.calls).toEqual([
      ['profileSelect', { id: 'a' }],
      ['flowsClear', undefined],
    ])
  })

  test('after a refusal, and after a handler that fails, the next command is served', async () => {
    handle.mockImplementationOnce(() => {
      throw new Error('broken')
    })
    expect(await send('flowRead', id[0])).toEqual(refusal('^broken$'))
    expect(await send('flowRead', null)).toEqual(refusal('^flowRead: '))
    expect(await send('flowRead', id[0])).toEqual({ res: 'done' })
  })
})

test.each([
  ['another extension', { ...own, id: 'other' }],
  ['a web page', { ...own, url: 'https://auth.example/popup.html' }],
  ['a page that begins like an own one', { ...own, url: `${own.url.slice(0, -11)}.evil/` }],
  ['a sender without a page', { id: own.id }],
])('%s is not served', async (_, sender) => {
  expect(await send('flowRead', id[0], sender)).toEqual(refusal("Parley's own pages only"))
  expect(handle).not.toHaveBeenCalled()
})
