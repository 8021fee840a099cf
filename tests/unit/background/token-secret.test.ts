import { SignJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createJwks } from '@/lib/background/jwks-service'
import { createKeys } from '@/lib/background/keys-service'
import { createStore } from '@/lib/background/store'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { openMessage } from '@/lib/judge/open-message'
import { createVerification } from '@/lib/judge/verify-token'
import { app, browser } from './harness'
import { clients, inspect, issuerB, keys, now, putFlow, twoBanks } from './token-world'

const secret = 'ä secret of the client that has more than 64 octets, as HS512 demands it'
const algorithms = ['HS256', 'HS384', 'HS512']
const claims = {
  iss: issuerB,
  aud: clients.b,
  sub: 'u',
  iat: now,
  exp: now + 60,
  nonce: 'n',
}
const assertion = {
  iss: clients.b,
  sub: clients.b,
  aud: issuerB,
  jti: '1',
  iat: now,
  exp: now + 60,
}

function signed(payload: JsonObject, by = secret, header: JsonObject = {}): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(new TextEncoder().encode(by))
}

const verificationOf = async (text: string) => (await inspect(text)).verification

let bankB: string
beforeEach(async () => {
  const { b } = await twoBanks()
  bankB = b
})

const giveSecret = (profileId = bankB, text = secret) =>
  app.handlers.secretSet({ profileId, secret: text })

describe.each(algorithms)('a token by the client secret with %s', (alg) => {
  test.each([
    ['ID token', claims],
    ['client assertion', assertion],
  ])('%s: is valid with the secret of its profile', async (_, payload) => {
    await giveSecret()
    const verification = await verificationOf(await signed(payload, secret, { alg }))
    expect(verification).toMatchObject({
      status: 'valid',
      reason: null,
      source: 'secret',
      jwk: { kty: 'oct', alg, kid: null, thumbprint: null },
    })
    expect(JSON.stringify(verification)).not.toContain(secret)
  })
})

test.each([
  ['ID token', claims],
  ['client assertion', assertion],
])('%s: without the secret it is not checked, and says so', async (_, payload) => {
  expect(await verificationOf(await signed(payload))).toMatchObject({
    status: 'not-run',
    reason: 'secret-missing',
    seen: 'Bank B',
  })
})

test('the secret of a different profile is not tried', async () => {
  await giveSecret(
    (await browser.ports.profiles.getValue()).find(({ name }) => name === 'Bank A')?.id,
  )
  expect(await verificationOf(await signed(claims))).toMatchObject({ reason: 'secret-missing' })
})

test('a pasted token by another secret is not called invalid', async () => {
  await giveSecret()
  expect(await verificationOf(await signed(claims, 'x'.repeat(64)))).toMatchObject({
    status: 'not-run',
    reason: 'secret-other',
  })
})

test('an ID token for another client is not checked with this secret', async () => {
  await giveSecret()
  const text = await signed({ ...claims, aud: 'someone-else' })
  expect(await verificationOf(text)).toMatchObject({ reason: 'secret-missing' })
})

test('an access token is not signed with the secret of the client', async () => {
  await giveSecret()
  const text = await signed({ ...claims, client_id: 'c' }, secret, { typ: 'at+jwt' })
  expect(await verificationOf(text)).toMatchObject({ status: 'not-run', reason: 'alg-symmetric' })
})

test('an empty secret verifies nothing', async () => {
  await giveSecret(bankB, '')
  expect(await verificationOf(await signed(claims))).toMatchObject({ status: 'not-run' })
})

test('a kid of the public keys still means that a key was used as the secret', async () => {
  await giveSecret()
  const text = await signed(claims, 'x'.repeat(64), { kid: keys.b.jwk.kid })
  const { verification, results } = await inspect(text)
  expect(verification).toMatchObject({ reason: 'alg-symmetric', jwk: { kty: 'EC' } })
  expect(results.find(({ id }) => id === 'jose-alg-key-agree')?.outcome).toBe('failed')
})

test.each([
  ['its own secret', secret, 'valid', 'passed'],
  ['another secret', 'x'.repeat(64), 'invalid', 'failed'],
])('in its own flow, one by %s is %s', async (_, by, status, outcome) => {
  await giveSecret()
  const message = {
    kind: 'token-response',
    id: 'm',
    at: now * 1000,
    source: 'parley',
    results: [],
    requestMessageId: null,
    status: 200,
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ id_token: await signed(claims, by) }),
    truncated: false,
    took: 1,
    issues: [],
    jwts: [],
  } as unknown as OAuthMessage
  const owner = { profileId: bankB, issuer: issuerB, clientId: clients.b }
  const flow = await putFlow(owner, [message])
  const store = createStore(browser.ports)
  const check = createVerification(
    createJwks(browser.ports, store),
    createKeys(browser.ports, store),
    clientSecrets(browser.ports),
  )
  const { jwts, results } = await openMessage(message, flow, await store.data(), check)
  expect(jwts?.[0]?.verification.status).toBe(status)
  expect(results.find(({ id }) => id === 'idt-signature')?.outcome).toBe(outcome)
})
