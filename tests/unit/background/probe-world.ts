import type { ProbeResult, ProbeRun } from '@/lib/oauth/probes/run'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { page } from '../flow/browser'
import { actAtSandbox, type Acting } from './at-sandbox'

/** Negative tests against the real sandbox. Requests are not slowed down: what is waited is counted. */
export interface ProbeWorld {
  readonly acting: Acting
  /** The waits, in milliseconds. */
  readonly waits: readonly number[]
  profile(changes?: Partial<ProfileDraft>): Promise<string>
  /** Runs steps and gives the run. */
  run(steps: readonly string[]): Promise<ProbeRun>
  current(): ProbeRun
  result(step: string): ProbeResult | undefined
  /** Opens the page of a step, and follows it as a browser does. */
  open(step: string): Promise<void>
  /** Follows the page that was opened last. */
  browse(): Promise<void>
}

export async function probeWorld(options: SandboxOptions = {}): Promise<ProbeWorld> {
  const acting = await actAtSandbox(options)
  const waits: number[] = []
  Object.assign(acting.browser.ports, {
    now: () => Date.now(),
    wait: async (ms: number) => void waits.push(ms),
  })
  let id = ''
  let serial = 0
  const current = () => {
    const runs = acting.browser.session.values.get('probes') as Record<string, ProbeRun>
    return runs[id] as ProbeRun
  }
  const world: ProbeWorld = {
    acting,
    waits,
    current,
    async profile(changes = {}) {
      id = await acting.profile({ testSystem: true, ...changes })
      return id
    },
    async run(steps) {
      const answer = await acting.app().handlers.probesRun({ profileId: id, steps })
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      return current()
    },
    result: (step) => current().results[step],
    async open(step) {
      const answer = await acting.app().handlers.probeOpen({ profileId: id, step })
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      await world.browse()
    },
    async browse() {
      const { browser } = acting
      const opened = browser.opened.at(-1)
      if (!opened) return
      const { tabId } = opened
      const url = opened.url === 'about:blank' ? (browser.sent.at(-1)?.url ?? '') : opened.url
      await follow(acting, url, tabId, `nav${++serial}`)
    },
  }
  return world
}

/** Follows the redirects of the server, and reports what a browser would. The app itself is not called. */
async function follow({ app, sandbox }: Acting, start: string, tabId: number, id: string) {
  const cookies = new Map<string, string>()
  const base = (url: string) => ({
    ...page,
    webRequestId: id,
    tabId,
    at: Date.now(),
    method: 'GET',
    url,
  })
  let url = start
  for (;;) {
    await app().observe({ kind: 'request', ...base(url), form: null })
    if (url.startsWith(sandbox.origins.app))
      return app().observe({ kind: 'completed', ...base(url), status: 200 })
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const { status } = response
    const location = response.headers.get('location')
    await response.arrayBuffer()
    if (location === null) return app().observe({ kind: 'completed', ...base(url), status })
    const next = new URL(location, url).href
    await app().observe({ kind: 'redirect', ...base(url), status, location: next })
    url = next
  }
}
