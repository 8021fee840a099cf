import { createApp } from '@/lib/background/app'
import type { SessionState } from '@/lib/storage/state'
import type { Flow } from '@/lib/flow/model/flow'
import { bankDraft } from '../../samples/bank-profile'
import { issuer, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

export const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  jwks_uri: 'https://keys.example/jwks',
  authorization_response_iss_parameter_supported: true,
}
export const draft = bankDraft
export const par = JSON.stringify({
  request_uri: 'urn:ietf:params:oauth:request_uri:a',
  expires_in: 90,
})
export const response = `${redirectUri}?code=c1&state=s1&iss=${encodeURIComponent(issuer)}`

/** The browser of this test, and the worker that runs in it now. */
export let browser = fakeBrowser()
export let app = createApp(browser.ports)

/** The worker dies and starts again: nothing but the browser is left. */
export function restart(): void {
  app = createApp(browser.ports)
}

/** A new browser, to be called before each test. */
export function reset(options: Parameters<typeof fakeBrowser>[0] = {}): void {
  browser = fakeBrowser(options)
  restart()
}

export const stored = <K extends keyof SessionState>(key: K) =>
  (key === 'flows' ? browser.rows() : browser.session.values.get(key)) as SessionState[K]
export const latestFlow = () => browser.flow(stored('latest') ?? '') as Flow

/** The profile of `draft`, with its metadata read. */
export async function withProfile() {
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json(metadata),
  )
  await app.handlers.profileSave(draft)
  await app.onAccessChanged()
}

export const details = {
  label: null,
  expiresIn: null,
  receivedAt: null,
  nonce: null,
  codeVerifier: null,
}
