import { createApp } from '@/lib/background/app'
import type { SessionState } from '@/lib/storage/state'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse, MessageKind, MessageOf } from '@/lib/flow/model/message'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { requestConsent } from '../../sandbox/consent.ts'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts'
import { approve } from '../sandbox/client.ts'
import { fakeBrowser } from './fake-ports'

/** Parley's background over a browser without screens, with a profile of a real server. */
export interface Acting {
  readonly sandbox: Sandbox
  readonly browser: ReturnType<typeof fakeBrowser>
  readonly app: () => ReturnType<typeof createApp>
  /** The worker dies and starts again. */
  restart(): void
  /** Saves the profile with these changes. */
  profile(changes: Partial<ProfileDraft>): Promise<string>
  flow(id: string): Flow
  requests(): SessionState['requests']
  /** What the person at the bank's pages does with the newest authorize URL; the response goes to Parley. */
  approve(): Promise<void>
}

export async function actAtSandbox(options: SandboxOptions = {}): Promise<Acting> {
  const sandbox = await startSandbox(options)
  const browser = fakeBrowser({ fetch: (input, init) => fetch(input, init) })
  // The sandbox has more origins than one, on these hosts.
  for (const host of ['http://127.0.0.1/*', 'http://localhost/*', 'https://localhost/*'])
    browser.granted.add(host)
  let app = createApp(browser.ports)
  const [client] = sandbox.clients
  if (!client?.key) throw new Error('The sandbox has no client with a key')
  browser.state.now = Date.now()
  const imported = await app.handlers.keyImport({
    text: JSON.stringify(client.key.privateJwk),
    index: 0,
    use: 'sig',
    alg: client.alg,
    kid: client.key.kid,
    certificate: null,
  })
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
  let id: string | null = null
  const acting: Acting = {
    sandbox,
    browser,
    app: () => app,
    restart: () => void (app = createApp(browser.ports)),
    async profile(changes) {
      const answer = await app.handlers.profileSave({
        name: 'Sandbox',
        issuer: sandbox.issuer,
        clientId: client.clientId,
        redirectUris: [client.redirectUris.live],
        ruleProfile: 'ofm',
        addScopeOpenid: true,
        ...clientDefaults.ofm,
        authorizationDetails: JSON.stringify(requestConsent({ dcId: client.clientId })),
        signingKeyId: imported.id,
        ...changes,
        id,
      })
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      ;({ id } = answer)
      const record = await app.handlers.metadataRefresh({ profileId: id })
      if (record?.issues.length) throw new Error(JSON.stringify(record.issues))
      return id
    },
    flow: (flowId) => browser.flow(flowId) as Flow,
    requests: () => browser.session.values.get('requests') as SessionState['requests'],
    async approve() {
      const { url } = await approve(sandbox.issuer, browser.opened.at(-1)?.url ?? '')
      const added = await app.handlers.responseAdd({ text: url })
      if (!added.ok) throw new Error(JSON.stringify(added.issues))
    },
  }
  await acting.profile({})
  return acting
}

/** The messages of one kind. */
export function messages<K extends MessageKind>({ messages: all }: Flow, kind: K) {
  return all.filter((message) => message.kind === kind) as unknown as readonly MessageOf<K>[]
}

/** What the rules said of a message, by id. */
export function outcomes(message: Pick<EndpointResponse, 'results'> | undefined) {
  return Object.fromEntries(message?.results.map(({ id, outcome }) => [id, outcome]) ?? [])
}
