import { beforeEach, describe, expect, test } from 'vitest'
import type { SessionState } from '@/lib/storage/state'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, navigation, redirectUri } from '../flow/browser'
import {
  answered,
  app,
  browser,
  captured,
  exchange,
  flowOf,
  grantedTokens,
  opened,
  profile,
  reset,
  server,
  tokenOf,
} from './answering'

beforeEach(reset)

const codes = () => server.sent.filter(({ body }) => body.includes('grant_type=authorization_code'))

describe('a code is not sent twice by accident', () => {
  test('by two clicks at once', async () => {
    const { id } = await captured()
    const [first, second] = await Promise.all([exchange(id), exchange(id)])
    expect(second).toEqual(first)
    expect(codes()).toHaveLength(1)
    await exchange(id)
    expect(codes()).toHaveLength(2)
  })

  test('by a click while it is exchanged at its capture', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    const clicks: Promise<unknown>[] = []
    server.answer = () => {
      if (clicks.length === 0) clicks.push(exchange(flow.id))
      return Response.json(grantedTokens)
    }
    for (const event of answered(flow)) await app.observe(event)
    await Promise.all(clicks)
    expect(codes()).toHaveLength(1)
  })

  test('by its capture while a click is under way', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    browser.ports.showBadge = async () => void clicks.push(exchange(flow.id))
    const clicks: Promise<unknown>[] = []
    for (const event of answered(flow)) await app.observe(event)
    await Promise.all(clicks)
    expect(clicks).toHaveLength(1)
    expect(codes()).toHaveLength(1)
  })

  test('nor is a refresh token, by two clicks at once', async () => {
    const { id } = await captured()
    await exchange(id)
    const input = { flowId: id, tokenId: tokenOf(flowOf(id), 'refresh_token') }
    await Promise.all([app.handlers.tokenRefresh(input), app.handlers.tokenRefresh(input)])
    expect(
      server.sent.filter(({ body }) => body.includes('grant_type=refresh_token')),
    ).toHaveLength(1)
  })
})

describe('a captured code is exchanged at once', () => {
  test('only where the profile says so', async () => {
    await captured()
    expect(codes()).toHaveLength(0)
  })

  test.each([
    ['of another state', { state: 'other' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['beside an error', { error: 'access_denied' }],
  ])('but not one %s', async (_, params) => {
    await profile({ autoExchange: true })
    await captured(params)
    expect(codes()).toHaveLength(0)
  })

  test('but not one that was pasted', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    const text = `${redirectUri}?code=c1&state=${flow.expected.state ?? ''}`
    await app.handlers.responseAdd({ text })
    expect(responsesOf(flowOf(flow.id))).toHaveLength(1)
    expect(codes()).toHaveLength(0)
  })

  test('but not for a profile that was removed', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    await app.handlers.profileRemove({ id: flow.profileId ?? '' })
    for (const event of answered(flow)) await app.observe(event)
    expect(codes()).toHaveLength(0)
  })
})

describe('a flow', () => {
  test('sends nothing after the issuer of its profile was changed', async () => {
    const { id } = await captured()
    server.named = 'https://other.example'
    await profile({ issuer: server.named })
    expect(await exchange(id)).toEqual({
      ok: false,
      issues: [{ code: 'profile_issuer', seen: server.named, expected: issuer }],
    })
    expect(server.sent).toEqual([])
  })

  test('is not judged by an issuer that its profile got while a call was under way', async () => {
    const { id } = await captured()
    server.answer = async () => {
      server.answer = () => Response.json({ keys: [] })
      server.named = 'https://other.example'
      await profile({ issuer: server.named })
      return Response.json({ ...grantedTokens, id_token: 'eyJhbGciOiJQUzI1NiJ9.e30.AA' })
    }
    await exchange(id)
    expect(flowOf(id).messages.at(-1)).toMatchObject({
      jwts: [{ verification: { status: 'not-run' } }],
    })
    expect(server.sent.map(({ url }) => url)).toEqual([`${issuer}/token`])
  })

  test('that is removed during a call stays removed, with the response', async () => {
    const { id } = await captured()
    server.answer = async () => {
      await app.handlers.flowsRemove({ ids: [id] })
      return Response.json(grantedTokens)
    }
    await exchange(id)
    const rows = browser.rows()
    expect(rows).toMatchObject([{ id, removedAt: browser.state.now }])
    expect(flowOf(id).tokens).toHaveLength(2)
  })

  test('that is gone for good while a call is under way is server.named, and does not come back', async () => {
    const { id } = await captured()
    server.answer = async () => {
      await app.handlers.flowsRemove({ ids: [id] })
      browser.state.now += 61_000
      await app.start()
      return Response.json(grantedTokens)
    }
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'flow_gone' }] })
    expect(flowOf(id)).toBeUndefined()
  })

  test('whose response cannot be stored says so', async () => {
    const { id } = await captured()
    const { session } = browser.ports
    const { set } = session
    server.answer = () => {
      session.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
      return Response.json(grantedTokens)
    }
    const result = await exchange(id)
    session.set = set
    expect(result).toEqual({ ok: false, issues: [{ code: 'response_not_kept' }] })
  })

  test('whose request has no room is not sent', async () => {
    const { id } = await captured()
    browser.ports.session.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'request_not_kept' }] })
    expect(server.sent).toEqual([])
  })

  test('is found by each tab, where its request is opened twice before the browser reports the tabs', async () => {
    const made = await app.handlers.requestPush({ profileId: null, overrides: null, open: null })
    const tabs = [7, 8].map((id) => ({ id, known: Promise.withResolvers<number>() }))
    const waiting = [...tabs]
    browser.ports.openUrl = async () => waiting.shift()?.known.promise ?? null
    const id = made.ok ? (made.storedRequestId ?? '') : ''
    const open = () => app.handlers.requestOpen({ id, where: 'tab' })
    const rows = () => browser.rows()
    const first = open()
    await expect.poll(() => rows().length).toBe(1)
    browser.state.now += 1
    const answers = [first, open()]
    await expect.poll(() => rows().length).toBe(2)
    const [request] = browser.session.values.get('requests') as SessionState['requests']
    for (const { id: tab, known } of tabs) {
      for (const event of navigation(`n${tab}`, tab, [request?.authorizeUrl ?? ''], {
        status: 200,
      }))
        await app.observe(event)
      known.resolve(tab)
    }
    const found = await Promise.all(answers)
    expect(found.map((each) => each.ok && flowOf(each.flowId).tabId)).toEqual([7, 8])
    expect(rows()).toHaveLength(2)
  })

  test('that was removed does not go on when its request is opened', async () => {
    const flow = await opened()
    await app.handlers.flowsRemove({ ids: [flow.id] })
    const again = await app.handlers.requestOpen({ id: flow.storedRequestId ?? '', where: 'tab' })
    expect(again.ok && again.flowId).not.toBe(flow.id)
  })
})
