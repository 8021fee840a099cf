import { randomBytes, X509Certificate } from 'node:crypto'
import type { ClientMetadata } from 'oidc-provider'
import { certificateJwk, subjectOf, type Authority, type TestCertificate } from './certificates.ts'
import { customGrants } from './custom-grants.ts'
import {
  generateTestKey,
  type EncryptionAlgorithm,
  type SigningAlgorithm,
  type TestKey,
} from './keys.ts'
import { redirectUrisOf, secureRedirectUrisOf, type Origins } from './origins.ts'
import { published, type SandboxSettings, type ServerKind } from './settings.ts'
import { wideClients, type WideClientId } from './wide-clients.ts'

export type ClientId =
  | 'tpp-7f3a91'
  | 'tpp-19c2e0'
  | 'tpp-5d40b8'
  | WideClientId
  | SaltEdgeClientId
  | ConsentClientId
  | DecoupledClientId

/** The client of the servers with consent resources. */
type ConsentClientId = 'consent-client'

/** The clients of the server whose users decide on another device. */
export type DecoupledClientId = 'decoupled-key' | 'decoupled-secret' | 'decoupled-public'

export type SaltEdgeClientId = 'salt-edge-basic' | 'salt-edge-rs256' | 'salt-edge-ps256'

export type ClientAuthMethod =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'none'
  | 'tls_client_auth'
  | 'self_signed_tls_client_auth'

/** A registered client with all its credentials. */
export interface TestClient {
  readonly clientId: ClientId
  readonly name: string
  readonly redirectUris: ReturnType<typeof redirectUrisOf>
  readonly authMethod: ClientAuthMethod
  /** The key of client assertions and request objects; every client has one, whatever its method. */
  readonly key: TestKey
  /** The algorithm of the key. */
  readonly alg: SigningAlgorithm
  /** Generated when the sandbox starts, for the three methods with a secret. */
  readonly secret?: string
  /** The decryption key, if the client registered for encrypted responses. */
  readonly encryptionKey?: TestKey
  /**
   * The certificate that the client presents in the TLS handshake, if its tokens are bound to it.
   */
  readonly certificate?: TestCertificate
  readonly metadata: Readonly<ClientMetadata>
}

/** The definition of a client, before its keys are generated. */
export interface ClientPlan {
  readonly name: string
  readonly authMethod: ClientAuthMethod
  readonly alg: SigningAlgorithm
  readonly encryption?: EncryptionAlgorithm
  /**
   * Such a client is created only with an authority; its access tokens are bound to the certificate.
   */
  readonly certificate?: 'issued' | 'self-signed'
  readonly metadata?: Partial<ClientMetadata>
}

const malaysianClients: Readonly<Partial<Record<ClientId, ClientPlan>>> = {
  'tpp-7f3a91': { name: 'Kira Budget Planner', authMethod: 'private_key_jwt', alg: 'PS256' },
  'tpp-19c2e0': { name: 'Pinjam Loan Check', authMethod: 'private_key_jwt', alg: 'PS256' },
  /** Only with `mtls`. */
  'tpp-5d40b8': {
    name: 'Sijil Accounting',
    authMethod: 'tls_client_auth',
    alg: 'PS256',
    certificate: 'issued',
  },
}

const plansOf: Readonly<Record<ServerKind, Readonly<Partial<Record<ClientId, ClientPlan>>>>> = {
  malaysia: malaysianClients,
  wide: wideClients,
}

const standardGrants = ['authorization_code', 'client_credentials', 'refresh_token']

type MetadataOf = (plan: ClientPlan, settings: SandboxSettings) => Partial<ClientMetadata>

const isSenderConstrained = (plan: ClientPlan, settings: SandboxSettings) =>
  settings.dpop === 'required' ||
  plan.metadata?.dpop_bound_access_tokens === true ||
  plan.certificate !== undefined

