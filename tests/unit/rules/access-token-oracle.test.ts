import fc from 'fast-check'
import * as oauth from 'oauth4webapi'
import { expect, test } from 'vitest'
import { sha256Of } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import { changed, clientId, context, issuer, noon } from '../../rules/artefacts'
import { proofIn, proofJwk, proofThumbprint, resource, sentIn } from '../../rules/created-jwts'
import { members } from '../../rules/pasted'
import { sending } from '../../rules/resources'
import { compact, es256, idClaims, now, ps256, sign, token } from '../../rules/tokens'

const metadata = changed({ jwks_uri: 'https://auth1.sandbox.mya.ozoneapi.io/jwks' })
const as: oauth.AuthorizationServer = { ...metadata, issuer }
const audience = 'https://rs.example'
const claims: JsonObject = {
  iss: issuer,
  exp: now + 600,
  aud: audience,
  sub: String(idClaims['sub']),
  client_id: clientId,
  iat: now,
  jti: 'dbe39bf3a3ba4238a513f51d6e1691c4',
  cnf: { jkt: proofThumbprint },
}
const good = await sign(claims, { typ: 'at+jwt' })

interface Call {
  readonly accessToken: string
  readonly proof: string
  readonly scheme?: string
}

/** Whether a resource server that uses oauth4webapi refuses the call. */
async function isRefused({ accessToken, proof, scheme = 'DPoP' }: Call): Promise<boolean> {
  const headers = { authorization: `${scheme} ${accessToken}`, dpop: proof }
  return oauth
    .validateJwtAccessToken(as, new Request(resource, { headers }), audience, {
      [oauth.clockSkew]: Math.round((noon - Date.now()) / 1000),
      [oauth.customFetch]: async () => Response.json({ keys: [ps256.jwk] }),
    })
    .then(
      () => false,
      () => true,
    )
}

/**
 * A foreign audience is a warning: the server may map a `resource` to an audience of its own
 * (RFC 8707, section 2), which Parley, unlike a resource server, cannot know.
 */
function failures(results: readonly RuleResult[]): readonly string[] {
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .filter(({ id, severity }) => severity === 'fail' || id === 'res-aud-match')
    .map(({ id }) => id)
}

async function failed({ accessToken, proof, scheme = 'DPoP' }: Call): Promise<readonly string[]> {
  const hash = await sha256Of(accessToken)
  const headers = [
    ['authorization', `${scheme} ${accessToken}`],
    ['DPoP', proof],
  ] as const
  const known = {
    ...context,
    metadata: { ...metadata, dpop_signing_alg_values_supported: ['ES256'] },
    tokenContext: {
      ...context.tokenContext,
      presentedHash: hash,
      resources: [audience],
      dpopThumbprint: proofThumbprint,
    },
  }
  const request = sentIn({
    kind: 'resource-request',
    method: 'GET',
    url: resource,
    headers,
    boundKeys: [proofThumbprint],
  })
  const opened = await token(accessToken, [ps256.jwk], known)
  const dpop = await proofIn(proof, { request, context: known })
  const sent = sending({ url: resource, headers }, { tokenType: 'DPoP' })
  return failures([
    ...judge('jwt', opened, 'fapi2', 'access_token'),
    ...judge('access-token', opened, 'fapi2', 'access_token'),
    ...judge('jwt', dpop, 'fapi2', 'DPoP'),
    ...judge('dpop-proof', dpop, 'fapi2', 'DPoP'),
    ...judge('resource-request', { ...sent, context: known }, 'fapi2'),
  ])
}

const proofClaims = async (accessToken: string): Promise<JsonObject> => ({
  jti: 'b1d0f3c2-8a4e-4e57-9d3a-3c1f5a7e9b20',
  htm: 'GET',
  htu: resource,
  iat: now,
  ath: await sha256Of(accessToken),
})
const signProof = (payload: JsonObject, header: JsonObject = {}) =>
  sign(members(payload), { typ: 'dpop+jwt', jwk: proofJwk, kid: undefined, ...header }, es256)

const odd = fc.constantFrom<unknown>('', 1, true, null, [], {}, undefined)
const about = (value: unknown, ...others: readonly unknown[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(value, ...others) }, odd)

test('a correct call is accepted by both', async () => {
  const call = { accessToken: good, proof: await signProof(await proofClaims(good)) }
  expect(await isRefused(call)).toBe(false)
  expect(await failed(call)).toEqual([])
})

test('what validateJwtAccessToken refuses of a token fails a rule', async () => {
  const changes = fc.record({
    iss: about(issuer, `${issuer}/`),
    exp: about(now + 600, now - 600),
    aud: about(audience, 'https://other.example'),
    sub: about(claims['sub'], 'x'),
    client_id: about(clientId, 'x'),
    iat: about(now, 'x'),
    jti: about(claims['jti'], 'x'),
    cnf: about(claims['cnf'], { jkt: 'other' }),
  })
  await fc.assert(
    fc.asyncProperty(changes, async (mutated) => {
      const accessToken = await sign(members(mutated), { typ: 'at+jwt' })
      const call = { accessToken, proof: await signProof(await proofClaims(accessToken)) }
      if (await isRefused(call)) expect(await failed(call)).not.toEqual([])
    }),
    { numRuns: 200 },
  )
})

test('a foreign audience alone is reported', async () => {
  const accessToken = await sign(
    { ...claims, aud: 'https://other.example', client_id: '' },
    { typ: 'at+jwt' },
  )
  const call = { accessToken, proof: await signProof(await proofClaims(accessToken)) }
  expect(await isRefused(call)).toBe(true)
  expect(await failed(call)).toContain('res-aud-match')
})

test('what it refuses of the DPoP proof fails a rule', async () => {
  const correct = await proofClaims(good)
  const changes = fc.record({
    jti: about(correct['jti']),
    htm: about('GET', 'POST', 'get'),
    htu: about(resource, `${resource}/x`, 'https://other.example'),
    iat: about(now, now - 900, now + 900),
    ath: about(correct['ath'], 'other'),
  })
  const headers = fc.constantFrom<JsonObject>(
    {},
    {},
    { typ: 'JWT' },
    { typ: undefined },
    { jwk: undefined },
    { jwk: { ...proofJwk, x: proofJwk['y'] } },
  )
  await fc.assert(
    fc.asyncProperty(changes, headers, async (mutated, header) => {
      const call = { accessToken: good, proof: await signProof(mutated, header) }
      if (await isRefused(call)) expect(await failed(call)).not.toEqual([])
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['signature of the token', { accessToken: compact({ alg: 'PS256', typ: 'at+jwt' }, claims) }],
  ['scheme of the token', { scheme: 'Bearer' }],
  ['form of the proof', { proof: 'a.b.c' }],
])('what it refuses because of the %s fails a rule', async (_, change) => {
  const proof = await signProof(await proofClaims(good))
  const call: Call = { accessToken: good, proof, ...change }
  expect(await isRefused(call)).toBe(true)
  expect(await failed(call)).not.toEqual([])
})
