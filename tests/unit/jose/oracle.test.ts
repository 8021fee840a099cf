import { errors, importJWK, jwtVerify, type JWK } from 'jose'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { judge } from '@/lib/rules/run'
import { statusOf } from '@/lib/model/status'
import { clientId, issuer, noon } from '../../rules/artefacts'
import {
  changedClaims,
  compact,
  createKey,
  encrypted,
  es256,
  idClaims,
  now,
  ps256,
  sign,
  token,
} from '../../rules/tokens'

const other = await createKey('PS256')
const rs256 = { ...(await createKey('RS256')) }
const good = await sign()
const [head = '', , signature = ''] = good.split('.')
const [, foreign = ''] = (await sign({ ...idClaims, sub: 'another' })).split('.')

/** What a strict client asks of jose. */
async function isRefused(text: string): Promise<boolean> {
  const key = await importJWK(ps256.jwk as unknown as JWK)
  const options = {
    issuer,
    audience: clientId,
    algorithms: ['PS256'],
    clockTolerance: 60,
    currentDate: new Date(noon),
    requiredClaims: ['sub', 'exp', 'iat'],
  }
  return jwtVerify(text, key, options).then(
    () => false,
    (error: unknown) => {
      expect(error instanceof errors.JOSEError || error instanceof TypeError).toBe(true)
      return true
    },
  )
}

async function failures(text: string, profile: RuleProfile): Promise<readonly string[]> {
  const artefact = await token(text, [ps256.jwk, es256.jwk])
  return [...judge('jwt', artefact, profile), ...judge('id-token', artefact, profile)]
    .filter((result) => statusOf(result) === 'fail')
    .map(({ id }) => id)
}

const withClaims = (members: JsonObject) => sign(changedClaims(members))

const refused: Readonly<Record<string, string>> = {
  expired: await withClaims({ exp: now - 61 }),
  'expired to the second': await withClaims({ exp: now - 60 }),
  'exp as a text': await withClaims({ exp: String(now + 300) }),
  'without exp': await withClaims({ exp: undefined }),
  'without iat': await withClaims({ iat: undefined }),
  'without sub': await withClaims({ sub: undefined }),
  'nbf ahead': await withClaims({ nbf: now + 3600 }),
  'nbf as a text': await withClaims({ nbf: 'now' }),
  'another iss': await withClaims({ iss: 'https://other.example' }),
  'iss with a slash': await withClaims({ iss: `${issuer}/` }),
  'without iss': await withClaims({ iss: undefined }),
  'another aud': await withClaims({ aud: 'other' }),
  'aud in capitals': await withClaims({ aud: clientId.toUpperCase() }),
  'empty aud': await withClaims({ aud: [] }),
  'without aud': await withClaims({ aud: undefined }),
  'another key': await sign(idClaims, {}, other),
  'another payload': [head, foreign, signature].join('.'),
  'no signature': [head, good.split('.')[1], ''].join('.'),
  'cut signature': good.slice(0, -8),
  'alg none': compact({ alg: 'none' }, idClaims, ''),
  'alg None': compact({ alg: 'None' }, idClaims, ''),
  'alg RS256': await sign(idClaims, { kid: ps256.jwk.kid }, rs256),
  'alg PS384': compact({ alg: 'PS384', kid: ps256.jwk.kid }),
  'alg HS256': compact({ alg: 'HS256', kid: ps256.jwk.kid }),
  'alg HS256 without kid': compact({ alg: 'HS256' }),
  'alg in small letters': compact({ alg: 'ps256', kid: ps256.jwk.kid }),
  'without alg': compact({ kid: ps256.jwk.kid }),
  crit: compact({ alg: 'PS256', crit: ['exp'], exp: 1 }),
  'empty crit': compact({ alg: 'PS256', crit: [] }),
  b64: compact({ alg: 'PS256', b64: false, crit: ['b64'] }),
  'no JSON in the header': compact('{'),
  'no JSON in the payload': await sign('plain'),
  'a list in the payload': await sign('[]'),
  nothing: '',
  'two parts': good.split('.').slice(0, 2).join('.'),
  'four parts': `${good}.c2ln`,
  'a stranger in the signature': `${good.slice(0, -1)}*`,
}

describe.each(Object.entries(refused))('%s', (_, text) => {
  test.each(['ofm', 'fapi2', 'oauth2'] as const)(
    'jose refuses it, and %s fails',
    async (profile) => {
      expect(await isRefused(text)).toBe(true)
      expect(await failures(text, profile)).not.toEqual([])
    },
  )
})

test.each(['ofm', 'fapi2', 'oauth2'] as const)('what jose takes, %s passes', async (profile) => {
  expect(await isRefused(good)).toBe(false)
  expect(await failures(good, profile)).toEqual([])
})

test('a JWE that cannot be opened is judged by its header only', async () => {
  const text = encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
  expect(await failures(text, 'ofm')).toEqual([])
})
