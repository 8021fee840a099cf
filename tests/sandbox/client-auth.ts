import { importJWK } from 'jose'
import * as oauth from 'oauth4webapi'
import type { ClientAuthMethod, TestClient } from './test-clients.ts'

/** Returns the key that a client signs assertions and request objects with. */
export async function signerOf({ key, alg }: TestClient): Promise<oauth.PrivateKey> {
  return { key: (await importJWK(key.privateJwk, alg)) as CryptoKey, kid: key.kid }
}

type Make = (
  client: TestClient,
  options: oauth.ModifyAssertionOptions,
) => Promise<oauth.ClientAuth> | oauth.ClientAuth

const ways: Readonly<Record<ClientAuthMethod, Make>> = {
  client_secret_basic: ({ secret = '' }) => oauth.ClientSecretBasic(secret),
  client_secret_post: ({ secret = '' }) => oauth.ClientSecretPost(secret),
  client_secret_jwt: ({ secret = '' }, options) => oauth.ClientSecretJwt(secret, options),
  private_key_jwt: async (client, options) => oauth.PrivateKeyJwt(await signerOf(client), options),
  none: () => oauth.None(),
  tls_client_auth: () => oauth.TlsClientAuth(),
  self_signed_tls_client_auth: () => oauth.TlsClientAuth(),
}

/** Returns the authentication of a client; the default audience of its assertions is the issuer. */
export async function clientAuthOf(client: TestClient, audience?: string) {
  return ways[client.authMethod](client, {
    [oauth.modifyAssertion]: (_header, claims) => {
      if (audience !== undefined) claims['aud'] = audience
    },
  })
}
