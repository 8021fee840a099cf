import { requestConsent } from '../../sandbox/consent.ts'
import type { TestKey } from '../../sandbox/keys.ts'
import type { ClientId } from '../../sandbox/test-clients.ts'
import { bankPage, decide, logIn } from './bank.ts'
import type { AnyWorld, StoredFlow, StoredMessage } from './world.ts'

/** The result of a command that sent something. */
export interface Sent {
  readonly ok: boolean
  readonly flowId: string
  readonly messageId: string
  readonly storedRequestId?: string | null
  readonly accepted: boolean
  readonly issues?: readonly { readonly code: string }[]
}

type Draft = Readonly<Record<string, unknown>>

export const clientAuth = {
  method: 'private_key_jwt',
  audience: 'issuer',
  lifetime: 60,
  extraClaims: '',
  extraHeader: '',
}

/** What a profile needs to know of a client. */
interface NamedClient {
  readonly clientId: string
  readonly redirectUris: object
}

/** A profile as the form fills it in for the Malaysian server. */
function draftOf({ clientId, redirectUris }: NamedClient, issuer: string): Draft {
  return {
    id: null,
    name: clientId,
    issuer,
    clientId,
    redirectUris: Object.values(redirectUris),
    ruleProfile: 'ofm',
    addScopeOpenid: true,
    discovery: { kind: 'derived' },
    scope: 'openid accounts profile',
    responseType: 'code',
    responseMode: '',
    claims: '',
    authorizationDetails: JSON.stringify(requestConsent({ dcId: clientId })),
    authorizationParams: [],
    tokenParams: [],
    headers: [{ name: 'x-fapi-interaction-id', value: '{{uuid}}', on: 'all' }],
    variables: [],
    resourceServers: [],
    clientAuth,
    signingKeyId: null,
    decryptionKeyId: null,
    requestAs: 'request-object',
    sendBy: 'par',
    bindTokens: 'nothing',
    autoExchange: false,
    hold: false,
    codeLifetime: null,
    testSystem: false,
  }
}

/** Saves a profile of a client; returns its id. */
export async function saveProfile(
  { command, sandbox }: AnyWorld,
  client: NamedClient,
  changes: Draft = {},
): Promise<string> {
  const saved = await command<{ ok: boolean; id: string }>('profileSave', {
    ...draftOf(client, sandbox.issuer),
    ...changes,
  })
  if (!saved.ok) throw new Error(`Profile: ${JSON.stringify(saved)}`)
  return saved.id
}

/** Saves a profile of a client and reads the server's metadata; returns the profile's id. */
export async function saveClient(
  world: AnyWorld,
  client: NamedClient,
  changes: Draft = {},
): Promise<string> {
  const profileId = await saveProfile(world, client, changes)
  const record = await world.command<{ issues: readonly object[] }>('metadataRefresh', {
    profileId,
  })
  if (record.issues.length > 0) throw new Error(`Metadata: ${JSON.stringify(record.issues)}`)
  return profileId
}

/** Imports a private key into Parley; returns its id. */
export async function importKey(
  { command }: AnyWorld,
  { privateJwk, kid }: TestKey,
  use: 'sig' | 'enc',
  alg: string,
): Promise<string> {
  const text = JSON.stringify(privateJwk)
  const data = { text, index: 0, use, alg, kid, certificate: null }
  const imported = await command<{ ok: boolean; id: string }>('keyImport', data)
  if (!imported.ok) throw new Error(`Key: ${JSON.stringify(imported)}`)
  return imported.id
}

/**
 * Makes Parley one of the sandbox's clients, with the client's keys and secret; returns the profile's
 * id.
 */
export async function actAs(world: AnyWorld, clientId: ClientId, changes: Draft = {}) {
  const client = world.sandbox.clients.find((each) => each.clientId === clientId)
  if (!client) throw new Error(`The sandbox has no client ${clientId}`)
  const { key, alg, encryptionKey, secret } = client
  const id = await saveClient(world, client, {
    signingKeyId: await importKey(world, key, 'sig', alg),
    decryptionKeyId: encryptionKey
      ? await importKey(world, encryptionKey, 'enc', String(encryptionKey.privateJwk.alg))
      : null,
    clientAuth: { ...clientAuth, method: client.authMethod },
    ...changes,
  })
  if (secret) await world.command('secretSet', { profileId: id, secret })
  return id
}

