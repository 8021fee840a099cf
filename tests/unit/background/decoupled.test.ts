import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { pollStateOf } from '@/lib/flow/read/poll-state'
import { summarise } from '@/lib/flow/read/summary'
import { decodeJwt } from '@/lib/jose/decode'
import { statusOf } from '@/lib/model/status'
import { param } from '@/lib/model/params'
import { approveDevice } from '../../sandbox/decoupled/approve-device.ts'
import { actAtDecoupled, ciba, type AtDecoupled } from './at-decoupled'
import { messages, outcomes } from './at-sandbox'

const patient = { timeout: 20_000, interval: 50 }

let at: AtDecoupled
beforeAll(async () => {
  at = await actAtDecoupled()
})
afterAll(() => at.server.close())
beforeEach(() => at.profile('decoupled-key'))
afterEach(() => at.server.setFault(null))

/** The failed checks of a flow, as text. */
const failures = (flow: Flow) =>
  flow.messages.flatMap(({ kind, results }) =>
    results
      .filter((result) => statusOf(result) === 'fail')
      .map(({ id, findings }) => `${kind} ${id} ${JSON.stringify(findings)}`),
  )

const stateOf = (flowId: string) => {
  const state = pollStateOf(at.flow(flowId))
  if (!state) throw new Error('Not a decoupled flow')
  return state
}
const polls = (flowId: string) => messages(at.flow(flowId), 'token-response').length
const hasTokens = async (flowId: string) => {
  await expect.poll(() => summarise(at.flow(flowId)).verified, patient).toBe(true)
}
const hasEnded = async (flowId: string) => {
  await expect.poll(() => stateOf(flowId).phase, patient).not.toBe('waiting')
}

describe('backchannel authentication', () => {
  test('polls in the interval until the user approves, and verifies the tokens', async () => {
    const flowId = await at.begin('ciba')
    expect(summarise(at.flow(flowId))).toMatchObject({
      outcome: 'polling',
      status: 'pending',
      decoupled: { grant: 'ciba', nextAt: expect.any(Number) },
    })
    await expect.poll(() => polls(flowId), patient).toBe(2)
    await at.server.decide('approve')
    await hasTokens(flowId)
    expect(failures(at.flow(flowId))).toEqual([])
    expect(summarise(at.flow(flowId))).toMatchObject({ outcome: 'tokens', status: 'pass' })
    const sent = messages(at.flow(flowId), 'token-request').map((message) => message.at)
    const first = stateOf(flowId).response?.at ?? 0
    for (const [index, time] of sent.entries())
      expect(time - (sent[index - 1] ?? first)).toBeGreaterThanOrEqual(1000)
    const [response] = messages(at.flow(flowId), 'backchannel-response')
    expect(outcomes(response)).toMatchObject({ 'cb-response': 'passed' })
  })

  test('a signed request has only the JWT beside the client authentication', async () => {
    await at.profile('decoupled-key', { requestAs: 'request-object' })
    const flowId = await at.begin('ciba', [...ciba, ['requested_expiry', '30']])
    const [request] = messages(at.flow(flowId), 'backchannel-request')
    const names = request?.params.map(([name]) => name).toSorted()
    expect(names).toEqual(['client_assertion', 'client_assertion_type', 'client_id', 'request'])
    const { header, payload } = decodeJwt(param(request?.params ?? [], 'request') ?? '')
    expect(header).not.toHaveProperty('typ')
    expect(payload).toMatchObject({
      iss: 'decoupled-key',
      aud: at.server.issuer,
      login_hint: 'aisyah',
      binding_message: 'W4SCT',
    })
    expect(outcomes(request)).toMatchObject({ 'cb-signed-request': 'passed' })
    expect(stateOf(flowId).bindingMessage).toBe('W4SCT')
    await at.server.decide('approve')
    await hasTokens(flowId)
    expect(failures(at.flow(flowId))).toEqual([])
    await at.profile('decoupled-key', { requestAs: 'parameters' })
  })

  test('a refused request ends the flow, and nothing is polled', async () => {
    const flowId = await at.begin('ciba', [...ciba, ['user_code', '0000']])
    expect(stateOf(flowId).phase).toBe('refused')
    expect(summarise(at.flow(flowId))).toMatchObject({
      outcome: 'token-error',
      error: 'invalid_user_code',
      status: 'fail',
    })
    expect(polls(flowId)).toBe(0)
  })

  test('the denial of the user is a warning', async () => {
    const flowId = await at.begin('ciba')
    await at.server.decide('deny')
    await hasEnded(flowId)
    expect(summarise(at.flow(flowId))).toMatchObject({ outcome: 'error', error: 'access_denied' })
  })

  test('slow_down lengthens the interval', async () => {
    at.server.setFault('slow-down-once')
    const flowId = await at.begin('ciba')
    await expect.poll(() => stateOf(flowId).progress?.slowDowns, patient).toBe(1)
    expect(stateOf(flowId).progress?.interval).toBe(6)
    await at.app().handlers.decoupledStop({ flowId })
  })

  test.each([
    ['expired-token', 'error', 'expired_token'],
    ['transaction-failed', 'error', 'transaction_failed'],
    ['invalid-grant', 'token-error', 'invalid_grant'],
  ] as const)('%s ends polling', async (fault, outcome, error) => {
    at.server.setFault(fault)
    const flowId = await at.begin('ciba')
    await hasEnded(flowId)
    expect(summarise(at.flow(flowId))).toMatchObject({ outcome, error })
    expect(polls(flowId)).toBe(1)
  })

  test('a wrong ID token fails', async () => {
    at.server.setFault('id-token-at-hash-wrong')
    const flowId = await at.begin('ciba')
    await at.server.decide('approve')
    await expect.poll(() => at.flow(flowId).tokens.length, patient).toBeGreaterThan(0)
    await expect
      .poll(() => failures(at.flow(flowId)).join('\n'), patient)
      .toContain('token-response idt-at-hash')
  })

  test('a response without an id is refused', async () => {
    at.server.setFault('no-code')
    const flowId = await at.begin('ciba')
    expect(stateOf(flowId).phase).toBe('refused')
    expect(failures(at.flow(flowId)).join()).toContain('cb-response')
  })
})

