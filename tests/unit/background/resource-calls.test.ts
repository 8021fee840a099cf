import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyCall, type CallValues } from '@/lib/oauth/call-values'
import { actAtConsentBank, type AtConsentBank } from './at-consent-bank'
import { messages } from './at-sandbox'

let at: AtConsentBank
let profileId: string
let flowId: string
let tokenId: string
beforeAll(async () => {
  at = await actAtConsentBank('uk')
  profileId = await at.profile({ variables: [['account_id', 'acc-100001']] })
  flowId = await at.create('uk_account_access_40')
  await at.approve()
  await at.exchange(flowId)
  tokenId = at
    .flow(flowId)
    .tokens.find((token) => token.kind === 'access_token' && !token.ofClient)!.id
})
afterEach(() => at.bank.spoil(null))
afterAll(() => at.bank.close())

const accounts = '{{resource_base}}/open-banking/v4.0/aisp/accounts'
const transactions: Partial<CallValues> = { url: `${accounts}/{{account_id}}/transactions` }

async function send(
  values: Partial<CallValues>,
  follow: { runId: string; to: 'next' | 'previous' } | null = null,
  item = 'c1',
) {
  const data = { profileId, item, flowId, tokenId, values: { ...emptyCall, ...values }, follow }
  return at.app().handlers.callSend(data)
}

async function ran(...input: Parameters<typeof send>) {
  const sent = await send(...input)
  if (!sent.ok) throw new Error(JSON.stringify(sent.issues))
  return sent.run
}

const history = (item = 'c1') =>
  (at.browser.session.values.get('callRuns') as Record<string, readonly { id: string }[]>)[
    `${profileId} ${item}`
  ]

describe('a resource call', () => {
  test('is recorded and judged in the flow of its token, and listed', async () => {
    const run = await ran({ url: accounts })
    expect(run).toMatchObject({ flowId, status: 200, verdict: 'pass', issues: [], error: null })
    const request = messages(at.flow(flowId), 'resource-request').at(-1)
    expect(request?.id).toBe(run.requestId)
    expect(request?.results.length).toBeGreaterThan(0)
    expect(history()?.[0]).toEqual(run)
  })

  test('the newest call is listed first', async () => {
    const first = await ran({ url: accounts }, null, 'order')
    const second = await ran({ url: accounts }, null, 'order')
    expect(history('order')?.map(({ id }) => id)).toEqual([second.id, first.id])
  })

  test('a response that the tester does not expect fails, and the code of the server is named', async () => {
    const run = await ran({ url: `${accounts}/a/b/c` })
    expect(run).toMatchObject({ status: 404, verdict: 'fail' })
    expect(run.issues).toEqual([
      { code: 'call_status', seen: '404', expected: '2xx' },
      expect.anything(),
    ])
  })

  test('a refusal that the tester expects is not a failure of the expectation', async () => {
    const run = await ran({ url: `${accounts}/a/b/c`, expect: { status: '404', json: false } })
    expect(run.issues).toEqual([])
  })

  test('what cannot be filled is not sent, and not listed', async () => {
    const before = at.bank.calls().length
    const sent = await send({ url: `${accounts}/{{nobody}}` }, null, 'unfilled')
    expect(sent).toMatchObject({ ok: false, issues: [{ code: 'variable_unknown', field: 'url' }] })
    expect(at.bank.calls()).toHaveLength(before)
    expect(history('unfilled')).toEqual([])
  })

  test('a token goes to no host that the profile does not name', async () => {
    const sent = await send({ url: 'https://elsewhere.invalid/accounts' })
    expect(sent).toMatchObject({ ok: false, issues: [{ code: 'resource_host' }] })
  })

  test('an idempotency key that is kept is sent again', async () => {
    const post = { method: 'POST', url: accounts, body: '{"a":"{{account_id}}"}' }
    const first = await ran(post)
    expect(first.status).toBe(405)
    expect(first.idempotencyKey).toMatch(/^[\da-f-]{36}$/)
    const key = first.idempotencyKey ?? ''
    const again = await ran({ ...post, headers: { 'x-idempotency-key': key } })
    expect(again.idempotencyKey).toBe(key)
    expect((await ran(post)).idempotencyKey).not.toBe(key)
    expect(messages(at.flow(flowId), 'resource-request').at(-1)?.body).toBe('{"a":"acc-100001"}')
  })
})

