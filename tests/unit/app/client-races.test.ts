import { beforeEach, describe, expect, test } from 'vitest'
import { flowKey, type SessionState } from '@/lib/app/state'
import { createApp } from '@/lib/app/app'
import type { Flow } from '@/lib/flow/flow'
import { responsesOf } from '@/lib/flow/flow-response'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: 'https://claims.example/userinfo',
  jwks_uri: `${issuer}/jwks`,
}
const draft: ProfileDraft = {
  id: null,
  name: 'Bank',
  issuer,
  clientId: 'tpp',
  redirectUris: [redirectUri],
  ruleProfile: 'oauth2',
  addScopeOpenid: false,
  ...clientDefaults.oauth2,
  scope: 'accounts',
  clientAuth: { ...clientDefaults.oauth2.clientAuth, method: 'none' },
}
const grantedTokens = { access_token: 'at', refresh_token: 'rt', token_type: 'Bearer' }

/** What was sent to each URL, and what answers there. */
let sent: { readonly url: string; readonly body: string }[] = []
let answer: () => Response | Promise<Response>
let browser = fakeBrowser()
let app = createApp(browser.ports)
let profileId = ''
/** The issuer that the metadata names. */
let named = issuer

beforeEach(async () => {
  named = issuer
  sent = []
  answer = () => Response.json(grantedTokens)
  browser = fakeBrowser({
    fetch: async (input, init) => {
      const url = String(input)
      if (url.endsWith('/openid-configuration'))
        return Response.json({ ...metadata, issuer: named })
      sent.push({ url, body: String(init?.body ?? '') })
      return answer()
    },
  })
  app = createApp(browser.ports)
  await profile({})
})

async function profile(changes: Partial<ProfileDraft>): Promise<void> {
  const id = profileId === '' || !(await known(profileId)) ? null : profileId
  const saved = await app.handlers.profileSave({ ...draft, id, ...changes })
  if (!saved.ok) throw new Error(JSON.stringify(saved.issues))
  profileId = saved.id
  await app.handlers.metadataRefresh({ profileId })
}

const known = async (id: string) =>
  (await browser.ports.profiles.getValue()).some((each) => each.id === id)

const flowOf = (id: string) => browser.session.values.get(flowKey(id)) as Flow

/** A request in the URL that was opened in a tab; gives its flow. */
async function opened(): Promise<Flow> {
  const made = await app.handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return flowOf(made.flowId ?? '')
}

/** What the server answers in the browser; `params` take the place of its own. */
function answered(flow: Flow, params: Readonly<Record<string, string>> = {}) {
  const url = browser.opened.at(-1)?.url ?? ''
  const query = new URLSearchParams({ code: 'c1', state: flow.expected.state ?? '', ...params })
  return navigation(flow.id, flow.tabId ?? 0, [url, `${redirectUri}?${query}`], { status: 200 })
}

async function captured(params: Readonly<Record<string, string>> = {}): Promise<Flow> {
  const flow = await opened()
  for (const event of answered(flow, params)) await app.observe(event)
  return flowOf(flow.id)
}

const codes = () => sent.filter(({ body }) => body.includes('grant_type=authorization_code'))
const exchange = (flowId: string) => app.handlers.codeExchange({ flowId, responseId: null })
const tokenOf = (flow: Flow, kind: string) =>
  flow.tokens.find((each) => each.kind === kind)?.id ?? ''

describe('a code is not sent twice by accident', () => {
  test('by two clicks at once', async () => {
    const { id } = await captured()
    const [first, second] = await Promise.all([exchange(id), exchange(id)])
    expect(second).toEqual(first)
    expect(codes()).toHaveLength(1)
    await exchange(id)
    expect(codes()).toHaveLength(2)
  })

  test('by a click while it is exchanged at its capture', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    const clicks: Promise<unknown>[] = []
    answer = () => {
      if (clicks.length === 0) clicks.push(exchange(flow.id))
      return Response.json(grantedTokens)
    }
    for (const event of answered(flow)) await app.observe(event)
    await Promise.all(clicks)
    expect(codes()).toHaveLength(1)
  })

  test('by its capture while a click is under way', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    browser.ports.showDot = async () => void clicks.push(exchange(flow.id))
    const clicks: Promise<unknown>[] = []
    for (const event of answered(flow)) await app.observe(event)
    await Promise.all(clicks)
    expect(clicks).toHaveLength(1)
    expect(codes()).toHaveLength(1)
  })

  test('nor is a refresh token, by two clicks at once', async () => {
    const { id } = await captured()
    await exchange(id)
    const input = { flowId: id, tokenId: tokenOf(flowOf(id), 'refresh_token') }
    await Promise.all([app.handlers.tokenRefresh(input), app.handlers.tokenRefresh(input)])
    expect(sent.filter(({ body }) => body.includes('grant_type=refresh_token'))).toHaveLength(1)
  })
})

