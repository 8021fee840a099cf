import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EventPoll } from '@/lib/oauth/event-poll'
import type { EventFeed } from '@/lib/storage/event-feeds'
import { actAtConsentBank, type AtConsentBank } from './at-consent-bank'
import { messages } from './at-sandbox'

let at: AtConsentBank
let profileId: string
let flowId: string
let tokenId: string
beforeAll(async () => {
  at = await actAtConsentBank('uk')
  profileId = await at.profile({})
  const sent = await at.app().handlers.tokenGrant({
    profileId,
    flowId: null,
    grantType: 'client_credentials',
    params: [['scope', 'accounts']],
  })
  if (!sent.ok) throw new Error(JSON.stringify(sent.issues))
  ;({ flowId } = sent)
  tokenId = at.flow(flowId).tokens[0]!.id
})
afterEach(() => at.bank.spoil(null))
afterAll(() => at.bank.close())

const url = '{{resource_base}}/open-banking/v4.0/events'
const usual: EventPoll = { maxEvents: null, returnImmediately: true, ack: [], setErrs: {} }
const poll = (more: Partial<EventPoll> = {}, to = url) =>
  at.app().handlers.eventsPoll({ profileId, flowId, tokenId, url: to, poll: { ...usual, ...more } })
const feed = () =>
  (at.browser.session.values.get('eventFeeds') as Record<string, EventFeed>)[profileId]!
const only = { maxEvents: 0 }

async function inspect(text: string) {
  return at.app().handlers.tokenInspect({
    text,
    flowId: null,
    jwks: null,
    nonce: null,
    payload: null,
    kind: null,
    anyKey: false,
  })
}

const revoked = 'urn:uk:org:openbanking:events:consent-authorization-revoked'

describe('polling for SETs', () => {
  test('a SET is received, verified, and acknowledged by a call of its own', async () => {
    const jti = at.bank.emit(revoked, { reason: 'by the user' })
    expect(await poll()).toMatchObject({ ok: true, accepted: true })
    const [set] = feed().sets
    expect(set).toMatchObject({ jti, state: 'new' })
    expect(feed().last).toMatchObject({ status: 200, count: 1, moreAvailable: false, issues: [] })
    const view = await inspect(set?.text ?? '')
    expect(view.role.kind).toBe('set')
    expect(view.verification.status).toBe('valid')
    expect(view.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(at.bank.settled()).toEqual([])
    await poll({ ack: [jti], ...only })
    expect(at.bank.settled()).toEqual([`ack ${jti}`])
    expect(feed().sets[0]).toMatchObject({ jti, state: 'acknowledged' })
    const bodies = messages(at.flow(flowId), 'resource-request').map(({ body }) => body)
    expect(bodies.at(-1)).toBe(`{"maxEvents":0,"returnImmediately":true,"ack":["${jti}"]}`)
  })

  test('a SET is refused with a reason', async () => {
    const jti = at.bank.emit('https://events.example/other', {})
    await poll()
    const setErrs = { [jti]: { err: 'invalid_request', description: 'Unknown event' } } as const
    await poll({ setErrs, ...only })
    expect(at.bank.settled().at(-1)).toBe(`err ${jti}`)
    expect(feed().sets[0]).toMatchObject({ jti, state: 'refused', err: 'invalid_request' })
    const headers = messages(at.flow(flowId), 'resource-request').at(-1)?.headers ?? []
    expect(headers).toContainEqual(['content-language', 'en'])
  })

  test('a wrong signature is not verified', async () => {
    at.bank.spoil('set-wrong-key')
    at.bank.emit(revoked, {})
    await poll()
    expect((await inspect(feed().sets[0]?.text ?? '')).verification.status).toBe('invalid')
    at.bank.spoil(null)
    await poll({ ack: [feed().sets[0]?.jti ?? ''], ...only })
  })

  test('a name that differs from the jti is named', async () => {
    at.bank.spoil('set-other-jti')
    const jti = at.bank.emit(revoked, {})
    await poll()
    expect(feed().last?.issues).toEqual([{ code: 'poll_jti', seen: `other-${jti}`, expected: jti }])
    at.bank.spoil(null)
    await poll({ ack: [jti], ...only })
  })

  test('a SET that was acknowledged and is sent again is named, and not listed twice', async () => {
    at.bank.spoil('set-again')
    const jti = at.bank.emit(revoked, {})
    await poll()
    await poll({ ack: [jti], ...only })
    await poll()
    expect(feed().last?.issues).toEqual([{ code: 'poll_again', seen: jti }])
    expect(feed().sets.filter((set) => set.jti === jti)).toHaveLength(1)
    at.bank.spoil(null)
    await poll({ ack: [jti], ...only })
  })

  test('what is refused changes nothing in the list', async () => {
    const before = feed().sets
    const id = await at.create('uk_account_access_40')
    await at.approve()
    await at.exchange(id)
    const token = at
      .flow(id)
      .tokens.find(({ kind, ofClient }) => kind === 'access_token' && !ofClient)
    const sent = await at.app().handlers.eventsPoll({
      profileId,
      flowId: id,
      tokenId: token?.id ?? '',
      url,
      poll: { ...usual, ack: [before[0]?.jti ?? ''] },
    })
    expect(sent).toMatchObject({ ok: true, accepted: false })
    expect(feed().sets).toEqual(before)
    expect(feed().last).toMatchObject({ status: 403, accepted: false })
  })

  test('nothing is sent to a host that the profile does not name', async () => {
    expect(await poll({}, 'https://elsewhere.invalid/events')).toMatchObject({
      ok: false,
      issues: [{ code: 'resource_host' }],
    })
  })

  test('nothing in the values of the transmitter is a variable', async () => {
    await poll({ ack: ['{{client_id}}'], ...only })
    expect(messages(at.flow(flowId), 'resource-request').at(-1)?.body).toContain('{{client_id}}')
  })
})
