import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAtSandbox, messages, outcomes, type Acting } from './at-sandbox'

let acting: Acting
beforeAll(async () => {
  acting = await actAtSandbox()
})
afterAll(() => acting.sandbox.close())

const push = (open: 'tab' | null = null) =>
  acting.app().handlers.requestPush({ profileId: null, overrides: null, open })

/** A pushed request that was approved; gives the flow's id. */
async function approved(): Promise<string> {
  const pushed = await push('tab')
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  await acting.approve()
  return pushed.flowId
}

/** A flow with its tokens. */
async function exchanged(): Promise<string> {
  const flowId = await approved()
  const sent = await acting.app().handlers.codeExchange({ flowId, responseId: null })
  expect(sent).toMatchObject({ ok: true, accepted: true })
  return flowId
}

const token = (flowId: string, kind: string) =>
  acting.flow(flowId).tokens.find((each) => each.kind === kind && each.state === 'live')?.id ?? ''

describe('a push', () => {
  test('is in Requests with its time left, and in its flow with request and response', async () => {
    const pushed = await push()
    expect(pushed).toMatchObject({ ok: true, accepted: true })
    const [request] = acting.requests()
    expect(request).toMatchObject({
      source: 'parley',
      receivedAssumed: false,
      expiresAt: (request?.receivedAt ?? 0) + 90_000,
      requested: { codeVerifier: expect.stringMatching(/^[\w-]{43}$/) },
    })
    const flow = acting.flow(request?.flowId ?? '')
    expect(flow.messages.map(({ kind }) => kind)).toEqual(['par-request', 'par-response'])
    expect(flow).toMatchObject({ storedRequestId: request?.id, requestUri: request?.requestUri })
    expect(messages(flow, 'par-response')[0]?.results).not.toEqual([])
  })

  test('goes on in the same flow when it is opened, and in another when it is opened again', async () => {
    const pushed = await push('tab')
    if (!pushed.ok) throw new Error('refused')
    expect(acting.flow(pushed.flowId ?? '').messages.map(({ kind }) => kind)).toEqual([
      'par-request',
      'par-response',
      'authorization-request',
    ])
    const again = await acting
      .app()
      .handlers.requestOpen({ id: pushed.storedRequestId ?? '', where: 'tab' })
    expect(again.ok && again.flowId).not.toBe(pushed.flowId)
  })

  test('that is refused is in its flow, and not in Requests', async () => {
    const before = acting.requests().length
    await acting.profile({ clientId: 'nobody' })
    const pushed = await push('tab')
    await acting.profile({})
    expect(pushed).toMatchObject({ ok: true, accepted: false, storedRequestId: null })
    const flow = acting.flow(pushed.ok ? (pushed.flowId ?? '') : '')
    expect(messages(flow, 'par-response')).toMatchObject([
      { status: 401, issues: [{ code: expect.stringMatching(/^response_/) }] },
    ])
    expect(acting.requests()).toHaveLength(before)
  })

  test('without its key says so, and leaves no flow behind', async () => {
    const flows = acting.browser.rows()
    await acting.profile({ signingKeyId: null })
    const pushed = await push()
    await acting.profile({})
    expect(pushed).toMatchObject({ ok: false, issues: [{ code: 'signing_key_missing' }] })
    expect(acting.browser.rows()).toEqual(flows)
  })
})

describe('an exchange', () => {
  test('brings tokens that are verified and compared with the request', async () => {
    const flowId = await exchanged()
    const flow = acting.flow(flowId)
    expect(flow.tokens.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'access_token live',
      'refresh_token live',
      'id_token live',
    ])
    const [answer] = messages(flow, 'token-response')
    expect(answer).toMatchObject({
      status: 200,
      issues: [],
      jwts: [{ name: 'id_token', decryption: null, verification: { status: 'valid' } }],
    })
    expect(outcomes(answer)).toMatchObject({
      'idt-signature': 'passed',
      'idt-iss': 'passed',
      'idt-aud': 'passed',
      'idt-nonce': 'passed',
    })
  })

  test('sends what the push was made with', async () => {
    const flow = acting.flow(await exchanged())
    const [request] = messages(flow, 'token-request')
    const sent = Object.fromEntries(request?.params ?? [])
    expect(sent).toMatchObject({
      grant_type: 'authorization_code',
      code_verifier: flow.requested.codeVerifier,
      redirect_uri: flow.requested.redirectUri,
    })
  })

  test('a second time is refused by the server, and both are shown', async () => {
    const flowId = await exchanged()
    const again = await acting.app().handlers.codeExchange({ flowId, responseId: null })
    expect(again).toMatchObject({ ok: true, accepted: false })
    expect(messages(acting.flow(flowId), 'token-response').map(({ status }) => status)).toEqual([
      200, 400,
    ])
  })

  test('without a code says so', async () => {
    const pushed = await push()
    const flowId = pushed.ok ? (pushed.flowId ?? '') : ''
    expect(await acting.app().handlers.codeExchange({ flowId, responseId: null })).toMatchObject({
      ok: false,
      issues: [{ code: 'code_missing' }],
    })
  })
})