describe('a captured code is exchanged at once', () => {
  test('only where the profile says so', async () => {
    await captured()
    expect(codes()).toHaveLength(0)
  })

  test.each([
    ['of another state', { state: 'other' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['beside an error', { error: 'access_denied' }],
  ])('but not one %s', async (_, params) => {
    await profile({ autoExchange: true })
    await captured(params)
    expect(codes()).toHaveLength(0)
  })

  test('but not one that was pasted', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    const text = `${redirectUri}?code=c1&state=${flow.expected.state ?? ''}`
    await app.handlers.responseAdd({ text })
    expect(responsesOf(flowOf(flow.id))).toHaveLength(1)
    expect(codes()).toHaveLength(0)
  })

  test('but not for a profile that was removed', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    await app.handlers.profileRemove({ id: profileId })
    for (const event of answered(flow)) await app.observe(event)
    expect(codes()).toHaveLength(0)
  })
})

describe('a flow', () => {
  test('of another issuer than its profile has now sends nothing', async () => {
    const { id } = await captured()
    named = 'https://other.example'
    await profile({ issuer: named })
    expect(await exchange(id)).toEqual({
      ok: false,
      issues: [{ code: 'profile_issuer', seen: named, expected: issuer }],
    })
    expect(sent).toEqual([])
  })

  test('that is removed while a call is under way stays removed, with what came', async () => {
    const { id } = await captured()
    answer = async () => {
      await app.handlers.flowRemove({ id })
      return Response.json(grantedTokens)
    }
    await exchange(id)
    const rows = browser.session.values.get('flows') as SessionState['flows']
    expect(rows).toMatchObject([{ id, removedAt: browser.state.now }])
    expect(flowOf(id).tokens).toHaveLength(2)
  })

  test('that is gone for good while a call is under way is named, and does not come back', async () => {
    const { id } = await captured()
    answer = async () => {
      await app.handlers.flowRemove({ id })
      browser.state.now += 61_000
      await app.start()
      return Response.json(grantedTokens)
    }
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'flow_gone' }] })
    expect(flowOf(id)).toBeUndefined()
  })

  test('whose answer has no room says so', async () => {
    const { id } = await captured()
    const { session } = browser.ports
    const { set } = session
    answer = () => {
      session.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
      return Response.json(grantedTokens)
    }
    const result = await exchange(id)
    session.set = set
    expect(result).toEqual({ ok: false, issues: [{ code: 'answer_not_kept' }] })
  })

  test('whose request has no room is not sent', async () => {
    const { id } = await captured()
    browser.ports.session.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'request_not_kept' }] })
    expect(sent).toEqual([])
  })

  test('that was removed does not go on when its request is opened', async () => {
    const flow = await opened()
    await app.handlers.flowRemove({ id: flow.id })
    const again = await app.handlers.requestOpen({ id: flow.requestId ?? '', where: 'tab' })
    expect(again.ok && again.flowId).not.toBe(flow.id)
  })
})

describe('a DPoP key', () => {
  test('is kept for a request that was not opened yet', async () => {
    await profile({ bindTokens: 'dpop' })
    await app.handlers.requestPush({ profileId: null, overrides: null, open: null })
    browser.state.now += 120_000
    await app.start()
    const [request] = browser.session.values.get('requests') as SessionState['requests']
    const keys = (await browser.ports.keyInfos.getValue()).map(({ id }) => id)
    expect(keys).toEqual([request?.asked.dpopKeyId])
  })

  test('that is gone is named, and nothing is sent without its proof', async () => {
    await profile({ bindTokens: 'dpop' })
    const { id } = await captured()
    await browser.ports.keys.remove([flowOf(id).asked.dpopKeyId ?? ''])
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'dpop_key_missing' }] })
    expect(sent).toEqual([])
  })
})

describe('a token goes', () => {
  test.each([
    ['to the issuer', `${issuer}/accounts`, true],
    ['to a host of its metadata', 'https://claims.example/x', true],
    ['to a resource server, however its host is written', 'https://RS.example:443/accounts', true],
    ['not to a redirect_uri', redirectUri, false],
    [
      'not to a host before which a resource server stands',
      'https://rs.example@evil.example/',
      false,
    ],
    ['not to another port', 'https://rs.example:8443/', false],
    ['not to a name with a dot at its end', 'https://rs.example./', false],
    ['not in the clear', 'http://rs.example/', false],
  ])('%s', async (_, url, goes) => {
    await profile({ resourceServers: ['https://rs.example/v1'] })
    const { id } = await captured()
    await exchange(id)
    const before = sent.length
    const tokenId = tokenOf(flowOf(id), 'access_token')
    const call = { flowId: id, tokenId, method: 'GET', url, headers: [], body: '' }
    expect((await app.handlers.resourceRequest(call)).ok).toBe(goes)
    expect(sent.length - before).toBe(goes ? 1 : 0)
  })

  test('not to where the metadata is read from, if that is elsewhere', async () => {
    const url = 'https://files.example/openid-configuration'
    await profile({ discovery: { kind: 'url', url } })
    const { id } = await captured()
    await exchange(id)
    const tokenId = tokenOf(flowOf(id), 'access_token')
    const call = { flowId: id, tokenId, method: 'GET', url, headers: [], body: '' }
    expect((await app.handlers.resourceRequest(call)).ok).toBe(false)
  })
})
