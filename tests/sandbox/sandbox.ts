import { assignTo, installAdjustments } from './adjustments.ts'
import { createApp, type AppCall } from './app.ts'
import { createAssignments, type Assignment } from './assignments.ts'
import { createAuthority, type Authority } from './certificates.ts'
import { openerNamed, type OpenBy } from './app-openers.ts'
import { authorizeUrlOf, createDataConsumer, type DataConsumer } from './data-consumer.ts'
import { createDepartures } from './departures.ts'
import { kinds, resourceOf } from './features.ts'
import { placesOf } from './discovery-behaviours.ts'
import { authorizationPath, createHandlers } from './handlers.ts'
import { createInteractionHandler } from './interaction.ts'
import { createServerKeys } from './keys.ts'
import { endpointsOf, secureNames, type Origins } from './origins.ts'
import { openPorts, type Part, type Pause } from './ports.ts'
import { createProbed, type Probed } from './probed.ts'
import { createProvider } from './provider.ts'
import { createRefusals, type Refusal } from './refusals.ts'
import { createResource } from './resource.ts'
import { createNamedServer, createSecureServers } from './secure-server.ts'
import { published, settingsFrom, type SandboxSettings } from './settings.ts'
import { createClients, type ClientId, type TestClient } from './test-clients.ts'

export interface SandboxOptions extends Partial<SandboxSettings> {
  /** Ports to listen on; 0 or undefined means any free one. */
  readonly ports?: Partial<Readonly<Record<Part, number>>>
  /** A second sandbox whose application is shared: two servers with the same redirect URIs. */
  readonly sharesAppWith?: Sandbox
}

export interface Sandbox {
  readonly issuer: string
  /**
   * The URL of the metadata: one of the usual places, unless the setting `discovery` changes it.
   */
  readonly discoveryUrl: string
  /** The protected resource: GET it with an access token that has the scope `accounts`. */
  readonly accountsUrl: string
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly clients: readonly TestClient[]
  /** The authority for the certificates of the TLS origin and of its clients, with `mtls`. */
  readonly authority?: Authority
  /** A tester's API client; acts for the first client by default. */
  readonly consumer: (clientId?: ClientId) => DataConsumer
  readonly app: {
    /** Every request that reached the application so far. */
    readonly calls: () => readonly AppCall[]
    /**
     * Creates a page of the application that sends the browser to a URL, and returns the page's URL.
     */
    readonly opens: (by: OpenBy, url: string, at?: 'app' | 'sameSiteApp') => string
    /** Whether the silent page keeps its requests waiting, which is the default, or hangs up. */
    readonly setSilent: (on: boolean) => void
  }
  /** Assigns a fault or a way of redirecting to a request that a different client pushed. */
  readonly assign: (requestUri: string, assignment: Assignment) => Promise<void>
  /**
   * Assigns a fault or a way of redirecting to all requests of a client without an assignment of
   * their own, from now on, pushed or not, with a code or without; `{}` stops that. A pushed request
   * keeps the assignment from the time of its push.
   */
  readonly assignToClient: (clientId: ClientId, assignment: Assignment) => void
  /**
   * Refuses all authorization requests from now on, without a redirect to the application; null stops
   * that.
   */
  readonly refuse: (refusal: Refusal | null) => void
  /** Accepts wrong requests, or refuses them exactly as the clauses say. */
  readonly probed: Omit<Probed, 'atPar' | 'atAuthorization'>
  /** Keeps all navigations waiting from now on. */
  readonly pause: () => Pause
  /** Stops everything and drops open connections. */
  readonly close: () => Promise<void>
}

/** Creates the authority for certificates and the TLS servers, if either is chosen. */
async function createTls({ mtls, secureApp }: SandboxSettings) {
  if (mtls === 'off' && !secureApp) return undefined
  const authority = await createAuthority()
  const [own, unsigned] = await Promise.all([
    authority.issue({
      subject: '/O=Sandbox/CN=localhost',
      usage: 'serverAuth',
      altNames: `DNS:localhost,DNS:${secureNames.universalLink},IP:127.0.0.1,IP:::1`,
    }),
    authority.selfSign({
      subject: `/O=Sandbox/CN=${secureNames.badCertificate}`,
      usage: 'serverAuth',
      altNames: `DNS:${secureNames.badCertificate}`,
    }),
  ])
  const servers = createSecureServers(own, { demand: mtls === 'demanded' })
  const named = { name: secureNames.badCertificate, certificate: unsigned }
  return {
    authority,
    trust: servers.trust,
    make: {
      ...(mtls === 'off' ? {} : { mtls: servers.make }),
      ...(secureApp ? { secureApp: createNamedServer(own, named) } : {}),
    },
  }
}

