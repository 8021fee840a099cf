import { describe, expect, test } from 'vitest'
import type { Sent } from '@/lib/messaging/protocol'
import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { captured, stranger, strangerHost, ways, withStranger } from './stranger'

type World = Awaited<ReturnType<typeof withStranger>>
type Ids = { readonly flowId: string; readonly tokenId: string }
type Send = (world: World, ids: Ids) => Promise<{ readonly ok: boolean }>

/** Grants under which the browser lets a request through, although none names the stranger. */
const broad = ['*://*/*', 'https://*/*', 'https://*.test/*', '<all_urls>']

const methods: readonly ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
]

const push: Send = ({ app }) =>
  app.handlers.requestPush({ profileId: null, overrides: null, open: null })
const exchange: Send = ({ app }, { flowId }) =>
  app.handlers.codeExchange({ flowId, responseId: null })
const grant =
  (grantType: string, inFlow: boolean): Send =>
  ({ app, profileId }, { flowId }) =>
    app.handlers.tokenGrant({ profileId, flowId: inFlow ? flowId : null, grantType, params: [] })

const calls: Readonly<Record<string, Send>> = {
  exchange,
  refresh: ({ app }, ids) => app.handlers.tokenRefresh(ids),
  'client credentials': grant('client_credentials', false),
  'token exchange': grant('urn:ietf:params:oauth:grant-type:token-exchange', true),
  'extension grant': grant('urn:example:grant', true),
  UserInfo: ({ app }, ids) => app.handlers.userinfoRequest(ids),
  introspection: ({ app }, ids) => app.handlers.tokenIntrospect(ids),
  revocation: ({ app }, ids) => app.handlers.tokenRevoke(ids),
  resource: ({ app }, ids) =>
    app.handlers.resourceRequest({
      ...ids,
      method: 'GET',
      url: `${stranger}/accounts`,
      headers: [],
      body: '',
    }),
}

const refused = { ok: false, issues: [{ code: 'host_not_allowed', seen: 'evil.test' }] }

/** Nothing arrives without a grant or under a broad one; by name it goes through, and once only. */
async function expectGate(world: World, send: Send, ids: Ids): Promise<void> {
  const { browser, arrived } = world
  browser.granted.delete(strangerHost)
  const before = arrived()
  const kept = JSON.stringify([world.flow(ids.flowId)?.messages, world.flows().length])
  for (const pattern of [null, ...broad]) {
    if (pattern !== null) browser.granted.add(pattern)
    expect(await send(world, ids)).toMatchObject(refused)
    if (pattern !== null) browser.granted.delete(pattern)
  }
  expect(arrived()).toBe(before)
  expect(JSON.stringify([world.flow(ids.flowId)?.messages, world.flows().length])).toBe(kept)
  browser.granted.add(strangerHost)
  expect(await send(world, ids)).toMatchObject({ ok: true })
  expect(arrived()).toBe(before + 1)
}

describe.each(Object.keys(ways))('%s', (way) => {
  test.each(Object.keys(calls))('%s goes to no host that was not granted by name', async (name) => {
    expect.hasAssertions()
    const world = await withStranger(way)
    world.browser.granted.add(strangerHost)
    const { id: flowId } = await captured(world)
    const send = calls[name] as Send
    if (send !== exchange) await exchange(world, { flowId, tokenId: '' })
    const kind = name === 'refresh' ? 'refresh_token' : 'access_token'
    const tokenId = world.flow(flowId).tokens.find((token) => token.kind === kind)?.id ?? ''
    await expectGate(world, send, { flowId, tokenId })
  })

  test.each(methods)('a push with %s goes to no such host', async (method) => {
    expect.hasAssertions()
    const world = await withStranger(way, method, { sendBy: 'par' })
    await expectGate(world, push, { flowId: '', tokenId: '' })
  })

  test('auto-exchange sends nothing, and the code can be exchanged once the host is granted', async () => {
    const world = await withStranger(way, 'none', { autoExchange: true })
    for (const pattern of [null, ...broad]) {
      if (pattern !== null) world.browser.granted.add(pattern)
      const flow = await captured(world)
      expect(flow.messages.map(({ kind }) => kind)).not.toContain('token-request')
      if (pattern !== null) world.browser.granted.delete(pattern)
    }
    expect(world.arrived()).toBe(0)
    const { id: flowId } = await captured(world)
    world.browser.granted.add(strangerHost)
    const sent = (await exchange(world, { flowId, tokenId: '' })) as Sent
    expect(sent).toMatchObject({ ok: true, accepted: true })
    expect(world.arrived()).toBe(1)
    await captured(world)
    expect(world.arrived()).toBe(2)
  })
})

describe('a host that is confirmed by name under a broad grant', () => {
  const way = 'document in the form'
  const confirm = (world: World, on: boolean, patterns = [strangerHost]) =>
    world.app.handlers.hostsConfirm({ patterns, on })
  const setUp = async () => {
    const world = await withStranger(way, 'none', { sendBy: 'par' })
    world.browser.granted.add('https://*/*')
    await world.app.onAccessChanged()
    return world
  }
  const named = async ({ browser, profileId }: World) => {
    const access = browser.session.values.get('access') as Record<
      string,
      readonly { readonly origin: string; readonly named: boolean; readonly granted: boolean }[]
    >
    return access[profileId]?.find(({ origin }) => origin === stranger)
  }
  const none = { flowId: '', tokenId: '' }

  test('gets requests until it is forgotten', async () => {
    const world = await setUp()
    expect(await named(world)).toMatchObject({ granted: true, named: false })
    await confirm(world, true)
    expect(await named(world)).toMatchObject({ granted: true, named: true })
    expect(await push(world, none)).toMatchObject({ ok: true })
    await confirm(world, false)
    expect(await push(world, none)).toMatchObject(refused)
    expect(world.arrived()).toBe(1)
  })

  test('is forgotten as the broad grant is revoked', async () => {
    const world = await setUp()
    await confirm(world, true)
    world.browser.granted.delete('https://*/*')
    expect(await push(world, none)).toMatchObject(refused)
    await world.app.onAccessChanged()
    world.browser.granted.add('https://*/*')
    expect(await push(world, none)).toMatchObject(refused)
    expect(world.arrived()).toBe(0)
  })

  test('does not exist where the browser does not grant it, or where the pattern names no single host', async () => {
    const world = await setUp()
    world.browser.granted.delete('https://*/*')
    await confirm(world, true)
    world.browser.granted.add('https://*/*')
    await confirm(world, true, ['https://*/*', 'https://*.test/*', '<all_urls>', '*://*/*', ''])
    expect(await push(world, none)).toMatchObject(refused)
    expect((await world.browser.ports.settings.getValue()).confirmedHosts).toEqual([])
  })
})

test('a request for a nonce is answered only while the host is granted', async () => {
  const world = await withStranger('document in the form', 'none', { bindTokens: 'dpop' })
  const { id: flowId } = await captured(world)
  world.browser.granted.add(strangerHost)
  const { fetch } = world.browser.ports
  Object.assign(world.browser.ports, {
    fetch: async (...args: Parameters<typeof fetch>) => {
      await fetch(...args)
      world.browser.granted.delete(strangerHost)
      return Response.json(
        { error: 'use_dpop_nonce' },
        { status: 400, headers: { 'dpop-nonce': 'n' } },
      )
    },
  })
  expect(await exchange(world, { flowId, tokenId: '' })).toMatchObject(refused)
  expect(world.arrived()).toBe(1)
})
