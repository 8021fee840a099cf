import { createApp } from '@/lib/background/app'
import type { Flow } from '@/lib/flow/model/flow'
import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import type { Profile } from '@/lib/oauth/profile'
import { plainDraft } from '../../samples/bank-profile'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { fakeBrowser } from './fake-ports'

/** A host that is not the issuer's, and the match pattern that names it. */
export const stranger = 'https://evil.test'
export const strangerHost = `${stranger}/*`

const own = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  jwks_uri: `${issuer}/jwks`,
}
const endpointsAt = (base: string) => ({
  token_endpoint: `${base}/token`,
  pushed_authorization_request_endpoint: `${base}/par`,
  userinfo_endpoint: `${base}/userinfo`,
  introspection_endpoint: `${base}/introspect`,
  revocation_endpoint: `${base}/revoke`,
})
/** Metadata of the issuer whose endpoints are the stranger's. */
const foreign = { ...own, ...endpointsAt(stranger) }
const document = { kind: 'document', text: JSON.stringify(foreign) } as const
const url = { kind: 'url', url: 'https://files.example/metadata.json' } as const

const answers: Readonly<Record<string, () => Response>> = {
  '/par': () => Response.json({ request_uri: 'urn:x:1', expires_in: 90 }, { status: 201 }),
  '/token': () =>
    Response.json({
      access_token: 'at',
      refresh_token: 'rt',
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }),
  '/introspect': () => Response.json({ active: true }),
  '/revoke': () => new Response(''),
}

/** Parley's background, the bank, and a stranger that counts what it is sent. */
function strangerWorld() {
  const sent: string[] = []
  const published: { now: object } = { now: { ...own, ...endpointsAt(issuer) } }
  const browser = fakeBrowser({
    fetch: async (input) => {
      const to = new URL(String(input))
      if (to.pathname.endsWith('/openid-configuration')) return Response.json(published.now)
      if (to.href === url.url) return Response.json(foreign)
      sent.push(to.host)
      return (answers[to.pathname] ?? (() => Response.json({ sub: 'u' })))()
    },
  })
  browser.granted.add(`${issuer}/*`)
  const app = createApp(browser.ports)
  const { handlers } = app
  const profileOf = async (id: string) => {
    const found = (await browser.ports.profiles.getValue()).find((each) => each.id === id)
    if (!found) throw new Error('The profile is gone')
    return found
  }

  return {
    app,
    browser,
    published,
    profileOf,
    /** How many requests the stranger got. */
    arrived: () => sent.filter((host) => host === new URL(stranger).host).length,
    async save(changes: Partial<Profile>): Promise<string> {
      const saved = await handlers.profileSave({ ...plainDraft, ...changes })
      if (!saved.ok) throw new Error(JSON.stringify(saved.issues))
      await handlers.metadataRefresh({ profileId: saved.id })
      return saved.id
    },
    /** Imports a file and confirms everything that it withholds. */
    async importAll(file: object): Promise<string> {
      const read = await handlers.profilesImport({ text: JSON.stringify(file) })
      if (!read.ok) throw new Error(JSON.stringify(read.issues))
      const { withheld, profileIds } = read.report
      for (const { profileId, setting } of withheld)
        await handlers.profileTake({ id: profileId, setting })
      return profileIds[0] ?? ''
    },
    flow: (id: string) => browser.flow(id) as Flow,
    flows: () => browser.flows(),
  }
}

export type StrangerWorld = ReturnType<typeof strangerWorld>

const variables = [
  ['auth_url', foreign.authorization_endpoint],
  ['access_token_url', foreign.token_endpoint],
  ['par_url', foreign.pushed_authorization_request_endpoint],
  ['userinfo_url', foreign.userinfo_endpoint],
  ['introspection_endpoint', foreign.introspection_endpoint],
  ['revocation_endpoint', foreign.revocation_endpoint],
  ['jwks_uri', foreign.jwks_uri],
  ['client_id', 'tpp'],
].map(([key, value]) => ({ key, value }))

const exported = (changes: object) => ({
  parley: 'profiles',
  version: 1,
  profiles: [{ issuer, clientId: 'tpp', autoExchange: true, ...changes }],
})

/** Every way by which the stranger's endpoints come into a profile; each gives the profile's id. */
export const ways: Readonly<Record<string, (world: StrangerWorld) => Promise<string>>> = {
  'Parley file with a document': ({ importAll }) => importAll(exported({ discovery: document })),
  'Parley file with a metadata URL': ({ importAll }) => importAll(exported({ discovery: url })),
  'Postman environment': ({ importAll }) => importAll({ name: 'Env', values: variables }),
  'Postman collection': ({ importAll }) =>
    importAll({
      info: { name: 'Guide' },
      variable: variables.slice(2),
      auth: { oauth2: variables.slice(0, 2) },
      item: [],
    }),
  'document in the form': ({ save }) => save({ discovery: document }),
  'metadata URL in the form': ({ save }) => save({ discovery: url }),
  'edited profile': async ({ save }) => save({ id: await save({}), discovery: document }),
  "issuer's own metadata": ({ save, published }) => {
    published.now = foreign
    return save({})
  },
  'mTLS aliases': ({ save, published }) => {
    const aliases = { mtls_endpoint_aliases: endpointsAt(stranger) }
    published.now = { ...own, ...endpointsAt(issuer), ...aliases }
    return save({ bindTokens: 'certificate' })
  },
  'duplicated profile': async ({ save, app }) => {
    const copy = await app.handlers.profileDuplicate({ id: await save({ discovery: document }) })
    return copy.ok ? copy.id : ''
  },
}

/** Makes a profile with the stranger's endpoints that can send, by this method of client authentication. */
export async function withStranger(
  way: keyof typeof ways,
  method: ClientAuthMethod = 'none',
  changes: Partial<Profile> = {},
) {
  const world = strangerWorld()
  const { handlers } = world.app
  const id = await ways[way]?.(world)
  const made = await handlers.keyGenerate({ use: 'sig', alg: 'ES256', kid: null })
  const profile = await world.profileOf(id ?? '')
  const saved = await handlers.profileSave({
    ...profile,
    redirectUris: [redirectUri],
    resourceServers: [stranger],
    ruleProfile: 'oauth2',
    addScopeOpenid: false,
    scope: 'accounts',
    responseType: 'code',
    authorizationDetails: '',
    requestAs: 'parameters',
    sendBy: 'url',
    bindTokens: way === 'mTLS aliases' ? 'certificate' : 'nothing',
    autoExchange: false,
    clientAuth: { ...profile.clientAuth, method },
    signingKeyId: made.ok ? made.id : null,
    ...changes,
  })
  if (!saved.ok) throw new Error(JSON.stringify(saved.issues))
  await handlers.secretSet({ profileId: profile.id, secret: 's3cret' })
  const record = await handlers.metadataRefresh({ profileId: profile.id })
  if (record?.issues.length !== 0) throw new Error(JSON.stringify(record?.issues))
  return { ...world, profileId: profile.id }
}

/** A flow whose response brought a code; auto-exchange may have sent it. */
export async function captured(world: StrangerWorld): Promise<Flow> {
  const { browser, app, flow } = world
  const made = await app.handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const { id, tabId, expected } = flow(made.flowId ?? '')
  const query = new URLSearchParams({ code: `c-${id}`, state: expected.state ?? '' })
  const urls = [browser.opened.at(-1)?.url ?? '', `${redirectUri}?${query}`]
  for (const event of navigation(id, tabId ?? 0, urls, { status: 200 })) await app.observe(event)
  return flow(id)
}
