import type { CommandResult } from '@/lib/messaging/command-result'
import type { OpenWhere, RequestDetails } from '@/lib/messaging/protocol'
import { maxNameLength } from '@/lib/flow/model/flow-name'
import { param } from '@/lib/model/params'
import { cutText } from '@/lib/model/text-bound'
import { concernedByOpening } from '@/lib/flow/match/concerns'
import { pushedFor } from '@/lib/flow/match/pushed'
import { continuePushed, startFlow } from '@/lib/flow/reduce/start'
import type { AuthorizationRequest } from '@/lib/flow/model/message'
import { isAtEndpoint, readParams } from '@/lib/flow/match/recognise-request'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { editRequest, makeRequest, mergeRequest, noDetails } from '@/lib/flow/reduce/make-request'
import { buildAuthorizeUrl } from '@/lib/oauth/authorize-url'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { recognise } from '@/lib/oauth/recognise'
import type { Recognition } from '@/lib/oauth/recognition'
import { refuse } from './refuse'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { currentProfile, knownClient, presentFacts, profilesOf } from '@/lib/storage/select'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'
import type { Save, Store } from './store'
import { used } from './watch'

/**
 * The page in which a tab waits until its response is sure to be held: a server could otherwise
 * respond sooner.
 */
export const emptyPage = 'about:blank'