describe('the device grant', () => {
  test.each(['decoupled-key', 'decoupled-secret', 'decoupled-public'] as const)(
    '%s: the user enters the code, and the tokens are verified',
    async (clientId) => {
      await at.profile(clientId)
      const flowId = await at.begin('device')
      const { userCode, verificationUri, verificationUriComplete } = stateOf(flowId)
      expect(userCode).toMatch(/^\w{4}-\w{4}$/)
      expect(verificationUri).toBe(`${at.server.issuer}/device`)
      await approveDevice(at.server.issuer, verificationUriComplete ?? '')
      await hasTokens(flowId)
      expect(failures(at.flow(flowId))).toEqual([])
      const [response] = messages(at.flow(flowId), 'device-response')
      expect(outcomes(response)).toMatchObject({ 'dv-response': 'passed' })
    },
  )

  test('a denial and a weak user code are shown', async () => {
    at.server.setFault('short-user-code')
    const flowId = await at.begin('device')
    const [response] = messages(at.flow(flowId), 'device-response')
    expect(outcomes(response)).toMatchObject({ 'dv-verification-uri': 'failed' })
    await at.app().handlers.decoupledStop({ flowId })
    expect(summarise(at.flow(flowId)).outcome).toBe('poll-stopped')
  })
})

describe('Poll now, stop and continue', () => {
  test('never polls before the interval', async () => {
    const flowId = await at.begin('ciba')
    expect(await at.app().handlers.decoupledPoll({ flowId })).toMatchObject({
      ok: false,
      issues: [{ code: 'poll_too_early', seen: '1 s' }],
    })
    expect(polls(flowId)).toBe(0)
    await at.app().handlers.decoupledStop({ flowId })
  })

  test('stops, and continues where it was', async () => {
    const flowId = await at.begin('ciba')
    await expect.poll(() => polls(flowId), patient).toBe(1)
    await at.app().handlers.decoupledStop({ flowId })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(polls(flowId)).toBe(1)
    await at.app().handlers.decoupledContinue({ flowId })
    await at.server.decide('approve')
    await hasTokens(flowId)
  })

  test('two presses at once poll once', async () => {
    at.server.setFault('busy-once')
    const flowId = await at.begin('ciba')
    // The failure doubles the pause, so that a press may come before the clock.
    await expect.poll(() => stateOf(flowId).progress?.failures, patient).toBe(1)
    const { lastAt } = stateOf(flowId).progress ?? {}
    await expect.poll(() => Date.now(), patient).toBeGreaterThan((lastAt ?? 0) + 1000)
    const poll = () => at.app().handlers.decoupledPoll({ flowId })
    const before = polls(flowId)
    await Promise.all([poll(), poll()])
    expect(polls(flowId)).toBe(before + 1)
    await at.app().handlers.decoupledStop({ flowId })
  })

  test('a key that is gone stops polling with the reason', async () => {
    const flowId = await at.begin('ciba')
    await at.profile('decoupled-key', { signingKeyId: null })
    await hasEnded(flowId)
    expect(stateOf(flowId)).toMatchObject({
      phase: 'stopped',
      stop: { by: 'refused', issues: [{ code: 'signing_key_missing' }] },
    })
  })

  test('a host whose access was revoked gets no poll', async () => {
    const flowId = await at.begin('ciba')
    const before = at.server.polls().length
    at.browser.granted.clear()
    await hasEnded(flowId)
    expect(stateOf(flowId).stop).toMatchObject({ by: 'refused' })
    expect(at.server.polls()).toHaveLength(before)
    for (const host of ['http://127.0.0.1/*', 'http://localhost/*']) at.browser.granted.add(host)
  })
})

