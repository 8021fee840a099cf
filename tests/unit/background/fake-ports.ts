import type { KeyValues, Notice, Ports } from '@/lib/background/ports'
import { defaultSettings, type Settings, type StoredTemplate } from '@/lib/storage/state'
import { readIndex, recordKey } from '@/lib/storage/flow-index'
import type { Flow } from '@/lib/flow/model/flow'
import type { Delivery } from '@/lib/flow/model/hold'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { KeyInfo } from '@/lib/model/key'
import type { Profile } from '@/lib/oauth/profile'
import type { SavedCall } from '@/lib/storage/saved-calls'
import type { SavedRequest } from '@/lib/storage/saved-requests'

/** Octets that browsers give to `storage.session`. */
const sessionQuota = 10_485_760

/** The calls of a storage area so far. */
interface Work {
  writes: number
  octets: number
}

/** A storage area that outlives the worker, as the browser's does; values are copied as it copies them. */
function memory(limit = Infinity) {
  const values = new Map<string, unknown>()
  const sizes = new Map<string, number>()
  const work: Work = { writes: 0, octets: 0 }
  const sizeOf = (key: string, value: unknown) =>
    new TextEncoder().encode(JSON.stringify([key, value])).length
  const total = () => [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const area: KeyValues = {
    async get(keys) {
      const wanted = keys ?? [...values.keys()]
      return structuredClone(
        Object.fromEntries(
          wanted.flatMap((key) => (values.has(key) ? [[key, values.get(key)]] : [])),
        ),
      )
    },
    async set(changes) {
      const added = new Map(
        Object.entries(changes).map(([key, value]) => [key, sizeOf(key, value)]),
      )
      const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((a, b) => a + b, 0)
      work.writes += 1
      work.octets += sum(added)
      if (sum(new Map([...sizes, ...added])) > limit) throw new Error('QUOTA_BYTES quota exceeded')
      for (const [key, value] of Object.entries(changes)) values.set(key, structuredClone(value))
      for (const [key, size] of added) sizes.set(key, size)
    },
    async remove(keys) {
      for (const key of keys) {
        values.delete(key)
        sizes.delete(key)
      }
    },
  }
  return { ...area, values, work, total }
}

/** The flows of a browser, as a worker that starts finds them. */
function storedFlows(session: ReadonlyMap<string, unknown>, records: ReadonlyMap<string, unknown>) {
  const index = () => readIndex(Object.fromEntries(session))
  const flow = (id: string): Flow | undefined => {
    const facts = index().facts.get(id)
    const text = facts && (records.get(recordKey(facts)) as string | undefined)
    return text === undefined ? undefined : (JSON.parse(text) as Flow)
  }
  return {
    rows: () => index().flows,
    flow,
    flows: () => index().flows.flatMap(({ id }) => flow(id) ?? []),
  }
}

/** Whether a match pattern covers another one, as `permissions.contains` says. */
function covers(wider: string, pattern: string): boolean {
  if (wider === pattern || wider === '<all_urls>') return true
  const [scheme, host = ''] = wider.replace('/*', '').split('://')
  const url = new URL(pattern)
  const hasHost = host.startsWith('*')
    ? `.${url.hostname}`.endsWith(host.slice(1))
    : host === url.host || host === url.hostname
  return hasHost && (scheme === '*' || `${scheme}:` === url.protocol)
}

/** The browser as far as it outlives the worker. */
export function fakeBrowser(
  options: { readonly limit?: number; readonly fetch?: Ports['fetch'] } = {},
) {
  let serial = 0
  let tab = 0
  let profiles: readonly Profile[] = []
  let settings: Settings = defaultSettings
  let keyInfos: readonly KeyInfo[] = []
  let templates: readonly StoredTemplate[] = []
  let savedRequests: readonly SavedRequest[] = []
  let savedCalls: readonly SavedCall[] = []
  const held = new Map<string, Readonly<Record<string, CryptoKey>>>()
  const opened: { url: string; where: string; tabId: number }[] = []
  const granted = new Set<string>()
  const sent: { tabId: number; url: string }[] = []
  const heldTabs = new Set<number>()
  const rules = new Map<number, HoldRule>()
  const state = {
    now: 1_000_000,
    badge: { waiting: false, holding: false },
    notices: [] as Notice[],
    privateTabs: new Set<number>(),
    answers: new Map<string, () => Response>(),
    focused: null as number | null,
    loading: null as number | null,
    privateTab: null as number | null,
    /** The tab in which the browser refuses to show the held page. */
    blockedTab: null as number | null,
    woken: null as Delivery | null,
    rulesRefused: false,
    /** How long services waited, in milliseconds. */
    waits: [] as number[],
    matchesResponseHeaders: false,
    /** Tabs whose frames with a held page are gone. */
    deaf: new Set<number>(),
  }
  const session = memory(sessionQuota)
  const stored = memory(options.limit)
  const kept = memory()
  const ports: Ports = {
    session,
    local: memory(),
    profiles: {
      getValue: async () => profiles,
      setValue: async (value) => {
        profiles = value
      },
    },
    settings: {
      getValue: async () => settings,
      setValue: async (value) => {
        settings = value
      },
    },
    keyInfos: {
      getValue: async () => keyInfos,
      setValue: async (value) => {
        keyInfos = value
      },
    },
    templates: {
      getValue: async () => templates,
      setValue: async (value) => {
        templates = value
      },
    },
    savedRequests: {
      getValue: async () => savedRequests,
      setValue: async (value) => {
        savedRequests = value
      },
    },
    savedCalls: {
      getValue: async () => savedCalls,
      setValue: async (value) => {
        savedCalls = value
      },
    },
    keys: {
      put: async (id, keys) => void held.set(id, keys),
      get: async (id) => held.get(id) ?? null,
      remove: async (ids) => ids.forEach((id) => held.delete(id)),
    },
    records: {
      keys: async () => [...stored.values.keys()],
      get: async (keys) => keys.map((key) => stored.values.get(key) as string | undefined),
      put: (values) => stored.set(Object.fromEntries(values)),
      remove: stored.remove,
    },
    kept: {
      keys: async () => [...kept.values.keys()],
      get: async (keys) => {
        const found = await kept.get(keys)
        return keys.map((key) => found[key])
      },
      change: async (put, remove) => {
        await kept.set(Object.fromEntries(put.map((value) => [value.id, value])))
        await kept.remove(remove)
      },
    },
    product: { parley: '0.2.0', browser: 'Chromium' },
    fetch:
      options.fetch ??
      (async (input) => {
        const answer = state.answers.get(String(input))
        if (!answer) throw new TypeError('Failed to fetch')
        return answer()
      }),
    now: () => state.now,
    newId: () => `id${++serial}`,
    wait: async (ms) => {
      state.now += ms
      state.waits.push(ms)
    },
    openUrl: async (url, where) => {
      const tabId = ++tab
      opened.push({ url, where, tabId })
      return tabId
    },
    openPanel: async () => {},
    sendTab: async (tabId, url) => {
      sent.push({ tabId, url })
      return true
    },
    holdRules: {
      get matchesResponseHeaders() {
        return state.matchesResponseHeaders
      },
      ids: async () => [...rules.keys()],
      update: async (add, remove) => {
        if (state.rulesRefused) throw new Error('Rule is refused')
        for (const id of remove) rules.delete(id)
        for (const rule of add) {
          if (rules.has(rule.id)) throw new Error(`Rule ${rule.id} is there already`)
          rules.set(rule.id, rule)
        }
      },
    },
    heldPage: {
      countsRedirects: false,
      tabs: async () => [...heldTabs],
      runsIn: async (tabId) => tabId !== state.privateTab,
      hears: async (tabId) => !state.deaf.has(tabId),
      isLoading: async (tabId) => tabId === state.loading,
      open: async () => {
        heldTabs.add(++tab)
        return tab
      },
      show: async (tabId) => {
        heldTabs.add(tabId)
        return true
      },
      reopenBlocked: async (tabId) => {
        if (tabId !== state.blockedTab) return false
        heldTabs.add(tabId)
        return true
      },
      focus: async (tabId) => {
        state.focused = tabId
      },
      wake: async (delivery) => {
        state.woken = delivery
      },
    },
    access: {
      pattern: (url) => `${new URL(url).origin}/*`,
      isGranted: async (pattern) => [...granted].some((wider) => covers(wider, pattern)),
      listed: async () => [...granted],
      incognitoAllowed: async () => false,
    },
    isPrivate: async (tabId) => state.privateTabs.has(tabId),
    showBadge: async (badge) => {
      state.badge = badge
    },
    notify: async (notice) => void state.notices.push(notice),
  }
  return {
    ports,
    state,
    opened,
    granted,
    session,
    records: stored,
    kept,
    /** The browser closes and starts again: only what is on the disk is left. */
    close: async () => {
      await session.remove([...session.values.keys()])
      rules.clear()
      heldTabs.clear()
    },
    ...storedFlows(session.values, stored.values),
    sent,
    heldTabs,
    rules,
  }
}
