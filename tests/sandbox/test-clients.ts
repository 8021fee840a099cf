import type { ClientMetadata } from 'oidc-provider'
import { generateTestKey } from './keys.ts'
import type { TestKey } from './keys.ts'
import { redirectUrisOf } from './origins.ts'
import type { Origins } from './origins.ts'
import { published } from './settings.ts'
import type { SandboxSettings } from './settings.ts'

export type ClientId = 'tpp-7f3a91' | 'tpp-19c2e0'

/** A registered client with its private key. */
export interface TestClient {
  readonly clientId: ClientId
  readonly name: string
  readonly redirectUris: ReturnType<typeof redirectUrisOf>
  readonly key: TestKey
  readonly metadata: Readonly<ClientMetadata>
}

const names: Readonly<Record<ClientId, string>> = {
  'tpp-7f3a91': 'Kira Budget Planner',
  'tpp-19c2e0': 'Pinjam Loan Check',
}

async function createClient(
  clientId: ClientId,
  origins: Origins,
  settings: SandboxSettings,
): Promise<TestClient> {
  const key = await generateTestKey(`${clientId}-test-key`)
  const redirectUris = redirectUrisOf(origins)
  const alg = published.signingAlgorithm
  return {
    clientId,
    name: names[clientId],
    redirectUris,
    key,
    metadata: {
      client_id: clientId,
      client_name: names[clientId],
      // Only a native client may register loopback addresses and a custom scheme.
      application_type: 'native',
      redirect_uris: Object.values(redirectUris),
      response_types: ['code'],
      response_modes: [...settings.responseModes],
      grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
      scope: published.scopes.join(' '),
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: alg,
      request_object_signing_alg: alg,
      id_token_signed_response_alg: alg,
      ...(settings.responseModes.includes('query.jwt')
        ? { authorization_signed_response_alg: alg }
        : {}),
      authorization_details_types: [published.consentType],
      jwks: { keys: [key.publicJwk] },
    },
  }
}

/** Makes the two clients, each with a key of its own. */
export function createClients(origins: Origins, settings: SandboxSettings): Promise<TestClient[]> {
  const ids: readonly ClientId[] = ['tpp-7f3a91', 'tpp-19c2e0']
  return Promise.all(ids.map((clientId) => createClient(clientId, origins, settings)))
}