/** The origins of a sandbox with the application of a different one. */
const sharing = (own: Origins, { app, sameSiteApp, dead }: Origins): Origins => ({
  ...own,
  app,
  sameSiteApp,
  dead,
})

/**
 * Starts the authorization server, the protected resource and the application on loopback ports. The
 * defaults imitate the Open Finance Malaysia server; `{ kind: 'wide' }` starts one that supports much
 * more.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { ports = {}, sharesAppWith, ...chosen } = options
  const settings = settingsFrom(chosen)
  const tls = await createTls(settings)
  const authority = tls?.authority
  const opened = await openPorts(ports, tls?.make ?? {}).catch(async (error) => {
    await authority?.close()
    throw error
  })
  const { serve, pause, close } = opened
  const origins = sharesAppWith ? sharing(opened.origins, sharesAppWith.origins) : opened.origins
  const issuer = origins.authorization + settings.issuerPath

  const mtlsAuthority = settings.mtls === 'off' ? undefined : authority
  const [keys, clients] = await Promise.all([
    createServerKeys(kinds[settings.kind].algorithms),
    createClients({ origins, settings, authority: mtlsAuthority }),
  ])
  tls?.trust([
    tls.authority.certificate,
    ...clients.flatMap(({ authMethod, certificate }) =>
      certificate && authMethod === 'self_signed_tls_client_auth' ? [certificate] : [],
    ),
  ])
  const assignments = createAssignments()
  const departures = createDepartures()
  const refusals = createRefusals((path) =>
    authorizationPath.test(path.slice(settings.issuerPath.length)),
  )
  const provider = createProvider({
    origins,
    settings,
    keys,
    clients,
    authority: mtlsAuthority,
    assignments,
  })
  const around = { provider, origins, settings, keys, assignments, departures }
  installAdjustments(around)
  const audience = resourceOf(origins)
  const interact = createInteractionHandler(provider, {
    assignments,
    resource: audience,
    decision: settings.unattended ? 'approve' : 'ask',
  })
  const consumer = (clientId?: ClientId) =>
    createDataConsumer({ origins, settings, clients, clientId })
  const probed = createProbed(
    () => clients,
    issuer,
    async (form) => {
      const clientId = clients.find((client) => client.clientId === form.get('client_id'))?.clientId
      return (await consumer(clientId).push()).requestUri
    },
  )
  const app = createApp({
    start: async (query) => {
      const pushed = await consumer().push(Object.fromEntries(query))
      return openerNamed(query.get('by'))(authorizeUrlOf(issuer, pushed))
    },
    spa: {
      endpoints: endpointsOf(origins, settings),
      clientId: 'wide-public',
      redirectUri: `${origins.app}/spa`,
    },
  })
  const resource = createResource({ provider, settings, keys, audience })
  serve(
    createHandlers({
      provider,
      interact,
      keys,
      app: app.handle,
      departures,
      refusals,
      probed,
      resource,
      origins,
      settings,
    }),
  )

  return {
    issuer,
    discoveryUrl: origins.authorization + (placesOf(settings)[0] ?? ''),
    accountsUrl: origins.registration + published.accountsPath,
    origins,
    settings,
    clients,
    ...(authority === undefined ? {} : { authority }),
    consumer,
    app: {
      calls: app.calls,
      setSilent: app.setSilent,
      opens: (by, url, at = 'app') => origins[at] + app.keep(openerNamed(by)(url)),
    },
    assign: (requestUri, assignment) => assignTo(requestUri, assignment, around),
    assignToClient: assignments.assignToClient,
    refuse: refusals.set,
    probed,
    pause,
    close: async () => {
      await Promise.all([close(), authority?.close()])
    },
  }
}
