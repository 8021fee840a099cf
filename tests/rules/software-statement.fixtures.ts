import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { clientId, context } from './artefacts'
import type { Fixtures } from './fixtures'
import { compact, createKey, encrypted, es256, now, ps256, sign, token } from './tokens'

const under = (ruleProfile: RuleProfile) => ({ ...context, ruleProfile })

const ofSoftware: JsonObject = {
  iat: now - 60,
  jti: '13f506b7bb54cba',
  software_id: 'ykNOgWd2RgnuoLRRyWBkaY',
  org_id: '0015800001HQQrZAAX',
  software_client_name: 'Budget app',
  software_redirect_uris: ['https://app.example/cb'],
}

/** The claims of a correct statement of each ecosystem. */
export const statementClaims = {
  uk: {
    ...ofSoftware,
    iss: 'OpenBanking Ltd',
    software_roles: ['AISP', 'PISP'],
    software_jwks_endpoint: 'https://keystore.example/software.jwks',
  },
  br: {
    ...ofSoftware,
    iss: 'Open Banking Open Banking Brasil prod SSA issuer',
    software_roles: ['DADOS', 'PAGTO'],
    software_jwks_uri: 'https://keystore.example/application.jwks',
  },
  cdr: {
    iss: 'cdr-register',
    iat: now - 60,
    exp: now + 540,
    jti: 'a5e3c2b6d7f84c1b9e0a4d3c2b1a0f9e',
    org_id: '3B0B0A7B-3E7B-4A2C-9497-E357A71D07C8',
    org_name: 'Budget Ltd',
    client_name: 'Budget app',
    client_description: 'Helps with budgets',
    client_uri: 'https://app.example',
    redirect_uris: ['https://app.example/cb'],
    logo_uri: 'https://app.example/logo.png',
    jwks_uri: 'https://app.example/jwks',
    revocation_uri: 'https://app.example/revoke',
    recipient_base_uri: 'https://app.example',
    software_id: '740C368F-ECF9-4D29-A2EA-0514A66B0CDE',
    software_roles: 'data-recipient-software-product',
    scope: 'openid profile cdr:registration',
  },
} as const satisfies Partial<Record<RuleProfile, JsonObject>>

type Ecosystem = keyof typeof statementClaims

const changed = (members: JsonObject) => JSON.parse(JSON.stringify(members)) as JsonObject

async function statement(ruleProfile: Ecosystem, claims: JsonObject = {}) {
  const text = await sign(changed({ ...statementClaims[ruleProfile], ...claims }))
  return token(text, [ps256.jwk], under(ruleProfile))
}

const uk = await statement('uk')
const br = await statement('br')
const cdr = await statement('cdr')
const oauth = { ...uk, context: under('oauth2') }
const jwe = await token(encrypted({ alg: 'RSA-OAEP', enc: 'A256GCM' }))
const noClaims = await token(compact({ alg: 'PS256' }, '42'))
const other = await createKey('PS256', 'PS256-1')
const text = await sign(statementClaims.uk)

export const fixtures: Fixtures<'software-statement'> = {
  'ss-signed': {
    passed: [uk, br, cdr, oauth, await token(await sign({}, {}, es256), [es256.jwk], under('uk'))],
    failed: [
      ['none', await token(compact({ alg: 'none' }, {}, ''))],
      ['weak', await token(compact({ alg: 'RS256' }, {}), [ps256.jwk], under('uk'))],
      ['weak', await token(await sign({}, {}, es256), [es256.jwk], under('br'))],
      ['weak', await token(compact({ alg: 'HS256' }, {}), [ps256.jwk], under('cdr'))],
    ],
    notApplicable: [jwe, await token(compact({}, {}))],
  },
  'ss-iss': {
    passed: [
      uk,
      br,
      await statement('br', { iss: 'Open Finance Open Finance Brasil production SSA issuer' }),
      cdr,
      {
        ...(await statement('uk', { iss: 'https://directory.example' })),
        context: under('oauth2'),
      },
    ],
    failed: [
      ['missing', await statement('uk', { iss: undefined })],
      ['missing', await statement('uk', { iss: '' })],
      ['missing', await statement('cdr', { iss: 1 })],
      ['unknown', await statement('cdr', { iss: 'https://register.example' })],
      ['unknown', await statement('br', { iss: clientId })],
      ['unknown', { ...(await statement('uk', { iss: clientId })), context: under('oauth2') }],
      [
        'unknown',
        {
          ...(await statement('uk', { iss: ofSoftware['software_id'] })),
          context: under('oauth2'),
        },
      ],
    ],
    notApplicable: [jwe, noClaims],
  },
  'ss-signature': {
    passed: [uk],
    failed: [
      ['differs', await token(text, [{ ...other.jwk, kid: ps256.jwk.kid }])],
      ['unverifiable', await token(text, [{ ...other.jwk, kid: 'other' }])],
    ],
    notApplicable: [jwe],
    notObserved: [
      await token(text, null),
      { ...uk, verification: { ...uk.verification, source: 'client' } },
    ],
  },
  'ss-age': {
    passed: [
      br,
      cdr,
      await statement('uk', { exp: now + 60 }),
      await statement('br', { iat: now - 300 }),
    ],
    failed: [
      ['expired', await statement('cdr', { exp: now - 61 })],
      ['old', await statement('br', { iat: now - 86_400 })],
    ],
    notApplicable: [uk, jwe, await statement('br', { iat: 'today' })],
  },
  'ss-claims': {
    passed: [uk, br, cdr],
    failed: [
      ['missing', await statement('uk', { software_id: undefined })],
      ['missing', await statement('cdr', { exp: undefined })],
      ['type', await statement('uk', { software_redirect_uris: 'https://app.example/cb' })],
      ['type', await statement('cdr', { software_roles: [] })],
    ],
    notApplicable: [oauth, jwe, noClaims],
  },
}
