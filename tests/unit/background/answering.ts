import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { plainDraft } from '../../samples/bank-profile'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  pushed_authorization_request_endpoint: `${issuer}/par`,
  userinfo_endpoint: 'https://claims.example/userinfo',
  jwks_uri: `${issuer}/jwks`,
}
const draft: ProfileDraft = {
  ...plainDraft,
  scope: 'accounts',
  clientAuth: { ...plainDraft.clientAuth, method: 'none' },
}
export const grantedTokens = { access_token: 'at', refresh_token: 'rt', token_type: 'Bearer' }

/** The server: what was sent to it, how it answers, and the issuer that its metadata names. */
export const server = {
  sent: [] as { readonly url: string; readonly body: string }[],
  answer: (): Response | Promise<Response> => Response.json(grantedTokens),
  named: issuer,
}
export let browser = fakeBrowser()
export let app = createApp(browser.ports)
let profileId = ''

/** A new browser with its profile, to be called before each test. */
export async function reset(): Promise<void> {
  server.sent = []
  server.answer = () => Response.json(grantedTokens)
  server.named = issuer
  browser = fakeBrowser({
    fetch: async (input, init) => {
      const url = String(input)
      if (url.endsWith('/openid-configuration'))
        return Response.json({ ...metadata, issuer: server.named })
      server.sent.push({ url, body: String(init?.body ?? '') })
      return server.answer()
    },
  })
  for (const origin of [issuer, 'https://claims.example', 'https://rs.example'])
    browser.granted.add(`${origin}/*`)
  app = createApp(browser.ports)
  profileId = ''
  await profile({})
}

/** Saves the profile with these changes, and reads its metadata. */
export async function profile(changes: Partial<ProfileDraft>): Promise<void> {
  const id = profileId === '' ? null : profileId
  const saved = await app.handlers.profileSave({ ...draft, id, ...changes })
  if (!saved.ok) throw new Error(JSON.stringify(saved.issues))
  profileId = saved.id
  await app.handlers.metadataRefresh({ profileId })
}

export const flowOf = (id: string) => browser.flow(id) as Flow

/** A request in the URL that was opened in a tab; gives its flow. */
export async function opened(): Promise<Flow> {
  const made = await app.handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return flowOf(made.flowId ?? '')
}

/** The server's response in the browser; `params` replace its own. */
export function answered(flow: Flow, params: Readonly<Record<string, string>> = {}) {
  const url = browser.opened.at(-1)?.url ?? ''
  const query = new URLSearchParams({ code: 'c1', state: flow.expected.state ?? '', ...params })
  return navigation(flow.id, flow.tabId ?? 0, [url, `${redirectUri}?${query}`], { status: 200 })
}

export async function captured(params: Readonly<Record<string, string>> = {}): Promise<Flow> {
  const flow = await opened()
  for (const event of answered(flow, params)) await app.observe(event)
  return flowOf(flow.id)
}

export const exchange = (flowId: string) => app.handlers.codeExchange({ flowId, responseId: null })
export const tokenOf = (flow: Flow, kind: string) =>
  flow.tokens.find((each) => each.kind === kind)?.id ?? ''
