import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { headersOfProfile } from '@/lib/oauth/call-headers'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import {
  startConsentBank,
  type ConsentBank,
  type EcosystemName,
} from '../../sandbox/consents/consent-bank.ts'
import { approve } from '../sandbox/client.ts'
import { fakeBrowser } from './fake-ports'

/** Parley's background over a browser without screens, with a profile of a bank with consent resources. */
export interface AtConsentBank {
  readonly bank: ConsentBank
  readonly browser: ReturnType<typeof fakeBrowser>
  readonly app: () => ReturnType<typeof createApp>
  /** The worker dies and starts again. */
  restart(): Promise<void>
  profile(changes?: Partial<ProfileDraft>): Promise<string>
  flow(id: string): Flow
  /** Begins and runs the first part; gives the id of the flow. */
  create(templateId: string, values?: object, open?: 'tab' | null): Promise<string>
  /** What the user does with the newest authorize URL. */
  approve(): Promise<void>
  exchange(flowId: string): Promise<void>
}

const ruleProfiles: Readonly<Record<EcosystemName, RuleProfile>> = {
  uk: 'uk',
  brazil: 'br',
  berlinGroup: 'bg',
  cdr: 'cdr',
}

export async function actAtConsentBank(name: EcosystemName): Promise<AtConsentBank> {
  const bank = await startConsentBank(name)
  const browser = fakeBrowser({ fetch: (input, init) => fetch(input, init) })
  for (const host of ['http://127.0.0.1/*', 'http://localhost/*']) browser.granted.add(host)
  // The API checks that the ids in headers are UUIDs, and statuses are judged in their order.
  const ports = {
    ...browser.ports,
    newId: () => crypto.randomUUID() as string,
    now: () => Date.now(),
  }
  let app = createApp(ports)
  const [client] = bank.clients
  if (!client) throw new Error('The bank has no client')
  const imported = await app.handlers.keyImport({
    text: JSON.stringify(client.key.privateJwk),
    index: 0,
    use: 'sig',
    alg: 'PS256',
    kid: client.key.kid,
    certificate: null,
  })
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
  const ruleProfile = ruleProfiles[name]
  let id: string | null = null
  const acting: AtConsentBank = {
    bank,
    browser,
    app: () => app,
    async restart() {
      app = createApp(ports)
      await app.start()
    },
    async profile(changes = {}) {
      const answer = await app.handlers.profileSave({
        name: 'Bank',
        issuer: bank.issuer,
        clientId: client.clientId,
        redirectUris: [client.redirectUris.live],
        ruleProfile,
        addScopeOpenid: false,
        ...clientDefaults[ruleProfile],
        headers: headersOfProfile[ruleProfile],
        responseType: 'code',
        responseMode: '',
        claims: '',
        authorizationDetails: '',
        requestAs: 'request-object',
        sendBy: 'par',
        bindTokens: 'nothing',
        clientAuth: { ...clientDefaults[ruleProfile].clientAuth, method: 'private_key_jwt' },
        resourceServers: [bank.resourceBase],
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
    async create(templateId, values = {}, open = 'tab') {
      const begun = await app.handlers.consentBegin({
        profileId: null,
        templateId,
        values: { ...values },
        label: null,
        open,
      })
      if (!begun.ok) throw new Error(JSON.stringify(begun.issues))
      await app.handlers.consentRun({ flowId: begun.flowId, open })
      return begun.flowId
    },
    async approve() {
      const { url } = await approve(bank.issuer, browser.opened.at(-1)?.url ?? '')
      const added = await app.handlers.responseAdd({ text: url })
      if (!added.ok) throw new Error(JSON.stringify(added.issues))
    },
    async exchange(flowId) {
      const sent = await app.handlers.codeExchange({ flowId, responseId: null })
      if (!sent.ok || !sent.accepted) throw new Error(JSON.stringify(sent))
    },
  }
  await acting.profile()
  return acting
}