describe('a worker that is terminated', () => {
  test('leaves a poll that the next one sends once', async () => {
    const flowId = await at.begin('ciba')
    await expect.poll(() => polls(flowId), patient).toBe(1)
    at.die()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(polls(flowId)).toBe(1)
    await at.restart()
    await expect.poll(() => polls(flowId), patient).toBe(2)
    await at.server.decide('approve')
    await hasTokens(flowId)
    expect(failures(at.flow(flowId))).toEqual([])
  })

  test('pages wake it when a poll is due, which begins no second loop', async () => {
    const flowId = await at.begin('ciba')
    await Promise.all([1, 2, 3].map(() => at.app().handlers.decoupledDue()))
    await expect.poll(() => polls(flowId), patient).toBe(2)
    const sent = messages(at.flow(flowId), 'token-request').map((message) => message.at)
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBeGreaterThanOrEqual(1000)
    await at.app().handlers.decoupledStop({ flowId })
  })
})

describe('other servers', () => {
  test('the lifetime ends polling; one poll afterwards is possible', async () => {
    const other = await actAtDecoupled({ lifetime: 2 })
    const flowId = await other.begin('device')
    await expect.poll(() => summarise(other.flow(flowId)).outcome, patient).toBe('poll-expired')
    await expect
      .poll(async () => (await other.app().handlers.decoupledPoll({ flowId })).ok, patient)
      .toBe(true)
    expect(summarise(other.flow(flowId))).toMatchObject({
      outcome: 'error',
      error: 'expired_token',
    })
    await other.server.close()
  })

  test('DPoP: the token request has the proof, and the tokens are bound', async () => {
    const other = await actAtDecoupled({ dpop: true })
    await other.profile('decoupled-key', { bindTokens: 'dpop' })
    const flowId = await other.begin('ciba')
    await other.server.decide('approve')
    await expect.poll(() => summarise(other.flow(flowId)).verified, patient).toBe(true)
    expect(other.flow(flowId).tokens.find(({ kind }) => kind === 'access_token')).toMatchObject({
      tokenType: 'DPoP',
    })
    expect(other.server.polls().every(({ hasProof }) => hasProof)).toBe(true)
    const [request] = messages(other.flow(flowId), 'backchannel-request')
    expect(request?.headers.map(([name]) => name.toLowerCase())).not.toContain('dpop')
    expect(failures(other.flow(flowId))).toEqual([])
    await other.server.close()
  })

  test('ping: a notification token is sent, and the request is polled for', async () => {
    const other = await actAtDecoupled({ deliveryModes: ['ping'] })
    const flowId = await other.begin('ciba')
    expect(other.flow(flowId).decoupled).toMatchObject({ delivery: 'ping' })
    const [request] = messages(other.flow(flowId), 'backchannel-request')
    expect(param(request?.params ?? [], 'client_notification_token')).toMatch(/^[\w-]{43}$/)
    await other.server.decide('approve')
    await expect.poll(() => summarise(other.flow(flowId)).verified, patient).toBe(true)
    await other.server.close()
  })

  test('a server without the endpoints: nothing is sent, and no flow is left', async () => {
    const other = await actAtDecoupled({ isOff: true })
    const begun = await other
      .app()
      .handlers.decoupledBegin({ profileId: null, grant: 'device', params: [] })
    expect(begun).toMatchObject({
      ok: false,
      issues: [{ code: 'endpoint_missing', expected: 'device_authorization_endpoint' }],
    })
    expect(other.browser.rows()).toEqual([])
    await other.server.close()
  })
})
