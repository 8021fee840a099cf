import type { Observation } from '@/lib/capture/observation'
import { isStopped } from '@/lib/flow/hold/hold-match'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { Delivery } from '@/lib/flow/model/hold'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Params } from '@/lib/model/params'
import { issuer, page } from '../flow/browser'
import { app, browser, details, latestFlow, par, restart, stored } from './harness'

/** What the app got, in order. */
export const calls: string[] = []

let lastId = 0

/** How a browser reports that it stopped a navigation: with an event, or not at all; or it stops the redirect to it. */
type Telling = 'told' | 'untold' | 'at the redirect'

interface Way {
  readonly tabId?: number
  readonly method?: 'GET' | 'POST'
  readonly form?: Params | null
  readonly frame?: 'top' | 'sub'
  readonly initiator?: string | null
  readonly telling?: Telling
}

const plain: Required<Way> & Omit<typeof page, keyof Way> = {
  ...page,
  tabId: 7,
  method: 'GET',
  form: null,
  frame: 'top',
  initiator: issuer,
  telling: 'told',
}

async function tell(observation: Observation): Promise<void> {
  restart()
  await app.observe(observation)
}

/** Calls a URL as the browser does under the rules that are in force; each event meets a new worker. */
export async function call(url: string, way: Way = {}): Promise<'stopped' | 'called'> {
  const { form, telling, ...base } = { ...plain, ...way, webRequestId: `r${++lastId}`, url }
  const { tabId, frame, method } = base
  const at = (browser.state.now += 100)
  const request: Observation = { kind: 'request', ...base, at, form }
  const isHeld = isStopped([...browser.rules.values()], request)
  if (frame === 'top') browser.heldTabs[isHeld ? 'add' : 'delete'](tabId)
  await tell(request)
  if (isHeld) {
    if (telling !== 'untold') await tell({ kind: 'held', ...base, at })
    return 'stopped'
  }
  const body = form ? ` ${new URLSearchParams(form.map(([name, value]) => [name, value]))}` : ''
  calls.push(`${method} ${url}${body}`)
  await tell({ kind: 'completed', ...base, at, status: 200 })
  return 'called'
}

/** Whether the browser stops a redirect at the answer that makes it. */
function isStoppedAtAnswer(
  rules: readonly HoldRule[],
  { tabId, location }: Extract<Observation, { kind: 'redirect' }>,
): boolean {
  return rules.some(
    ({ condition: { tabIds, responseHeaders } }) =>
      (tabIds?.includes(tabId) ?? true) &&
      responseHeaders?.[0].values.some((value) => fits(value, location)),
  )
}

/** Whether the value of a header fits a pattern, whatever its case. */
function fits(pattern: string, value: string): boolean {
  const parts = pattern.match(/\\.|[^\\]/gs) ?? []
  const source = parts.map((part) => (part === '*' ? '.*' : escape(part.at(-1) ?? ''))).join('')
  return new RegExp(`^${source}$`, 'is').test(value)
}

const escape = (text: string) => text.replace(/[.+?${}()|[\]\\/^*]/g, '\\$&')

/** The server's redirect to a URL, and what follows. */
export async function redirect(
  url: string,
  way: Way = {},
): Promise<'not followed' | 'stopped' | 'called'> {
  const { tabId = 7, frame = 'top' } = way
  browser.state.now += 100
  const base = {
    ...page,
    webRequestId: `r${lastId + 1}`,
    tabId,
    at: browser.state.now,
    method: 'GET',
    url: `${issuer}/approve`,
    frame,
  }
  await tell({ kind: 'request', ...base, form: null })
  const answer: Observation = { kind: 'redirect', ...base, status: 303, location: url }
  const isHeld = isStoppedAtAnswer([...browser.rules.values()], answer)
  await tell(answer)
  if (isHeld) {
    lastId += 1
    if (frame === 'top') browser.heldTabs.add(tabId)
    await tell({ kind: 'held', ...base, url, isTarget: true })
    return 'not followed'
  }
  return call(url, { ...way, initiator: null })
}

/** What the held page of a place does: it asks what to send, and sends it. */
export async function heldPage(tabId = 7, frame: 'top' | 'sub' = 'top'): Promise<Delivery | null> {
  restart()
  const delivery = await app.handlers.heldDelivery(undefined, { tabId, frame })
  if (!delivery || (delivery.method === 'POST' && delivery.form === null)) return delivery
  const { url, method, form } = delivery
  await call(url, { tabId, method, form, frame, initiator: 'chrome-extension://parley' })
  return delivery
}

/** The one place that holds something. */
export function place() {
  const [only, ...others] = stored('held') ?? []
  if (!only || others.length > 0) throw new Error(`${others.length} places beside ${only?.flowId}`)
  return { flowId: only.flowId, responseId: only.responseId }
}

export const profileId = async () => (await browser.ports.profiles.getValue())[0]?.id ?? ''
export const hold = async (on = true) => app.handlers.profileHold({ id: await profileId(), on })
export const release = (change: { params?: Params; defence?: 'same-twice' | 'wrong-state' } = {}) =>
  app.handlers.holdRelease({ ...place(), params: null, defence: null, ...change })
export const holds = () => responsesOf(latestFlow()).map((one) => one.hold)
export const state = () => holds()[0]?.state

/** Opens a request in a new tab. */
export async function openRequest(isHeld = false): Promise<number> {
  const added = await app.handlers.requestAdd({
    text: par,
    details: { ...details, state: 's1' },
    open: null,
  })
  if (!added.ok) throw new Error('not added')
  await app.handlers.requestOpen({ id: added.id, where: 'tab', hold: isHeld })
  const { url = '', tabId = 0 } = browser.opened.at(-1) ?? {}
  await call(isHeld ? (browser.sent.at(-1)?.url ?? '') : url, { tabId, initiator: null })
  calls.length = 0
  return tabId
}
