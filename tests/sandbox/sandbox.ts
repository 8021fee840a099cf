import { assignTo, installAdjustments } from './adjustments.ts'
import { createApp } from './app.ts'
import type { AppCall } from './app.ts'
import { createAssignments } from './assignments.ts'
import type { Assignment } from './assignments.ts'
import { createDataConsumer } from './data-consumer.ts'
import type { DataConsumer } from './data-consumer.ts'
import { kinds, resourceOf } from './features.ts'
import { createHandlers } from './handlers.ts'
import { createInteractionHandler } from './interaction.ts'
import { createServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import { openPorts } from './ports.ts'
import type { Part } from './ports.ts'
import { createProvider } from './provider.ts'
import { createResource } from './resource.ts'
import { published, settingsFrom } from './settings.ts'
import type { SandboxSettings } from './settings.ts'
import { createClients } from './test-clients.ts'
import type { ClientId, TestClient } from './test-clients.ts'

export interface SandboxOptions extends Partial<SandboxSettings> {
  /** Ports to listen on; 0 or absent takes any free one. */
  readonly ports?: Partial<Readonly<Record<Part, number>>>
}

export interface Sandbox {
  readonly issuer: string
  readonly discoveryUrl: string
  /** The protected resource: GET it with an access token that has the scope `accounts`. */
  readonly accountsUrl: string
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly clients: readonly TestClient[]
  /** A tester's API client; acts for the first client unless told otherwise. */
  readonly consumer: (clientId?: ClientId) => DataConsumer
  readonly app: {
    /** Every request that reached the application so far. */
    readonly calls: () => readonly AppCall[]
  }
  /** Gives a fault or a way of redirecting to a request that somebody else has pushed. */
  readonly assign: (requestUri: string, assignment: Assignment) => Promise<void>
  /** Stops everything and drops open connections. */
  readonly close: () => Promise<void>
}

/** Starts the authorization server and the application on loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { ports = {}, ...chosen } = options
  const settings = settingsFrom(chosen)
  const { origins, serve, close } = await openPorts(ports)
  const issuer = origins.authorization

  const [keys, clients] = await Promise.all([
    createServerKeys(kinds[settings.kind].algorithms),
    createClients(origins, settings),
  ])
  const provider = createProvider({ origins, settings, keys, clients })
  const assignments = createAssignments()
  const around = { provider, origins, settings, keys, assignments }
  installAdjustments(around)
  const interact = createInteractionHandler(provider, {
    assignments,
    resource: resourceOf(origins),
  })
  const app = createApp()
  const resource = createResource({ provider, settings, keys, audience: resourceOf(origins) })
  serve(createHandlers({ provider, interact, keys, app: app.handle, resource, origins }))

  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    accountsUrl: origins.registration + published.accountsPath,
    origins,
    settings,
    clients,
    consumer: (clientId) => createDataConsumer({ issuer, settings, clients, clientId }),
    app: { calls: app.calls },
    assign: (requestUri, assignment) => assignTo(requestUri, assignment, around),
    close,
  }
}