/** Presses Push and open, and approves at the bank; resolves when the response has arrived. */
export async function pushAndApprove(world: AnyWorld): Promise<StoredFlow> {
  const sent = await push(world, 'tab')
  if (!sent.ok || !sent.accepted) throw new Error(`Not pushed: ${JSON.stringify(sent)}`)
  const page = await bankPage(world)
  await logIn(page)
  await decide(page, 'approve')
  return whenFlow(world, sent.flowId, ({ messages }) =>
    messages.some(
      ({ kind, callback }) =>
        kind === 'authorization-response' && Object.keys(callback ?? {}).length > 0,
    ),
  )
}

export function push(world: AnyWorld, open: 'tab' | null = null): Promise<Sent> {
  return world.command<Sent>('requestPush', { profileId: null, overrides: null, open })
}

/** Pushes, approves and exchanges. */
export async function getTokens(world: AnyWorld): Promise<StoredFlow> {
  const { id } = await pushAndApprove(world)
  await send(world, 'codeExchange', { flowId: id, responseId: null })
  return flowOf(world, id)
}

/** Sends a command that calls an endpoint; returns the response message. */
export async function send(world: AnyWorld, name: string, data: object): Promise<StoredMessage> {
  const sent = await world.command<Sent>(name, data)
  if (!sent.ok) throw new Error(`${name}: ${JSON.stringify(sent)}`)
  return messageOf(world, sent)
}

/** The response to what was sent. */
export async function messageOf(world: AnyWorld, sent: Sent): Promise<StoredMessage> {
  const { messages } = await flowOf(world, sent.flowId)
  const message = messages.find(({ id }) => id === sent.messageId)
  if (!message) throw new Error(`No message ${sent.messageId}`)
  return message
}

/** Requests tokens with a grant that needs no code; returns the flow. */
export async function grantTokens(world: AnyWorld, grant: object): Promise<StoredFlow> {
  const { flowId } = await world.command<Sent>('tokenGrant', grant)
  return flowOf(world, flowId)
}

export async function flowOf(world: AnyWorld, id: string): Promise<StoredFlow> {
  const flow = (await world.stored()).flows.find((each) => each.id === id)
  if (!flow) throw new Error(`No flow ${id}`)
  return flow
}

/** The live token of a kind. */
export function liveToken({ tokens }: StoredFlow, kind: string) {
  const found = tokens.find((token) => token.kind === kind && token.state === 'live')
  if (!found) throw new Error(`No live ${kind}`)
  return found
}

/** Waits until a flow satisfies a condition. */
export async function whenFlow(
  world: AnyWorld,
  id: string,
  isThere: (flow: StoredFlow) => boolean,
): Promise<StoredFlow> {
  for (;;) {
    const { rows, flows } = await world.stored()
    const flow = flows.find((each) => each.id === id)
    if (flow && isThere(flow)) return flow
    await nextRevision(world, id, rows.find(([row]) => row.id === id)?.[1] ?? null)
  }
}

/** Resolves when a flow has a different revision. */
function nextRevision({ page }: AnyWorld, id: string, rev: number | null): Promise<void> {
  return page.evaluate(
    async (flowId, before) => {
      type Session = {
        get(key: null): Promise<Record<string, unknown>>
        onChanged: {
          addListener(listener: () => void): void
          removeListener(listener: () => void): void
        }
      }
      const scope = globalThis as unknown as {
        browser?: { storage: { session: Session } }
        chrome: { storage: { session: Session } }
      }
      const { session } = (scope.browser ?? scope.chrome).storage
      await new Promise<void>((resolve) => {
        const look = async () => {
          const rows = Object.entries(await session.get(null))
            .filter(([key]) => key.startsWith('flows:'))
            .flatMap(([, part]) => part as [{ id: string }, number][])
          if ((rows.find(([row]) => row.id === flowId)?.[1] ?? null) === before) return
          session.onChanged.removeListener(look)
          resolve()
        }
        session.onChanged.addListener(look)
        void look()
      })
    },
    id,
    rev,
  )
}
