import { expect, test } from 'vitest'
import { createApp } from '@/lib/background/app'
import type { OriginAccess } from '@/lib/storage/state'
import type { Flow } from '@/lib/flow/model/flow'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

/** A bank on the internet whose token endpoint is at this base. */
async function worldWith(base: string) {
  const sent: string[] = []
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${base}/token`,
  }
  const browser = fakeBrowser({
    fetch: async (input, init) => {
      if (String(input).includes('/.well-known/')) return Response.json(metadata)
      sent.push(String(init?.body))
      return Response.json({ access_token: 'at', token_type: 'Bearer' })
    },
  })
  browser.granted.add(`${issuer}/*`)
  const app = createApp(browser.ports)
  const draft = {
    id: null,
    name: 'Bank',
    issuer,
    clientId: 'tpp',
    redirectUris: [redirectUri],
    ruleProfile: 'oauth2',
    addScopeOpenid: false,
    ...clientDefaults.oauth2,
    sendBy: 'url',
    requestAs: 'parameters',
    scope: 'accounts',
    bindTokens: 'nothing',
    clientAuth: { ...clientDefaults.oauth2.clientAuth, method: 'none' },
  } as const
  const saved = await app.handlers.profileSave(draft)
  if (!saved.ok) throw new Error(JSON.stringify(saved.issues))
  await app.handlers.metadataRefresh({ profileId: saved.id })
  const flowOf = (id: string) => browser.flow(id) as Flow
  const code = async () => {
    const made = await app.handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
    if (!made.ok) throw new Error(JSON.stringify(made.issues))
    const { id, tabId, expected } = flowOf(made.flowId ?? '')
    const query = new URLSearchParams({ code: `c-${id}`, state: expected.state ?? '' })
    const urls = [browser.opened.at(-1)?.url ?? '', `${redirectUri}?${query}`]
    for (const event of navigation(id, tabId ?? 0, urls, { status: 200 })) await app.observe(event)
    return id
  }
  return { app, browser, sent, draft, code, profileId: saved.id }
}

test.each([
  'http://localhost:3000',
  'https://127.1:8443',
  'https://2130706433',
  'https://10.1.2.3',
  'https://[::ffff:10.0.0.1]',
  'https://printer.localhost',
])('%s in the metadata of a bank gets nothing before it is allowed', async (base) => {
  const { app, browser, sent, code, profileId } = await worldWith(base)
  const { origin, host } = new URL(base)
  // The user granted the host by name, for an app of theirs.
  browser.granted.add(browser.ports.access.pattern(origin))
  await app.onAccessChanged()
  const flowId = await code()
  const exchange = () => app.handlers.codeExchange({ flowId, responseId: null })
  expect(await exchange()).toMatchObject({
    ok: false,
    issues: [{ code: 'host_local', seen: host }],
  })
  expect(sent).toEqual([])
  const access = browser.session.values.get('access') as Record<string, readonly OriginAccess[]>
  const asking = access[profileId]?.filter(({ asksLocal }) => asksLocal).map((each) => each.origin)
  expect(asking).toEqual([origin])
  await app.handlers.localConfirm({ issuer: 'https://other.example', origin })
  expect(await exchange()).toMatchObject({ ok: false })
  await app.handlers.localConfirm({ issuer, origin })
  expect(await exchange()).toMatchObject({ ok: true })
  expect(sent).toHaveLength(1)
})

test('a flow keeps its client_id when the profile is edited while it runs', async () => {
  const { app, sent, draft, code, profileId } = await worldWith(issuer)
  const flowId = await code()
  await app.handlers.profileSave({ ...draft, id: profileId, clientId: 'another-client' })
  expect(await app.handlers.codeExchange({ flowId, responseId: null })).toMatchObject({ ok: true })
  expect(new URLSearchParams(sent[0]).get('client_id')).toBe('tpp')
})

test('the code of an unsolicited response is sent only after a confirmation', async () => {
  const { app, browser, sent } = await worldWith(issuer)
  const urls = [`${issuer}/elsewhere`, `${redirectUri}?code=of-a-stranger&state=x`]
  for (const event of navigation('n1', 5, urls, { status: 200 })) await app.observe(event)
  const [flow] = browser.flows() as [Flow]
  expect(flow.matchedBy).toBe('unsolicited')
  const named = { flowId: flow.id, responseId: null }
  expect(await app.handlers.codeExchange(named)).toMatchObject({
    ok: false,
    issues: [{ code: 'code_unsolicited' }],
  })
  expect(sent).toEqual([])
  await app.handlers.codeExchange({ ...named, confirmed: true })
  expect(sent).toHaveLength(1)
})
