import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import type { JsonObject } from '@/lib/model/json'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import { newDraft, newDraftKey } from '@/lib/oauth/profile-defaults'
import { fitToMetadata } from '@/lib/oauth/profile-suggestion'
import type { MemberEdits } from '@/lib/oauth/registration-metadata'
import { requestedMembers } from '@/lib/oauth/registration-request'
import { readStatement } from '@/lib/oauth/software-statement'
import { emptyRegistration, type RegistrationDraft } from '@/lib/oauth/registration-draft'
import { startRegistrationServer } from '../../sandbox/registration-server.ts'
import { fakeBrowser } from './fake-ports'

/** Parley's background at a server where clients register themselves. */
export async function actAtRegistration(
  policy: Parameters<typeof startRegistrationServer>[0] = {},
) {
  const server = await startRegistrationServer(policy)
  const browser = fakeBrowser({ fetch: (input, init) => fetch(input, init) })
  for (const host of ['http://127.0.0.1/*', 'http://localhost/*']) browser.granted.add(host)
  browser.state.now = Date.now()
  let app = createApp(browser.ports)
  const imported = await app.handlers.keyImport({
    text: JSON.stringify(server.directory.softwareKey.privateJwk),
    index: 0,
    use: 'sig',
    alg: 'PS256',
    kid: server.directory.softwareKey.kid,
    certificate: null,
  })
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
  const record = await app.handlers.metadataProbe({
    issuer: server.issuer,
    discovery: { kind: 'derived' },
  })
  const metadata = record.document?.json ?? {}
  const typed = {
    ...newDraft(browser.state.now),
    name: 'Registered',
    issuer: server.issuer,
    redirectUris: [server.redirectUri],
    signingKeyId: imported.id,
  }
  const draft: ProfileDraft = fitToMetadata(typed, metadata, {
    isChosen: false,
    now: browser.state.now,
  })
  const { hasToken: _, ...empty } = emptyRegistration
  const key = (await browser.ports.keyInfos.getValue())[0] ?? null
  const acting = {
    server,
    browser,
    metadata,
    draft,
    app: () => app,
    restart: () => void (app = createApp(browser.ports)),
    flow: (id: string) => browser.flow(id) as Flow,
    keyId: imported.id,
    profile: async () => (await browser.ports.profiles.getValue()).at(-1) as Profile,
    /** Keeps what is typed on the page. */
    type: (form: Partial<RegistrationDraft>, token?: string) =>
      app.handlers.registrationDraft({
        key: newDraftKey,
        form: { ...empty, ...form },
        ...(token === undefined ? {} : { token }),
      }),
    members: (statement: string | null, edits: MemberEdits = {}): JsonObject =>
      requestedMembers(
        {
          draft,
          metadata,
          statement: statement === null ? null : readStatement(statement),
          key,
          registered: null,
        },
        edits,
      ),
    send: (body: string) =>
      app.handlers.registrationSend({ key: newDraftKey, draft, metadata, body }),
    create: (flowId: string) =>
      app.handlers.registrationCreate({ key: newDraftKey, draft, flowId }),
    secret: (name: string) => browser.session.values.get(name),
  }
  return acting
}

export type Registering = Awaited<ReturnType<typeof actAtRegistration>>
