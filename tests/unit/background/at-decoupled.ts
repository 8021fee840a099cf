import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { DecoupledSettings } from '../../sandbox/decoupled/decoupled-provider.ts'
import {
  startDecoupledServer,
  type DecoupledServer,
} from '../../sandbox/decoupled/decoupled-server.ts'
import type { DecoupledClientId } from '../../sandbox/test-clients.ts'
import { fakeBrowser } from './fake-ports'

type Params = readonly (readonly [string, string])[]

/** Parley's background over a browser without screens, with a profile of a server with decoupled grants. */
export interface AtDecoupled {
  readonly server: DecoupledServer
  readonly browser: ReturnType<typeof fakeBrowser>
  readonly app: () => ReturnType<typeof createApp>
  /** The worker dies, and a new one starts. */
  restart(): Promise<void>
  /** The worker dies and none starts: its timers end. */
  die(): void
  profile(clientId: DecoupledClientId, changes?: Partial<ProfileDraft>): Promise<string>
  begin(grant: 'ciba' | 'device', params?: Params): Promise<string>
  flow(id: string): Flow
}

export const ciba: Params = [
  ['scope', 'openid accounts'],
  ['login_hint', 'aisyah'],
  ['binding_message', 'W4SCT'],
]

/** `pace` is how many milliseconds of the clock one millisecond of waiting takes. */
export async function actAtDecoupled(
  settings: Partial<DecoupledSettings> = {},
): Promise<AtDecoupled> {
  const server = await startDecoupledServer(settings)
  const browser = fakeBrowser({ fetch: (input, init) => fetch(input, init) })
  for (const host of ['http://127.0.0.1/*', 'http://localhost/*']) browser.granted.add(host)
  const never = () => new Promise<never>(() => {})
  let worker = { isAlive: true }
  const portsOf = (own: { isAlive: boolean }) => ({
    ...browser.ports,
    newId: () => crypto.randomUUID() as string,
    now: () => Date.now(),
    wait: async (ms: number) => {
      await new Promise((resolve) => setTimeout(resolve, ms))
      if (!own.isAlive) await never()
    },
  })
  let app = createApp(portsOf(worker))
  const ids = new Map<string, string>()
  const acting: AtDecoupled = {
    server,
    browser,
    app: () => app,
    die() {
      worker.isAlive = false
    },
    async restart() {
      worker.isAlive = false
      worker = { isAlive: true }
      app = createApp(portsOf(worker))
      await app.start()
    },
    async profile(clientId, changes = {}) {
      const client = server.clients.find((each) => each.clientId === clientId)
      if (!client) throw new Error(`No client ${clientId}`)
      const imported = await app.handlers.keyImport({
        text: JSON.stringify(client.key.privateJwk),
        index: 0,
        use: 'sig',
        alg: 'PS256',
        kid: client.key.kid,
        certificate: null,
      })
      if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
      const answer = await app.handlers.profileSave({
        name: clientId,
        issuer: server.issuer,
        clientId,
        redirectUris: [client.redirectUris.live],
        ruleProfile: 'oidc',
        addScopeOpenid: false,
        ...clientDefaults.oidc,
        authorizationDetails: '',
        requestAs: 'parameters',
        bindTokens: 'nothing',
        clientAuth: { ...clientDefaults.oidc.clientAuth, method: client.authMethod },
        signingKeyId: imported.id,
        ...changes,
        id: ids.get(clientId) ?? null,
      })
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
      ids.set(clientId, answer.id)
      if (client.secret !== undefined)
        await app.handlers.secretSet({ profileId: answer.id, secret: client.secret })
      await app.handlers.profileSelect({ id: answer.id })
      const record = await app.handlers.metadataRefresh({ profileId: answer.id })
      if (record?.issues.length) throw new Error(JSON.stringify(record.issues))
      return answer.id
    },
    async begin(grant, params = grant === 'ciba' ? ciba : [['scope', 'openid accounts']]) {
      const begun = await app.handlers.decoupledBegin({ profileId: null, grant, params })
      if (!begun.ok) throw new Error(JSON.stringify(begun.issues))
      return begun.flowId
    },
    flow: (id) => browser.flow(id) as Flow,
  }
  await acting.profile('decoupled-key')
  return acting
}
