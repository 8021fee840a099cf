import type { ClientPlan } from './test-clients.ts'

const enc = 'A256GCM'

/**
 * The clients of the wide server. The algorithm of a client is that of its key, which signs request
 * objects and, with `private_key_jwt`, client assertions; the server uses the same algorithm to sign
 * for this client.
 */
const table = {
  'wide-basic': { name: 'Basic', authMethod: 'client_secret_basic', alg: 'ES256' },
  'wide-post': { name: 'Post', authMethod: 'client_secret_post', alg: 'ES256' },
  'wide-secret-jwt': {
    name: 'Secret JWT',
    authMethod: 'client_secret_jwt',
    alg: 'ES256',
    metadata: { token_endpoint_auth_signing_alg: 'HS256' },
  },
  'wide-ps256': { name: 'PS256', authMethod: 'private_key_jwt', alg: 'PS256' },
  'wide-rs256': { name: 'RS256', authMethod: 'private_key_jwt', alg: 'RS256' },
  'wide-es256': { name: 'ES256', authMethod: 'private_key_jwt', alg: 'ES256' },
  /** Signs with EdDSA, or with its newer name Ed25519. */
  'wide-eddsa': { name: 'EdDSA', authMethod: 'private_key_jwt', alg: 'EdDSA' },
  /** Does not authenticate, so PKCE is required. */
  'wide-public': { name: 'Public', authMethod: 'none', alg: 'ES256' },
  /** Gets only DPoP-bound tokens, regardless of the settings. */
  'wide-dpop': {
    name: 'DPoP',
    authMethod: 'private_key_jwt',
    alg: 'ES256',
    metadata: { dpop_bound_access_tokens: true },
  },
  /** ID tokens and JARM responses encrypted with RSA-OAEP-256 and A256GCM. */
  'wide-encrypted-rsa': {
    name: 'Encrypted by RSA',
    authMethod: 'private_key_jwt',
    alg: 'PS256',
    encryption: 'RSA-OAEP-256',
    metadata: {
      id_token_encrypted_response_alg: 'RSA-OAEP-256',
      id_token_encrypted_response_enc: enc,
      authorization_encrypted_response_alg: 'RSA-OAEP-256',
      authorization_encrypted_response_enc: enc,
    },
  },
  /** ID tokens and JARM responses encrypted with ECDH-ES and A256GCM. */
  'wide-encrypted-ec': {
    name: 'Encrypted by ECDH',
    authMethod: 'private_key_jwt',
    alg: 'ES256',
    encryption: 'ECDH-ES',
    metadata: {
      id_token_encrypted_response_alg: 'ECDH-ES',
      id_token_encrypted_response_enc: enc,
      authorization_encrypted_response_alg: 'ECDH-ES',
      authorization_encrypted_response_enc: enc,
    },
  },
  /** UserInfo as a signed JWT. */
  'wide-userinfo-signed': {
    name: 'Signed UserInfo',
    authMethod: 'private_key_jwt',
    alg: 'PS256',
    metadata: { userinfo_signed_response_alg: 'PS256' },
  },
  /** UserInfo as a signed and then encrypted JWT. */
  'wide-userinfo-encrypted': {
    name: 'Encrypted UserInfo',
    authMethod: 'private_key_jwt',
    alg: 'ES256',
    encryption: 'ECDH-ES',
    metadata: {
      userinfo_signed_response_alg: 'ES256',
      userinfo_encrypted_response_alg: 'ECDH-ES',
      userinfo_encrypted_response_enc: enc,
    },
  },
  /** Authenticates by the subject of a certificate of the sandbox's authority; only with `mtls`. */
  'wide-tls': {
    name: 'Certificate',
    authMethod: 'tls_client_auth',
    alg: 'ES256',
    certificate: 'issued',
  },
  /** Authenticates by a certificate in its key set; only with `mtls`. */
  'wide-tls-self-signed': {
    name: 'Own certificate',
    authMethod: 'self_signed_tls_client_auth',
    alg: 'ES256',
    certificate: 'self-signed',
  },
  /** Authenticates by an assertion, and gets tokens bound to its certificate; only with `mtls`. */
  'wide-tls-bound': {
    name: 'Bound to a certificate',
    authMethod: 'private_key_jwt',
    alg: 'ES256',
    certificate: 'issued',
  },
} satisfies Record<string, ClientPlan>

export type WideClientId = keyof typeof table

export const wideClients: Readonly<Record<WideClientId, ClientPlan>> = table

/** One confidential client of each method and algorithm that needs no certificate. */
export const confidentialClients = [
  'wide-basic',
  'wide-post',
  'wide-secret-jwt',
  'wide-ps256',
  'wide-rs256',
  'wide-es256',
  'wide-eddsa',
] as const satisfies readonly WideClientId[]
