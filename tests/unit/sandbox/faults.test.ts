import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Exchanged, Pushed } from '../../sandbox/data-consumer.ts'
import { faults, type AuthorizationFaultName, type FaultName } from '../../sandbox/faults.ts'
import { echoedParameters, unknownParameters } from '../../sandbox/response-faults.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { codeOf, consent, responseOf, type Stop } from './user-agent.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

afterAll(() => sandbox.close())

/** Reads the key set anew each time. */
async function verify(token: string, audience: string) {
  const { jwks_uri } = await (await fetch(sandbox.discoveryUrl)).json()
  const options = { issuer: sandbox.issuer, audience, algorithms: ['PS256'] }
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), options)
}

async function exchange(pushed: Pushed, stop: Stop): Promise<Exchanged> {
  return sandbox.consumer().exchange({ ...pushed, code: codeOf(stop) })
}

type Check = (pushed: Pushed, stop: Stop) => Promise<void> | void

const sees =
  (name: string, values: (pushed: Pushed) => string[]): Check =>
  (pushed, stop) =>
    expect(responseOf(stop).getAll(name)).toEqual(values(pushed))

const answersAtOnce =
  (error: string): Check =>
  (pushed, stop) => {
    const response = responseOf(stop)
    expect(response.get('error')).toBe(error)
    expect(response.get('error_description')).toBeTruthy()
    expect(response.get('state')).toBe(pushed.state)
    expect(response.get('iss')).toBe(sandbox.issuer)
    expect(stop.visited).toHaveLength(3)
  }

const refusesRequestUri: Check = (_pushed, stop) => {
  expect(stop.status).toBe(400)
  expect(stop.body).toContain('invalid_request_uri')
}

const idTokenIsRefused =
  (reason: string): Check =>
  async (pushed, stop) => {
    const { idToken = '' } = await exchange(pushed, stop)
    await expect(verify(idToken, pushed.clientId)).rejects.toThrow(reason)
  }

/** These need a clock, and a form. */
type TestedElsewhere = 'request-uri-short' | 'response-large'

/** Each fault and how a client finds out. */
const checks: Readonly<Record<Exclude<AuthorizationFaultName, TestedElsewhere>, Check>> = {
  'response-iss-wrong': sees('iss', () => ['https://issuer.invalid']),
  'response-iss-missing': sees('iss', () => []),
  'response-state-wrong': sees('state', () => ['not-the-state-that-was-sent']),
  'response-state-missing': sees('state', () => []),
  'response-state-twice': sees('state', ({ state }) => [state, 'a-second-state']),
  'response-code-twice': sees('code', () => [expect.any(String), 'a-second-code']),
  'response-unknown': (_pushed, stop) => {
    for (const [name, value] of unknownParameters) expect(responseOf(stop).get(name)).toBe(value)
  },
  'response-echo': (_pushed, stop) => {
    for (const [name, value] of echoedParameters) expect(responseOf(stop).get(name)).toBe(value)
  },
  'response-encoding-invalid': (_pushed, stop) =>
    expect(stop.url).toMatch(/&place=caf%E9&percent=100%$/),
  'response-encoded-twice': sees('iss', () => [encodeURIComponent(sandbox.issuer)]),
  'response-in-both': (_pushed, stop) => {
    const { search, hash } = new URL(stop.url)
    expect(search.slice(1)).toContain('code=')
    expect(hash.slice(1)).toBe(search.slice(1))
  },
  'response-not-jwt': sees('response', () => [expect.stringMatching(/^this-is-no-jwt-/)]),
  'error-access-denied': answersAtOnce('access_denied'),
  'error-with-uri': (pushed, stop) => {
    void answersAtOnce('access_denied')(pushed, stop)
    expect(responseOf(stop).get('error_uri')).toBe('https://bank.invalid/errors#access_denied')
  },
  'error-server-error': answersAtOnce('server_error'),
  'request-uri-dead': refusesRequestUri,
  'key-rotated': async (pushed, stop) => {
    const { jwks_uri } = await (await fetch(sandbox.discoveryUrl)).json()
    const kids = async () => {
      const { keys } = await (await fetch(jwks_uri)).json()
      return keys.map(({ kid }: { kid: string }) => kid)
    }
    const before = await kids()
    const { idToken = '' } = await exchange(pushed, stop)
    const after = await kids()
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
    expect(decodeProtectedHeader(idToken).kid).toBe(after[0])
    await verify(idToken, pushed.clientId)
  },
  'id-token-kid-unknown': idTokenIsRefused('no applicable key found'),
  'id-token-tampered': idTokenIsRefused('signature verification failed'),
  'id-token-alg-none': async (pushed, stop) => {
    const { idToken = '' } = await exchange(pushed, stop)
    expect(decodeProtectedHeader(idToken)).toEqual({ alg: 'none' })
    expect(decodeJwt(idToken).sub).toBe('aisyah')
    expect(idToken.endsWith('.')).toBe(true)
  },
  'id-token-expired': idTokenIsRefused('"exp" claim timestamp check failed'),
  'id-token-aud-wrong': idTokenIsRefused('unexpected "aud" claim value'),
  'id-token-iss-wrong': idTokenIsRefused('unexpected "iss" claim value'),
  'id-token-nonce-wrong': async (pushed, stop) => {
    const { idToken = '' } = await exchange(pushed, stop)
    const { payload } = await verify(idToken, pushed.clientId)
    expect(payload['nonce']).not.toBe(pushed.nonce)
  },
}