export function createRequests(ports: Ports, store: Store) {
  const open = async (
    id: string,
    where: OpenWhere,
    hold = false,
  ): Promise<CommandResult<{ flowId: string }>> => {
    const response = await store.run((data, save) =>
      startOpening({ ports, store }, data, save, { id, where, hold }),
    )
    if (!response.ok) return response
    try {
      const tabId = await ports.openUrl(hold ? emptyPage : response.url, where)
      await markOpened(store, id, response.flowId, tabId, ports.now())
      if (hold && (tabId === null || !(await ports.sendTab(tabId, response.url))))
        throw new Error('The browser does not tell the tab')
      return { ok: true, flowId: response.flowId }
    } catch (error) {
      await undoOpening(store, response.flowId)
      return refuse({ code: 'open_refused', seen: messageOf(error) })
    }
  }

  const change = (id: string, edit: (request: StoredRequest) => StoredRequest) =>
    store.run((data, save) =>
      save({ requests: data.requests.map((item) => (item.id === id ? edit(item) : item)) }),
    )

  return {
    async add(
      text: string,
      details: RequestDetails | null,
      where: OpenWhere | null,
    ): Promise<CommandResult<{ id: string }>> {
      const response = await store.run(
        async (data, save): Promise<CommandResult<{ id: string }>> => {
          const found = recognise(text)
          const made = makeRequest({
            id: ports.newId(),
            now: ports.now(),
            found,
            details: details ?? noDetails,
            profile: profileFor(data, found),
          })
          if ('code' in made) return refuse(made)
          const known = data.requests.find((request) => isSameRequest(request, made))
          await save({
            requests: known ? replaceKnown(data, known, made) : [made, ...data.requests],
          })
          return { ok: true, id: known?.id ?? made.id }
        },
      )
      if (!response.ok || !where) return response
      const opened = await open(response.id, where)
      return opened.ok ? response : opened
    },

    open,

    async url(id: string): Promise<CommandResult<{ url: string }>> {
      const url = urlOf(await store.data(), id)
      return typeof url === 'string' ? { ok: true, url } : refuse(url)
    },

    /** Names a request, and its flows unless the tester gave them another name. */
    rename: (id: string, label: string): Promise<void> =>
      store.run(async (data, save) => {
        const request = data.requests.find((item) => item.id === id)
        if (!request) return
        const name = cutText(label.trim(), maxNameLength)
        const rows = data.flows.filter(
          (row) => row.storedRequestId === id || row.id === request.flowId,
        )
        const flows = await store.flows(rows.map((row) => row.id))
        const renamed = flows
          .filter((flow) => !flow.imported && (flow.name ?? request.label) === request.label)
          .map(({ name: _, ...flow }) => (name === '' ? flow : { ...flow, name }))
        await save({
          requests: data.requests.map((item) =>
            item.id === id ? { ...item, label: name || null } : item,
          ),
          putFlows: renamed,
        })
      }),

    async details(id: string, details: RequestDetails): Promise<CommandResult<object>> {
      await change(id, (request) => editRequest(request, details))
      return { ok: true }
    },

    remove: (id: string) => change(id, (request) => ({ ...request, removedAt: ports.now() })),
    restore: (id: string) => change(id, ({ removedAt: _, ...request }) => request),
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The flow is stored before the tab exists, so that the first event of the tab finds it. */
async function startOpening(
  { ports, store }: { readonly ports: Ports; readonly store: Store },
  data: Data,
  save: Save,
  { id, where, hold }: { readonly id: string; readonly where: OpenWhere; readonly hold: boolean },
): Promise<CommandResult<{ flowId: string; url: string }>> {
  const url = urlOf(data, id)
  const stored = data.requests.find((request) => request.id === id)
  if (typeof url !== 'string') return refuse(url)
  if (!stored) return refuse({ code: 'request_gone' })
  const profile = profilesOf(data).find((item) => item.id === stored.profileId)
  const start = {
    id: ports.newId(),
    parId: ports.newId(),
    client: profile ? knownClient(data, profile) : null,
    stored,
    request: openedRequest(ports, url),
    matchedBy: 'opened',
    tabId: null,
    incognito: where === 'private',
    cookieStoreId: null,
    initiator: null,
  } as const
  const requestUri = param(start.request.params, 'request_uri')
  const concerned = presentFacts(data).filter(concernedByOpening(requestUri, stored.flowId))
  const pushes = await store.flows(concerned.map((flow) => flow.id))
  const pushed = pushedFor(pushes, start.request, stored, null)
  const flow = pushed ? continuePushed(pushed, start) : startFlow(start)
  await save({ putFlows: [judgeFlow({ ...flow, hold }, data)] })
  return { ok: true, flowId: flow.id, url }
}

/**
 * The browser refused the tab: a flow that only started with it is dropped, and a pushed one waits as
 * before.
 */
function undoOpening(store: Store, flowId: string): Promise<void> {
  return store.run(async (_, save) => {
    const flow = await store.flow(flowId)
    const messages = flow?.messages.filter(({ kind }) => kind !== 'authorization-request') ?? []
    const wasPushed = flow?.matchedBy === 'sent'
    await save(wasPushed ? { putFlows: [{ ...flow, messages }] } : { dropFlows: [flowId] })
  })
}

/** The request of a tab that Parley is about to open. */
export function openedRequest(ports: Ports, url: string): AuthorizationRequest {
  const { params, shortened } = readParams({ url, form: null })
  return {
    kind: 'authorization-request',
    id: ports.newId(),
    at: ports.now(),
    source: 'parley',
    results: [],
    method: 'GET',
    url,
    params,
    frame: 'top',
    ...(shortened && { shortened }),
  }
}

/** An event may have reported the tab and the use of the request before the browser returned. */
function markOpened(
  store: Store,
  storedRequestId: string,
  flowId: string,
  tabId: number | null,
  at: number,
): Promise<void> {
  return store.run(async (data, save) => {
    const flow = await store.flow(flowId)
    await save({
      ...(flow && flow.tabId === null && tabId !== null ? { putFlows: [{ ...flow, tabId }] } : {}),
      ...used(data, storedRequestId, at),
    })
  })
}

/** The authorization URL of a stored request, or the reason why it has none. */
function urlOf(data: Data, id: string): string | Issue {
  const request = data.requests.find((item) => item.id === id)
  if (!request) return { code: 'request_gone' }
  if (request.authorizeUrl) return request.authorizeUrl
  const profile = profilesOf(data).find((item) => item.id === request.profileId)
  if (!profile) return { code: 'profile_missing' }
  const { authorizationEndpoint } = knownClient(data, profile)
  if (!authorizationEndpoint) return { code: 'metadata_missing', seen: profile.issuer }
  return buildAuthorizeUrl({
    authorizationEndpoint,
    clientId: request.clientId ?? profile.clientId,
    requestUri: request.requestUri,
    addScopeOpenid: profile.addScopeOpenid,
  })
}

function isSameRequest(known: StoredRequest, made: StoredRequest): boolean {
  return (
    known.removedAt === undefined &&
    known.requestUri === made.requestUri &&
    known.authorizeUrl === made.authorizeUrl
  )
}

/** A request that is pasted again stays one request: new details are added, and its use is kept. */
function replaceKnown(
  data: Data,
  known: StoredRequest,
  made: StoredRequest,
): readonly StoredRequest[] {
  return data.requests.map((item) => (item === known ? mergeRequest(known, made) : item))
}

/**
 * An authorization URL belongs to the profile with its endpoint and client_id, everything else to the
 * current profile.
 */
function profileFor(data: Data, found: Recognition): Profile | null {
  if (found.kind !== 'authorize-url') return currentProfile(data)
  const clients = profilesOf(data).map((profile) => ({ profile, ...knownClient(data, profile) }))
  const atEndpoint = clients.filter((client) => isAtEndpoint(client, found.url))
  const own = atEndpoint.find(({ clientId }) => clientId === found.clientId) ?? atEndpoint[0]
  return own?.profile ?? null
}