describe('paging', () => {
  test('follows a link at a press only, page by page and back', async () => {
    const before = at.bank.calls().length
    const first = await ran(transactions, null, 'pages')
    expect(first.page).toEqual({ page: 1, pages: 3 })
    const second = await ran(transactions, { runId: first.id, to: 'next' }, 'pages')
    expect(second.page).toEqual({ page: 2, pages: 3 })
    const back = await ran(transactions, { runId: second.id, to: 'previous' }, 'pages')
    expect(back.page).toEqual({ page: 1, pages: 3 })
    expect(at.bank.calls()).toHaveLength(before + 3)
    const last = messages(at.flow(flowId), 'resource-request').at(-2)
    expect(last?.url).toContain('?page=2')
    expect(last?.headers.map(([name]) => name)).toContain('x-fapi-interaction-id')
  })

  test('a link to another host is not followed', async () => {
    at.bank.spoil('next-elsewhere')
    const first = await ran(transactions, null, 'foreign')
    const sent = await send(transactions, { runId: first.id, to: 'next' }, 'foreign')
    expect(sent).toMatchObject({ ok: false, issues: [{ code: 'resource_host' }] })
    expect(history('foreign')).toHaveLength(1)
  })

  test('a response without a link is named', async () => {
    const first = await ran({ url: accounts }, null, 'single')
    expect(await send({ url: accounts }, { runId: first.id, to: 'next' }, 'single')).toMatchObject({
      ok: false,
      issues: [{ code: 'call_no_link' }],
    })
  })
})

describe('saved calls', () => {
  test('have no secrets, and are exported and imported with their profile', async () => {
    const { handlers } = at.app()
    const values: CallValues = {
      ...emptyCall,
      method: 'POST',
      url: `${accounts}?access_token=geheim-1&page=2`,
      headers: { 'x-own': 'kept', cookie: 'geheim-2', authorization: 'Bearer geheim-3' },
      body: '{"client_secret":"geheim-4","amount":"{{account_id}}"}',
    }
    const saved = await handlers.savedCallPut({ id: null, profileId, name: 'Mine', values })
    expect(saved).toMatchObject({ ok: true })
    const [stored] = await at.browser.ports.savedCalls.getValue()
    expect(JSON.stringify(stored)).not.toContain('geheim')
    expect(stored?.values).toMatchObject({ headers: { 'x-own': 'kept' } })
    expect(stored?.values.body).toContain('{{account_id}}')
    const { text } = await handlers.profilesExport({ ids: [profileId], secrets: false })
    expect(text).toContain('savedCalls')
    const imported = await handlers.profilesImport({ text })
    if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
    const all = await at.browser.ports.savedCalls.getValue()
    expect(all.map(({ name, profileId: of }) => [name, of])).toEqual([
      ['Mine', profileId],
      ['Mine', imported.report.profileIds[0]],
    ])
    await handlers.profileSelect({ id: profileId })
  })

  test('the calls of the ecosystem are added once pressed', async () => {
    const { handlers } = at.app()
    const before = (await at.browser.ports.savedCalls.getValue()).length
    const added = await handlers.savedCallsAdd({ profileId })
    expect(added).toMatchObject({ ok: true, id: expect.any(String) })
    const all = await at.browser.ports.savedCalls.getValue()
    expect(all.slice(before).map(({ name }) => name)).toEqual([
      'GET accounts',
      'GET one account',
      'GET balances',
      'GET transactions',
      'GET direct-debits',
      'GET standing-orders',
    ])
  })

  test('a draft that is saved for the first time takes its history along', async () => {
    const { handlers } = at.app()
    const values = { ...emptyCall, url: accounts }
    await handlers.callDraft({ profileId, draft: { values, from: null, at: 1 } })
    const run = await ran(values, null, 'draft')
    const saved = await handlers.savedCallPut({ id: null, profileId, name: 'First', values })
    if (!saved.ok) throw new Error('not saved')
    expect(history(saved.id)).toEqual([run])
    expect(history('draft')).toBeUndefined()
  })

  test('a history survives the end of the worker', async () => {
    const run = await ran({ url: accounts }, null, 'survives')
    await at.restart()
    expect(history('survives')).toEqual([run])
    expect(await ran({ url: accounts }, null, 'survives')).toMatchObject({ verdict: 'pass' })
  })
})