async function expectNoFault(pushed: Pushed, stop: Stop): Promise<void> {
  const response = responseOf(stop)
  expect(response.getAll('state')).toEqual([pushed.state])
  expect(response.getAll('iss')).toEqual([sandbox.issuer])
  const { idToken = '' } = await exchange(pushed, stop)
  const { payload } = await verify(idToken, pushed.clientId)
  expect(payload).toMatchObject({ sub: 'aisyah', nonce: pushed.nonce })
}

test.each(Object.entries(checks))('%s acts, and only on its own request', async (name, check) => {
  const consumer = sandbox.consumer()
  const fault = name as FaultName
  const [bad, good] = await Promise.all([consumer.push({ fault }), consumer.push()])
  const [badStop, goodStop] = await Promise.all([
    consent(sandbox.issuer, bad),
    consent(sandbox.issuer, good),
  ])
  await check(bad, badStop)
  await expectNoFault(good, goodStop)
})

test('request-uri-short says and keeps two seconds', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const consumer = sandbox.consumer()
    const [short, usual] = await Promise.all([
      consumer.push({ fault: 'request-uri-short' }),
      consumer.push(),
    ])
    expect(short.expiresIn).toBe(2)
    vi.advanceTimersByTime(3000)
    await refusesRequestUri(short, await consent(sandbox.issuer, short))
    await expectNoFault(usual, await consent(sandbox.issuer, usual))
  } finally {
    vi.useRealTimers()
  }
})

test('a pushed request lives 90 seconds, not only the 60 of oidc-provider', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const consumer = sandbox.consumer()
    const [first, second] = await Promise.all([consumer.push(), consumer.push()])
    vi.advanceTimersByTime(85_000)
    expect(responseOf(await consent(sandbox.issuer, first)).has('code')).toBe(true)
    vi.advanceTimersByTime(10_000)
    await refusesRequestUri(second, await consent(sandbox.issuer, second))
  } finally {
    vi.useRealTimers()
  }
})

test('a fault can be set for a request that another client pushed', async () => {
  const consumer = sandbox.consumer()
  const [bad, dead] = await Promise.all([consumer.push(), consumer.push()])
  await sandbox.assign(bad.requestUri, { fault: 'response-iss-missing', redirectBy: 'script' })
  await sandbox.assign(dead.requestUri, { fault: 'request-uri-dead' })

  const { body } = await consent(sandbox.issuer, bad)
  expect(body).toContain('location.replace')
  expect(body).not.toContain('iss=')
  await refusesRequestUri(dead, await consent(sandbox.issuer, dead))
})

test('every fault says what it does', () => {
  for (const { does } of Object.values(faults)) expect(does).toMatch(/^[A-Z].*\.$/)
})