/** The registered metadata of a client for each kind of server, beyond the common part. */
const metadataOf: Readonly<Record<ServerKind, MetadataOf>> = {
  malaysia: ({ alg, authMethod }, { responseModes }) => ({
    response_types: ['code'],
    grant_types: standardGrants,
    request_object_signing_alg: alg,
    ...(authMethod === 'private_key_jwt' ? { token_endpoint_auth_signing_alg: alg } : {}),
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
    // EdDSA has two names, so the algorithm is left open.
    ...(plan.authMethod === 'private_key_jwt' && plan.alg !== 'EdDSA'
      ? { token_endpoint_auth_signing_alg: plan.alg }
      : {}),
  }),
}

/** The registered metadata of a client's certificate. */
function certificateMetadata(
  { authMethod }: ClientPlan,
  certificate: TestCertificate | undefined,
): Partial<ClientMetadata> {
  if (!certificate) return {}
  return {
    tls_client_certificate_bound_access_tokens: true,
    dpop_bound_access_tokens: false,
    ...(authMethod === 'tls_client_auth'
      ? { tls_client_auth_subject_dn: subjectOf(new X509Certificate(certificate.pem)) }
      : {}),
  }
}

const secretOf = ({ authMethod }: ClientPlan) =>
  authMethod.startsWith('client_secret')
    ? // The colon, the plus and the percent sign must be encoded in HTTP Basic.
      `${randomBytes(32).toString('base64url')}:+%`
    : undefined

interface Place {
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly authority: Authority | undefined
}

/**
 * Generates the credentials of a client that the server must not choose: keys, secret and
 * certificate.
 */
async function createHoldings(clientId: ClientId, plan: ClientPlan, { authority }: Place) {
  const { alg, encryption } = plan
  const subject = `/C=MY/O=Sandbox/CN=${clientId}`
  const makers = { issued: authority?.issue, 'self-signed': authority?.selfSign }
  const [key, encryptionKey, certificate] = await Promise.all([
    generateTestKey(`${clientId}-test-key`, alg),
    encryption && generateTestKey(`${clientId}-encryption-key`, encryption),
    plan.certificate && makers[plan.certificate]?.({ subject, usage: 'clientAuth' }),
  ])
  const secret = secretOf(plan)
  return {
    key,
    alg,
    ...(secret === undefined ? {} : { secret }),
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    ...(certificate === undefined ? {} : { certificate }),
  }
}

/** Creates a client with its own keys, as registered with a kind of server. */
export async function createClient(
  clientId: ClientId,
  plan: ClientPlan,
  place: Place,
): Promise<TestClient> {
  const { name, authMethod, alg } = plan
  const { origins, settings } = place
  const holdings = await createHoldings(clientId, plan, place)
  const { key, encryptionKey, certificate, secret } = holdings
  const redirectUris = redirectUrisOf(origins)
  const publicKeys = [key, encryptionKey].flatMap((one) => (one ? [one.publicJwk] : []))
  return {
    clientId,
    name,
    redirectUris,
    authMethod,
    ...holdings,
    metadata: {
      client_id: clientId,
      client_name: name,
      // Only a native client may register loopback addresses and a custom scheme.
      application_type: 'native',
      redirect_uris: [
        ...Object.values(redirectUris),
        ...Object.values(secureRedirectUrisOf(origins) ?? {}),
      ],
      response_modes: [...settings.responseModes],
      scope: published.scopes.join(' '),
      token_endpoint_auth_method: authMethod,
      id_token_signed_response_alg: alg,
      authorization_details_types: [published.consentType],
      dpop_bound_access_tokens: settings.dpop === 'required',
      ...(secret === undefined ? {} : { client_secret: secret }),
      jwks: {
        keys: certificate
          ? [...publicKeys, certificateJwk(certificate, `${clientId}-certificate`)]
          : publicKeys,
      },
      ...metadataOf[settings.kind](plan, settings),
      ...certificateMetadata(plan, certificate),
      ...plan.metadata,
    },
  }
}

/** Creates the clients of a kind of server, each with its own key. */
export function createClients(place: Place): Promise<TestClient[]> {
  const plans = Object.entries(plansOf[place.settings.kind]) as [ClientId, ClientPlan][]
  return Promise.all(
    plans
      .filter(([, plan]) => plan.certificate === undefined || place.authority !== undefined)
      .map(([clientId, plan]) => createClient(clientId, plan, place)),
  )
}
