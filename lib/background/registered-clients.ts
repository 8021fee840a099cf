import { callRegistration, type RegistrationCall } from '@/lib/client/registration'
import type { Send } from '@/lib/client/client-context'
import { grantTokens } from '@/lib/client/token-requests'
import type { Flow } from '@/lib/flow/model/flow'
import type { Protocol } from '@/lib/messaging/protocol'
import { jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import { inPath } from '@/lib/model/url'
import type { Profile } from '@/lib/oauth/profile'
import { registrationTypes, registrationUrl } from '@/lib/oauth/registration-request'
import {
  clientAfter,
  profileOfRegistration,
  registrationSecrets,
  type RegistrationSecrets,
} from '@/lib/oauth/registration-result'
import type { RegisteredClient } from '@/lib/oauth/registered-client'
import type { Data } from '@/lib/storage/data'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import { registrationKey } from '@/lib/storage/state'
import type { createContexts } from './client-contexts'
import type { Ports } from './ports'
import { forgetSecrets, keepSecret } from './profiles-service'
import {
  clientFlow,
  ecosystemHeaders,
  recordCall,
  type Recorded,
  type RegistrationServices,
} from './registration-calls'
import { refuse, type Refused } from './refuse'
import type { Save } from './store'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
type Method = Exclude<RegistrationCall['method'], 'POST'>

interface Services extends RegistrationServices {
  readonly contextOf: ReturnType<typeof createContexts>
}

/** The secrets of a registered client, in memory only. */
interface KeptSecrets {
  readonly accessToken: string | null
  readonly statement: string | null
}

/** A profile whose client Parley registered. */
type RegisteredProfile = Profile & { readonly registration: RegisteredClient }

/**
 * Reads, updates and deletes registered clients.
 *
 * @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html#section-2)
 */
export function createRegisteredClients(services: Services) {
  const { ports, store } = services

  const manage = async (
    profileId: string,
    method: Method,
    body: string,
    settle: (old: RegisteredProfile, result: Recorded) => Promise<void>,
  ): Promise<Recorded | Refused> => {
    const data = await store.data()
    const profile = profilesOf(data).find(({ id }) => id === profileId)
    if (!profile?.registration) return refuse({ code: 'registration_gone' })
    const registered: RegisteredProfile = { ...profile, registration: profile.registration }
    const url = managementUrl(data, registered)
    if (typeof url !== 'string') return refuse(url)
    const flow = clientFlow(ports, profile, profileId)
    await store.run((_, save) => save({ putFlows: [flow] }))
    const token = await managementToken(services, registered, flow)
    if (typeof token !== 'string') return dropped(services, flow, token)
    const certificate = registered.registration.access === 'certificate'
    const contentType = body === '' ? null : registrationTypes[registered.registration.form]
    const headers = ecosystemHeaders(ports, profile, method)
    const result = await recordCall(services, flow, certificate, (send) =>
      callRegistration(send, { method, url, contentType, body, token, headers, certificate }),
    )
    if (!result.ok) return dropped(services, flow, result)
    if (result.accepted) await settle(registered, result)
    return result
  }

  /** Stores what the server returned. A new token or secret replaces the old one at once. */
  const keep = (
    profileId: string,
    members: JsonObject,
    edit: (profile: Profile & { readonly registration: RegisteredClient }) => Profile,
  ): Promise<void> =>
    store.run(async (data, save) => {
      const old = data.profiles.find(({ id }) => id === profileId)
      if (!old?.registration) return
      await keepRegistration(ports, data, save, profileId, registrationSecrets(members))
      const profile = edit({ ...old, registration: old.registration })
      await save({
        profiles: data.profiles.map((each) => (each.id === profileId ? profile : each)),
      })
    })

  return {
    read: ({ profileId }: Input<'registrationRead'>) =>
      manage(profileId, 'GET', '', async (_, { members }) => {
        if (!members) return
        await keep(profileId, members, (profile) => ({
          ...profile,
          registration: clientAfter(profile.registration, members, ports.now()),
        }))
      }),

    update: ({ profileId, body }: Input<'registrationUpdate'>) =>
      manage(profileId, 'PUT', body, async (_, { members }) => {
        if (!members) return
        const { statement } = registrationSecrets(members)
        await keep(profileId, members, (profile) => ({
          ...profile,
          ...profileOfRegistration(profile, members),
          id: profile.id,
          registration: clientAfter(profile.registration, members, ports.now(), statement),
        }))
      }),

    delete: ({ profileId }: Input<'registrationDelete'>) =>
      manage(profileId, 'DELETE', '', () =>
        store.run(async (data, save) => {
          const profiles = data.profiles.map((each) =>
            each.id === profileId ? withoutClient(each) : each,
          )
          await save({ profiles })
          await forgetSecrets(ports, data, save, [profileId])
        }),
      ),

    token: async ({ profileId }: Input<'registrationToken'>) => ({
      token: (await keptSecrets(ports, profileId)).accessToken,
    }),

    setToken: ({ profileId, token }: Input<'registrationTokenSet'>) =>
      store.run(async (data, save) => {
        if (!data.profiles.some(({ id }) => id === profileId)) return
        const known = await keptSecrets(ports, profileId)
        await putSecrets(ports, data, save, profileId, { ...known, accessToken: token })
      }),

    statement: async ({ profileId }: Input<'registrationStatement'>) => ({
      statement: (await keptSecrets(ports, profileId)).statement,
    }),
  }
}

/** Removes a flow in which nothing was sent. */
async function dropped({ store }: Services, flow: Flow, refused: Refused): Promise<Refused> {
  const now = await store.flow(flow.id)
  if (now?.messages.length === 0) await store.run((_, save) => save({ dropFlows: [flow.id] }))
  return refused
}

function withoutClient({ registration: _, ...profile }: Profile): Profile {
  return { ...profile, clientId: '' }
}

/**
 * The URL of a registered client: as the server returned it, or in the UK and Australia below the registration
 * endpoint.
 */
function managementUrl(data: Data, profile: RegisteredProfile): string | Issue {
  const { clientUri, access } = profile.registration
  if (clientUri !== null) return clientUri
  const endpoint = registrationUrl(usableMetadata(data, profile), access)
  if (endpoint === null) return { code: 'endpoint_missing', expected: 'registration_endpoint' }
  return `${endpoint.replace(/\/$/, '')}/${inPath(profile.clientId)}`
}

/**
 * What authorizes a call: the registration access token, or without a `registration_client_uri` a token of the
 * client itself, as in the UK and Australia.
 */
async function managementToken(
  services: Services,
  profile: RegisteredProfile,
  flow: Flow,
): Promise<string | Refused> {
  const { ports, contextOf } = services
  const { accessToken } = await keptSecrets(ports, profile.id)
  if (accessToken !== null) return accessToken
  if (profile.registration.clientUri !== null) return refuse({ code: 'registration_token_missing' })
  let issued: string | null = null
  const certificate = profile.registration.access === 'certificate'
  const sent = await recordCall(services, flow, certificate, async (send) => {
    const keeping: Send = async (endpoint, request) => {
      const response = await send(endpoint, request)
      if (response.ok) issued = textIn(jsonObjectOf(response.body), 'access_token')
      return response
    }
    const ctx = await contextOf(profile, keeping, null)
    if ('ok' in ctx) return { response: null, issues: ctx.issues }
    const params = profile.ruleProfile === 'cdr' ? [['scope', 'cdr:registration'] as const] : []
    return grantTokens(ctx, { grantType: 'client_credentials', params })
  })
  if (!sent.ok) return sent
  return issued ?? refuse({ code: 'management_token_refused' })
}

async function keptSecrets(ports: Ports, profileId: string): Promise<KeptSecrets> {
  const key = registrationKey(profileId)
  const { [key]: kept } = await ports.session.get([key])
  const { accessToken = null, statement = null } = (kept ?? {}) as Partial<KeptSecrets>
  return { accessToken, statement }
}

/** Keeps the secrets of a registration in `storage.session`. A missing one stays as it is. */
export async function keepRegistration(
  ports: Ports,
  data: Data,
  save: Save,
  profileId: string,
  { clientSecret, accessToken, statement }: RegistrationSecrets,
): Promise<void> {
  if (clientSecret !== null) await keepSecret(ports, data, save, profileId, clientSecret)
  const known = await keptSecrets(ports, profileId)
  await putSecrets(ports, data, save, profileId, {
    accessToken: accessToken ?? known.accessToken,
    statement: statement ?? known.statement,
  })
}

async function putSecrets(
  ports: Ports,
  data: Data,
  save: Save,
  profileId: string,
  secrets: KeptSecrets,
): Promise<void> {
  await ports.session.set({ [registrationKey(profileId)]: secrets })
  const others = data.registrationTokens.filter((id) => id !== profileId)
  const registrationTokens = secrets.accessToken === null ? others : [...others, profileId]
  await save({ registrationTokens })
}