describe('after tokens', () => {
  test('UserInfo is about the same person', async () => {
    const flowId = await exchanged()
    const tokenId = token(flowId, 'access_token')
    const sent = await acting.app().handlers.userinfoRequest({ flowId, tokenId })
    expect(sent).toMatchObject({ ok: true, accepted: true })
    expect(messages(acting.flow(flowId), 'userinfo-response')[0]?.body).toContain('aisyah')
  })

  test('a refresh, an introspection, a revocation', async () => {
    const flowId = await exchanged()
    const { handlers } = acting.app()
    const refreshed = await handlers.tokenRefresh({
      flowId,
      tokenId: token(flowId, 'refresh_token'),
    })
    expect(refreshed).toMatchObject({ ok: true, accepted: true })
    const access = { flowId, tokenId: token(flowId, 'access_token') }
    await handlers.tokenIntrospect(access)
    await handlers.tokenRevoke(access)
    await handlers.tokenIntrospect(access)
    const flow = acting.flow(flowId)
    expect(
      messages(flow, 'introspection-response').map(
        ({ body }) => (JSON.parse(body) as { active: boolean }).active,
      ),
    ).toEqual([true, false])
    expect(flow.tokens.find(({ id }) => id === access.tokenId)?.state).toBe('revoked')
    expect(flow.tokens.map(({ state }) => state)).toContain('replaced')
  })

  test('client credentials begin a flow of their own', async () => {
    const sent = await acting.app().handlers.tokenGrant({
      profileId: null,
      flowId: null,
      grantType: 'client_credentials',
      params: [['scope', 'accounts']],
    })
    expect(sent).toMatchObject({ ok: true, accepted: true })
    const flow = acting.flow(sent.ok ? sent.flowId : '')
    expect(flow.messages.map(({ kind }) => kind)).toEqual(['token-request', 'token-response'])
    expect(flow.tokens).toMatchObject([{ kind: 'access_token', state: 'live' }])
  })

  test('a token goes to no host but those of its profile', async () => {
    const flowId = await exchanged()
    const request = {
      flowId,
      tokenId: token(flowId, 'access_token'),
      method: 'GET',
      headers: [],
      body: '',
    }
    const { handlers } = acting.app()
    const count = acting.flow(flowId).messages.length
    expect(
      await handlers.resourceRequest({ ...request, url: 'https://evil.example/' }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'resource_host', seen: 'https://evil.example' }],
    })
    expect(acting.flow(flowId).messages).toHaveLength(count)
  })
})

test('the worker may die between any two steps', async () => {
  const pushed = await push('tab')
  if (!pushed.ok || pushed.flowId === null) throw new Error('refused')
  const { flowId } = pushed
  acting.restart()
  await acting.approve()
  acting.restart()
  await acting.app().handlers.codeExchange({ flowId, responseId: null })
  acting.restart()
  await acting.app().handlers.tokenRefresh({ flowId, tokenId: token(flowId, 'refresh_token') })
  acting.restart()
  const tokenId = token(flowId, 'access_token')
  expect(await acting.app().handlers.userinfoRequest({ flowId, tokenId })).toMatchObject({
    ok: true,
    accepted: true,
  })
})

test('a request sent in the URL is in Requests too', async () => {
  await acting.profile({ sendBy: 'url' })
  const pushed = await push()
  await acting.profile({})
  expect(pushed).toMatchObject({ ok: true, flowId: null, accepted: true })
  const url = new URL(acting.requests()[0]?.authorizeUrl ?? '')
  expect(url.searchParams.has('request')).toBe(true)
})
