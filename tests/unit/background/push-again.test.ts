import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { actAtSandbox, type Acting } from './at-sandbox'

let acting: Acting
let profileId: string
beforeAll(async () => {
  acting = await actAtSandbox()
  profileId = await acting.profile({ scope: 'openid accounts' })
})
afterAll(() => acting.sandbox.close())

const handlers = () => acting.app().handlers
const rows = () => acting.browser.session.values.get('requests') as readonly StoredRequest[]
const sentLast = () => {
  const jwt = new URLSearchParams(acting.sandbox.received().at(-1)?.body).get('request') ?? ''
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >
}

async function pushWith(values: Partial<RequestValues>): Promise<string> {
  const made = await handlers().requestPrepare({ profileId, values: { ...noValues, ...values } })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const sent = await handlers().requestSend({
    id: made.preview.id,
    item: null,
    label: 'Mine',
    open: null,
  })
  if (!sent.ok || sent.storedRequestId === null) throw new Error(JSON.stringify(sent))
  return sent.storedRequestId
}

async function again(id: string) {
  const result = await handlers().requestAgain({ id })
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result
}

describe('push again', () => {
  test('sends the values that the row was made with, and fresh ones for what is used once', async () => {
    const values = { params: { max_age: '7', nonce: null }, headers: { 'x-own': 'a' } }
    const id = await pushWith(values)
    const first = sentLast()
    const result = await again(id)
    expect(result).toMatchObject({ accepted: true, changed: [], isKnown: true })
    const second = sentLast()
    expect(String(second['max_age'])).toBe('7')
    expect(second).not.toHaveProperty('nonce')
    expect(second['state']).not.toBe(first['state'])
    expect(acting.sandbox.received().at(-1)?.headers).toContainEqual(['x-own', 'a'])
    const [row] = rows()
    expect(row).toMatchObject({ id: result.storedRequestId, label: 'Mine' })
    expect(row?.origin?.values).toEqual({ ...noValues, ...values })
  })

  test('what the profile requests meanwhile is not sent', async () => {
    const id = await pushWith({})
    await acting.profile({ scope: 'openid' })
    expect(await again(id)).toMatchObject({ accepted: true, changed: [], isKnown: true })
    expect(sentLast()['scope']).toBe('openid accounts')
    await acting.profile({ scope: 'openid accounts' })
  })

  test('what cannot be the same is named', async () => {
    const id = await pushWith({})
    await acting.profile({ scope: 'openid accounts', requestAs: 'parameters' })
    expect(await again(id)).toMatchObject({ changed: ['requestAs'], isKnown: true })
    await acting.profile({ scope: 'openid accounts' })
  })

  test('a plain push is repeated as well, and the repetition again', async () => {
    const sent = await handlers().requestPush({ profileId, overrides: null, open: null })
    if (!sent.ok || sent.storedRequestId === null) throw new Error(JSON.stringify(sent))
    const one = await again(sent.storedRequestId)
    const two = await again(one.storedRequestId ?? '')
    expect(two).toMatchObject({ accepted: true, changed: [], isKnown: true })
  })

  test('the values of a pasted request are not known, which is said', async () => {
    const added = await handlers().requestAdd({
      text: 'urn:example:pasted-request-uri',
      details: null,
      open: null,
    })
    if (!added.ok) throw new Error(JSON.stringify(added.issues))
    const id = rows()[0]?.id ?? ''
    expect(await again(id)).toMatchObject({ accepted: true, isKnown: false })
  })

  test('a request that is gone is named', async () => {
    expect(await handlers().requestAgain({ id: 'none' })).toMatchObject({
      ok: false,
      issues: [{ code: 'request_gone' }],
    })
  })
})
