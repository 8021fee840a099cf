import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import type { SessionState } from '@/lib/storage/state'
import { issuer, navigation, page, redirectUri } from '../flow/browser'
import { answered, app, browser, exchange, flowOf, opened, profile, server } from './answering'

const evil = 'https://evil.example'
const evilTab = 66

/** Flows that a tester has: a pushed one and an opened one that wait, one with tokens, one of the tester's app. */
export interface Testers {
  readonly pushed: string
  readonly waiting: Flow
  readonly withTokens: string
  readonly ofApp: string
}

const row = (id: string) => rows().find((flow) => flow.id === id)
export const rows = () => browser.rows()
export const dropped = () => browser.session.values.get('dropped') as SessionState['dropped']
export const storedFlows = () => browser.flows()

/** The app of the tester sends its user to the bank, in another tab. */
const appStarts = (tabId: number, state: string, at: number) =>
  navigation(
    `app${tabId}`,
    tabId,
    [`${issuer}/auth?client_id=tpp&response_type=code&redirect_uri=${redirectUri}&state=${state}`],
    { status: 200 },
    at,
  )

export async function testers(): Promise<Testers> {
  const first = await opened()
  for (const event of answered(first)) await app.observe(event)
  await exchange(first.id)
  const withTokens = first.id

  await profile({ sendBy: 'par' })
  server.answer = () =>
    Response.json(
      { request_uri: 'urn:ietf:params:oauth:request_uri:own', expires_in: 90 },
      { status: 201 },
    )
  const pushed = await app.handlers.requestPush({ profileId: null, overrides: null, open: null })
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  await profile({ sendBy: 'url' })

  for (const event of appStarts(40, 'app-state', browser.state.now)) await app.observe(event)
  const ofApp = storedFlows().find(({ expected }) => expected.state === 'app-state')
  const waiting = await opened()
  return { pushed: pushed.flowId, waiting, withTokens, ofApp: ofApp?.id ?? '' }
}

let serial = 0

/** The request of a hidden frame in the hostile page. */
export function frame(
  url: string,
  change: Partial<Pick<Observation, 'tabId' | 'at' | 'initiator'>> & {
    readonly form?: Extract<Observation, { kind: 'request' }>['form']
  } = {},
): Observation {
  return {
    kind: 'request',
    ...page,
    frame: 'sub',
    webRequestId: `evil${(serial += 1)}`,
    tabId: evilTab,
    at: browser.state.now,
    method: change.form ? 'POST' : 'GET',
    url,
    form: null,
    initiator: evil,
    ...change,
  }
}

export const hugeRequest = (index: number, length: number) =>
  `${evil}/auth?client_id=x${index}&response_type=code&state=${'x'.repeat(length)}`
export const forgedRequest = (index: number) =>
  `${issuer}/auth?client_id=tpp&response_type=code&redirect_uri=${redirectUri}&state=forged${index}`
export const forgedResponse = (index: number) =>
  `${redirectUri}?code=forged${index}&state=forged${index}`

/** What the bank answers to the request of a flow. */
export const genuine = (flow: Flow, code = 'genuine') =>
  navigation(
    `own-${flow.id}`,
    flow.tabId ?? 0,
    [`${issuer}/approve`, `${redirectUri}?code=${code}&state=${flow.expected.state ?? ''}`],
    { status: 200 },
    browser.state.now,
  )

export const responseOf = (id: string) =>
  (browser.flow(id) as Flow | undefined)?.messages.filter(
    (message) => message.kind === 'authorization-response',
  ) ?? []

/** What is true whatever a page did. */
export function isIntact({ pushed, waiting, withTokens, ofApp }: Testers): readonly unknown[] {
  return [
    flowOf(pushed)?.requestUri,
    flowOf(waiting.id)?.expected,
    flowOf(withTokens)?.tokens.map(({ value, state }) => `${value} ${state}`),
    flowOf(ofApp)?.expected.state,
    [pushed, waiting.id, withTokens, ofApp].map((id) => row(id)?.outcome),
  ]
}
