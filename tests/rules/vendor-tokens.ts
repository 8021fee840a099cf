import type { JsonObject } from '@/lib/model/json'
import { clientId } from './artefacts'
import { now } from './tokens'

/** An access token as a widely used server issues it with its defaults. */
export interface VendorToken {
  readonly issuer: string
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Members of the token response that contained it. */
  readonly response: JsonObject
}

const user = '7d1f5b8e-2c0c-4a56-9c53-6f1d9d0b7f11'

export const vendorTokens = {
  cognito: {
    issuer: 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_Ab12Cd34E',
    header: { alg: 'RS256' },
    claims: {
      sub: user,
      iss: 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_Ab12Cd34E',
      version: 2,
      client_id: clientId,
      origin_jti: '0f4d1b2e-5c2a-4f39-8a51-3c1be0a97c52',
      token_use: 'access',
      scope: 'openid profile',
      auth_time: now - 20,
      exp: now + 3600,
      iat: now,
      jti: 'aa3e6a5f-1a61-4c0b-9be4-90a2ac2a84e0',
      username: user,
    },
    response: { token_type: 'Bearer', expires_in: 3600 },
  },
  keycloak: {
    issuer: 'https://kc.example/realms/bank',
    header: { alg: 'RS256', typ: 'JWT' },
    claims: {
      exp: now + 300,
      iat: now,
      auth_time: now - 10,
      jti: 'onrtac:9d2f1a8b-7a54-4a7c-8d7d-8a1c2f1e7f0a',
      iss: 'https://kc.example/realms/bank',
      aud: 'account',
      sub: user,
      typ: 'Bearer',
      azp: clientId,
      sid: '1b2c3d4e-5f60-4718-9a2b-3c4d5e6f7081',
      acr: '1',
      'allowed-origins': ['https://app.example'],
      realm_access: { roles: ['offline_access', 'uma_authorization'] },
      resource_access: { account: { roles: ['manage-account'] } },
      scope: 'openid email profile',
      email_verified: true,
      name: 'Aisyah Rahman',
      preferred_username: 'aisyah',
      given_name: 'Aisyah',
      family_name: 'Rahman',
      email: 'aisyah@example.com',
    },
    response: { token_type: 'Bearer', expires_in: 300, scope: 'openid email profile' },
  },
  auth0: {
    issuer: 'https://bank.eu.auth0.com/',
    header: { alg: 'RS256', typ: 'JWT' },
    claims: {
      iss: 'https://bank.eu.auth0.com/',
      sub: 'auth0|64b7e1f0c2a9d8e7f6a5b4c3',
      aud: ['https://api.bank.example', 'https://bank.eu.auth0.com/userinfo'],
      iat: now,
      exp: now + 86_400,
      azp: clientId,
      scope: 'openid accounts',
    },
    response: { token_type: 'Bearer', expires_in: 86_400 },
  },
  'auth0, RFC 9068 dialect': {
    issuer: 'https://bank.eu.auth0.com/',
    header: { alg: 'RS256', typ: 'at+jwt' },
    claims: {
      iss: 'https://bank.eu.auth0.com/',
      sub: 'auth0|64b7e1f0c2a9d8e7f6a5b4c3',
      aud: ['https://api.bank.example', 'https://bank.eu.auth0.com/userinfo'],
      iat: now,
      exp: now + 86_400,
      client_id: clientId,
      jti: 'nT4GzS4dVkPqk0b5n8bQ2u',
      scope: 'openid accounts',
    },
    response: { token_type: 'Bearer', expires_in: 86_400 },
  },
  'entra v2': {
    issuer: 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0',
    header: { alg: 'RS256', typ: 'JWT' },
    claims: {
      aud: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
      iss: 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0',
      // Entra sets both back by five minutes, and varies the lifetime.
      iat: now - 300,
      nbf: now - 300,
      exp: now + 4_321,
      aio: 'AXQAi/8IAAAAtAaZLo3ChMif6KOnttRB7eBq4/DccQzjcJGxPYy',
      azp: clientId,
      azpacr: '1',
      oid: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
      rh: '0.AgAAv4j5cvGGr0GRqy180BHbR',
      scp: 'access_as_user',
      sub: 'HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ',
      tid: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      uti: 'fqiBqXLPj0eQa82S-IYFAA',
      ver: '2.0',
    },
    response: { token_type: 'Bearer', expires_in: 4_320, scope: 'api://bank/access_as_user' },
  },
  okta: {
    issuer: 'https://bank.okta.com/oauth2/default',
    header: { alg: 'RS256' },
    claims: {
      ver: 1,
      jti: 'AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE',
      iss: 'https://bank.okta.com/oauth2/default',
      aud: 'api://default',
      iat: now,
      exp: now + 3600,
      cid: clientId,
      uid: '00ujmkLgagxeRrAg20g3',
      scp: ['openid', 'accounts'],
      auth_time: now - 4,
      sub: 'aisyah@example.com',
    },
    response: { token_type: 'Bearer', expires_in: 3600, scope: 'openid accounts' },
  },
  'ping federate': {
    issuer: 'https://sso.bank.example',
    header: { alg: 'RS256', 'pi.atm': 'jwt1' },
    claims: {
      scope: ['openid', 'accounts'],
      client_id: clientId,
      iss: 'https://sso.bank.example',
      sub: user,
      exp: now + 7199,
    },
    response: { token_type: 'Bearer', expires_in: 7199 },
  },
  'forgerock am': {
    issuer: 'https://am.example/am/oauth2/realms/root/realms/bank',
    header: { alg: 'RS256', typ: 'JWT' },
    claims: {
      sub: user,
      cts: 'OAUTH2_STATELESS_GRANT',
      auth_level: 0,
      auditTrackingId: 'f3b1cf4c-26a5-4c62-b4a8-4a9b2b0d9f1a-1234',
      subname: user,
      iss: 'https://am.example/am/oauth2/realms/root/realms/bank',
      tokenName: 'access_token',
      token_type: 'Bearer',
      authGrantId: '3pM2kVZz7aQx1nT0cYbR',
      nonce: 'n-0S6_WzA2Mj',
      aud: clientId,
      nbf: now,
      grant_type: 'authorization_code',
      scope: ['openid', 'accounts'],
      auth_time: now - 12,
      realm: '/bank',
      exp: now + 3600,
      iat: now,
      expires_in: 3600,
      jti: 'Qm9sdGVkLXRva2VuLWlk',
    },
    response: { token_type: 'Bearer', expires_in: 3599, scope: 'openid accounts' },
  },
} as const satisfies Readonly<Record<string, VendorToken>>

/** Access tokens that are references, as Google and others issue them. */
export const opaqueTokens: Readonly<Record<string, string>> = {
  google: 'ya29.a0AfB_byDkq3m9Vw2zX7yT1sP8rLcF5hJ0nQe6uGkW4iB-RxZtYvMaSdOlCpHjNgEfUwIqKr',
  'forgerock, server-side': 'kGm1T9xW3vB7nQe5rYc2uLp0sZd',
  'ping, reference': '0001zJvQ2kTn8mWxR5bYc7LpHs3d',
}
