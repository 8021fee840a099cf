import type { Page } from 'puppeteer-core'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts'
import { readStored } from './stored.ts'
import { saveClient } from './client.ts'
import type { Driver, LaunchOptions } from './driver.ts'

/** Starts one browser; the scenarios are the same for both. */
export type Launch = (options: LaunchOptions) => Promise<Driver>

/** The facts that every test server provides. */
type Server = Pick<Sandbox, 'issuer' | 'clients' | 'origins' | 'close'>

/** A world with any of the servers. */
export type AnyWorld = World<Server>

/** A browser with the built extension, a profile in it, and a server to test against. */
export interface World<S extends Server = Sandbox> {
  readonly driver: Driver
  readonly sandbox: S
  /** A page of the extension, for commands and for reading the stored state. */
  readonly page: Page
  /** Sends a command as the screens do. */
  command<T>(name: string, data?: object): Promise<T>
  /** Everything in `storage.session`. */
  stored(): Promise<Stored>
  close(): Promise<void>
}

export interface StoredMessage {
  readonly id: string
  readonly kind: string
  readonly at: number
  readonly source: string
  readonly status?: number | null
  readonly body?: string
  readonly headers?: readonly (readonly [string, string])[]
  readonly issues?: readonly { readonly code: string; readonly seen?: string }[]
  readonly jwts?: readonly {
    readonly name: string
    readonly text: string
    readonly decryption: { readonly status: string } | null
    readonly verification: { readonly status: string; readonly reason: string | null }
  }[]
  readonly params?: readonly (readonly [string, string])[]
  readonly target?: string
  readonly via?: string
  readonly responseMode?: string
  readonly frame?: string
  readonly matchedBy?: string
  readonly replays?: readonly { readonly tabId: number }[]
  readonly hold?: { readonly state: string; readonly releases: readonly object[] } | null
  readonly url?: string
  readonly httpResult?: { readonly status: number | null; readonly error: string | null }
  readonly callback?: { readonly status?: number; readonly error?: string }
  readonly results: readonly {
    readonly id: string
    readonly outcome: string
    readonly severity: string
    readonly findings: readonly { readonly code: string }[]
  }[]
}

export interface StoredFlow {
  readonly id: string
  readonly storedRequestId: string | null
  readonly requestUri: string | null
  readonly tokens: readonly {
    readonly id: string
    readonly kind: string
    readonly value: string
    readonly state: string
    readonly tokenType: string | null
  }[]
  readonly messages: readonly StoredMessage[]
}

export interface Stored {
  readonly requests: readonly { readonly id: string; readonly usedAt: number | null }[]
  /** The list of flows, the newest first, each with its revision. */
  readonly rows: readonly (readonly [StoredRow, number])[]
  readonly flows: readonly StoredFlow[]
}

interface StoredRow {
  readonly id: string
  readonly outcome: string
  readonly removedAt?: number
}

export interface WorldOptions {
  /** Host access is granted from the start, also to these hosts; true by default. */
  readonly granted?: boolean | readonly string[]
  /** A profile of the sandbox exists from the start; true by default. */
  readonly profile?: boolean
  readonly launch?: Partial<LaunchOptions> | ((sandbox: Sandbox) => Partial<LaunchOptions>)
  /** Lifetime of a pushed request in seconds; 90 by default. */
  readonly requestUriLifetime?: number
  /** Further options of the sandbox. */
  readonly sandbox?: SandboxOptions
}

const folders = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const

/** The hosts that the sandbox's client may be redirected to. */
const sandboxHosts = [
  'http://127.0.0.1/*',
  'http://localhost/*',
  'https://localhost/*',
  'https://app.dead.invalid/*',
]

const grantedBy = (granted: WorldOptions['granted'] = true): string[] => {
  if (granted === false) return []
  return granted === true ? sandboxHosts : [...sandboxHosts, ...granted]
}

/** Starts the sandbox and a browser with the extension in it. */
export async function createWorld(
  launch: Launch,
  name: keyof typeof folders,
  options: WorldOptions = {},
): Promise<World> {
  const { requestUriLifetime = 90 } = options
  const sandbox = await startSandbox({ requestUriLifetime, ...options.sandbox })
  const world = await openWorld(launch, name, sandbox, {
    granted: grantedBy(options.granted),
    ...(typeof options.launch === 'function' ? options.launch(sandbox) : options.launch),
  })
  if (options.profile !== false) await saveSandboxProfile(world)
  return world
}

/** Starts a browser with the extension for a running server; the world closes both. */
export async function openWorld<S extends Server>(
  launch: Launch,
  name: keyof typeof folders,
  sandbox: S,
  options: Partial<LaunchOptions> = {},
): Promise<World<S>> {
  const driver = await launch({
    extension: new URL(`../../../${folders[name]}`, import.meta.url).pathname,
    granted: sandboxHosts,
    ...options,
  })
  const page = await driver.openExtensionPage('panel.html')
  return {
    driver,
    sandbox,
    page,
    command: (command, data = {}) => sendCommand(page, command, data),
    stored: () => readStored(page),
    close: async () => {
      await driver.close()
      await sandbox.close()
    },
  }
}

/** The profile of the first client, without its keys: the tester uses a different tool for them. */
async function saveSandboxProfile(world: World): Promise<void> {
  const [client] = world.sandbox.clients
  if (!client) throw new Error('The sandbox has no client')
  await saveClient(world, client, { name: 'Sandbox' })
}

type Extension = {
  runtime: { sendMessage(message: object): Promise<{ res?: unknown; err?: unknown }> }
}

/**
 * Sends a command from a page of the extension and returns its result, as text: BiDi drops objects
 * that occur twice.
 */
async function sendCommand<T>(page: Page, type: string, data: object): Promise<T> {
  const text = await page.evaluate(
    async (message) => {
      const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
      return JSON.stringify(await (scope.browser ?? scope.chrome).runtime.sendMessage(message))
    },
    { id: Math.floor(Math.random() * 1e9), type, data, timestamp: Date.now() },
  )
  const answer = JSON.parse(text ?? '{}') as { res?: unknown; err?: unknown }
  if (answer.err) throw new Error(`${type}: ${JSON.stringify(answer.err)}`)
  return answer.res as T
}
