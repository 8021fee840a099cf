import { randomBytes } from 'node:crypto'
import type { ClientMetadata } from 'oidc-provider'
import { customGrants } from './custom-grants.ts'
import { generateTestKey } from './keys.ts'
import type { EncryptionAlgorithm, SigningAlgorithm, TestKey } from './keys.ts'
import { redirectUrisOf } from './origins.ts'
import type { Origins } from './origins.ts'
import { published } from './settings.ts'
import type { SandboxSettings, ServerKind } from './settings.ts'
import { wideClients } from './wide-clients.ts'
import type { WideClientId } from './wide-clients.ts'

export type ClientId = 'tpp-7f3a91' | 'tpp-19c2e0' | WideClientId

export type ClientAuthMethod =
  'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt' | 'none'

/** A registered client with all that it must know to act. */
export interface TestClient {
  readonly clientId: ClientId
  readonly name: string
  readonly redirectUris: ReturnType<typeof redirectUrisOf>
  readonly authMethod: ClientAuthMethod
  /** The key of client assertions and request objects; every client has one, whatever its method. */
  readonly key: TestKey
  /** The algorithm of the key. */
  readonly alg: SigningAlgorithm
  /** Made when the sandbox starts, for the three methods with a secret. */
  readonly secret?: string
  /** What the client decrypts with, where it asked for encrypted answers. */
  readonly encryptionKey?: TestKey
  readonly metadata: Readonly<ClientMetadata>
}

/** What is known of a client before it is made. */
export interface ClientPlan {
  readonly name: string
  readonly authMethod: ClientAuthMethod
  readonly alg: SigningAlgorithm
  readonly encryption?: EncryptionAlgorithm
  readonly metadata?: Partial<ClientMetadata>
}

const malaysianClients: Readonly<Partial<Record<ClientId, ClientPlan>>> = {
  'tpp-7f3a91': { name: 'Kira Budget Planner', authMethod: 'private_key_jwt', alg: 'PS256' },
  'tpp-19c2e0': { name: 'Pinjam Loan Check', authMethod: 'private_key_jwt', alg: 'PS256' },
}

const plansOf: Readonly<Record<ServerKind, Readonly<Partial<Record<ClientId, ClientPlan>>>>> = {
  malaysia: malaysianClients,
  wide: wideClients,
}

const standardGrants = ['authorization_code', 'client_credentials', 'refresh_token']

type MetadataOf = (plan: ClientPlan, settings: SandboxSettings) => Partial<ClientMetadata>

const isSenderConstrained = (plan: ClientPlan, settings: SandboxSettings) =>
  settings.dpop === 'required' || plan.metadata?.dpop_bound_access_tokens === true

/** What a client of each kind of server has registered, beyond what all have. */
const metadataOf: Readonly<Record<ServerKind, MetadataOf>> = {
  malaysia: ({ alg }, { responseModes }) => ({
    response_types: ['code'],
    grant_types: standardGrants,
    request_object_signing_alg: alg,
    token_endpoint_auth_signing_alg: alg,
    ...(responseModes.includes('query.jwt') ? { authorization_signed_response_alg: alg } : {}),
  }),
  wide: (plan, settings) => ({
    response_types: [
      'code',
      'id_token',
      'code id_token',
      // Tokens of the front channel cannot be bound to a key.
      ...(isSenderConstrained(plan, settings)
        ? []
        : (['code token', 'code id_token token'] as const)),
    ],
    grant_types: [...standardGrants, 'implicit', ...Object.values(customGrants)],
    authorization_signed_response_alg: plan.alg,
    introspection_signed_response_alg: plan.alg,
    // EdDSA has two names, so that it stays open.
    ...(plan.authMethod === 'private_key_jwt' && plan.alg !== 'EdDSA'
      ? { token_endpoint_auth_signing_alg: plan.alg }
      : {}),
  }),
}

async function createClient(
  clientId: ClientId,
  plan: ClientPlan,
  origins: Origins,
  settings: SandboxSettings,
): Promise<TestClient> {
  const { name, authMethod, alg, encryption } = plan
  const key = await generateTestKey(`${clientId}-test-key`, alg)
  const encryptionKey =
    encryption === undefined
      ? undefined
      : await generateTestKey(`${clientId}-encryption-key`, encryption)
  const secret = authMethod.startsWith('client_secret')
    ? // The colon, the plus and the percent sign must be encoded in HTTP Basic.
      `${randomBytes(32).toString('base64url')}:+%`
    : undefined
  const redirectUris = redirectUrisOf(origins)
  return {
    clientId,
    name,
    redirectUris,
    authMethod,
    key,
    alg,
    ...(secret === undefined ? {} : { secret }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    metadata: {
      client_id: clientId,
      client_name: name,
      // Only a native client may register loopback addresses and a custom scheme.
      application_type: 'native',
      redirect_uris: Object.values(redirectUris),
      response_modes: [...settings.responseModes],
      scope: published.scopes.join(' '),
      token_endpoint_auth_method: authMethod,
      id_token_signed_response_alg: alg,
      authorization_details_types: [published.consentType],
      dpop_bound_access_tokens: settings.dpop === 'required',
      ...(secret === undefined ? {} : { client_secret: secret }),
      jwks: { keys: [key, encryptionKey].flatMap((one) => (one ? [one.publicJwk] : [])) },
      ...metadataOf[settings.kind](plan, settings),
      ...plan.metadata,
    },
  }
}

/** Makes the clients of a kind of server, each with a key of its own. */
export function createClients(origins: Origins, settings: SandboxSettings): Promise<TestClient[]> {
  const plans = Object.entries(plansOf[settings.kind]) as [ClientId, ClientPlan][]
  return Promise.all(
    plans.map(([clientId, plan]) => createClient(clientId, plan, origins, settings)),
  )
}
