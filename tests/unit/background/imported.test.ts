import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { restsOnReplaced } from '@/lib/flow/read/replaced-values'
import type { RuleResult } from '@/lib/model/rule-result'
import { rulePages } from '@/lib/catalogue/rule-pages'
import { ofOtherFlows } from '@/lib/judge/judge-flow'
import { writeFlowFile } from '@/lib/share/flow-file'
import { issuer, page, redirectUri } from '../flow/browser'
import { held } from '../../samples/held'
import { flowWithSecrets, planted } from '../../samples/shared-flow'
import { app, browser, draft, reset, restart, stored, withProfile } from './harness'

const head = {
  mode: 'complete',
  made: { at: 5, parley: '1.0.0', browser: 'Chromium 141', rules: '2026.11' },
  redaction: [],
} as const

let fetched: string[] = []

beforeEach(async () => {
  fetched = []
  reset({
    fetch: async (input) => {
      const url = String(input)
      fetched.push(url)
      const answer = browser.state.answers.get(url)
      if (!answer) throw new TypeError('Failed to fetch')
      return answer()
    },
  })
  await withProfile()
  await app.handlers.profileAutoExchange({ id: profileId(), on: true })
  fetched = []
})

const profileId = () =>
  browser.rows() && ((stored('access') && Object.keys(stored('access'))[0]) ?? '')

/** A flow of the profile, as if the tester's own Parley had recorded it, held and with live tokens. */
function ownFlow(): Flow {
  const flow = flowWithSecrets()
  return {
    ...flow,
    issuer,
    clientId: draft.clientId,
    redirectUris: [redirectUri],
    matchedBy: 'sent',
    messages: [
      ...flow.messages,
      held({
        id: 'held-1',
        at: 4000,
        url: `${redirectUri}?code=fresh-code-1&state=${planted.state}`,
        target: redirectUri,
        params: [
          ['code', 'fresh-code-1'],
          ['state', planted.state],
        ],
      }),
    ],
  }
}

async function importOwn(mode: 'safe' | 'complete' = 'complete'): Promise<string> {
  const text = writeFlowFile([ownFlow()], { ...head, mode })
  const result = await app.handlers.flowsImport({ text, file: null })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.flowIds[0] ?? ''
}

const imported = { ok: false, issues: [{ code: 'flow_imported' }] }

describe('an imported flow', () => {
  test('is stored, marked, and does not become the latest response', async () => {
    const id = await importOwn()
    expect(browser.flow(id)).toMatchObject({ imported: { mode: 'complete' }, profileId: null })
    expect(stored('flows')).toMatchObject([{ id, imported: true }])
    expect(stored('latest') ?? null).toBeNull()
  })

  test('causes no call by any command', async () => {
    const id = await importOwn()
    const { handlers } = app
    const named = { flowId: id, tokenId: 't1' }
    const results = [
      await handlers.codeExchange({ flowId: id, responseId: null }),
      await handlers.codeExchange({ flowId: id, responseId: 'held-1', confirmed: true }),
      await handlers.tokenRefresh(named),
      await handlers.userinfoRequest(named),
      await handlers.tokenIntrospect(named),
      await handlers.tokenRevoke(named),
      await handlers.tokenGrant({
        profileId: null,
        flowId: id,
        grantType: 'client_credentials',
        params: [],
      }),
      await handlers.resourceRequest({
        ...named,
        method: 'GET',
        url: `${issuer}/accounts`,
        headers: [],
        body: '',
      } as unknown as Parameters<typeof handlers.resourceRequest>[0]),
      await handlers.parAdd({ flowId: id, text: '{"request_uri":"urn:x","expires_in":9}' }),
      await handlers.requestCurl({ flowId: id, messageId: 'm3', secrets: true, shell: null }),
    ]
    expect(results).toEqual(results.map(() => imported))
    expect(fetched).toEqual([])
    expect(browser.flow(id)?.messages).toHaveLength(ownFlow().messages.length)
  })

  test('is not held, released or shown in a held page', async () => {
    const id = await importOwn()
    const named = { flowId: id, responseId: 'held-1' }
    await app.handlers.flowHold({ id, on: true })
    expect(browser.flow(id)).toMatchObject({ hold: false })
    const { handlers } = app
    for (const result of [
      await handlers.holdRelease({ ...named, params: null, defence: null }),
      await handlers.holdDiscard(named),
      await handlers.heldFocus(named),
    ])
      expect(result).toMatchObject({ ok: false })
    expect(stored('held') ?? []).toEqual([])
    expect(stored('deliveries') ?? []).toEqual([])
    expect(browser.opened).toEqual([])
  })

  test('gets no event: its own response arrives in a new flow', async () => {
    const id = await importOwn()
    const before = browser.flow(id)
    const base = { ...page, tabId: 7, at: browser.state.now, webRequestId: 'r1' }
    const url = `${redirectUri}?code=fresh-code-1&state=${planted.state}`
    await app.observe({ kind: 'request', ...base, url, method: 'GET', form: null } as Parameters<
      typeof app.observe
    >[0])
    await app.handlers.responseAdd({ text: url })
    expect(browser.flow(id)).toEqual(before)
  })

  test('causes nothing when the worker starts again, and when access is granted', async () => {
    const id = await importOwn()
    const before = browser.flow(id)
    fetched = []
    restart()
    await app.start()
    await app.onAccessChanged()
    expect(fetched.filter((url) => !url.includes('.well-known'))).toEqual([])
    expect(browser.flow(id)).toEqual(before)
  })

  test('has its tokens inspected without fetching keys', async () => {
    const id = await importOwn()
    const { body } = flowWithSecrets().messages[3] as { body: string }
    const { id_token: text } = JSON.parse(body) as { id_token: string }
    await app.handlers.tokenInspect({
      text,
      jwks: null,
      payload: null,
      nonce: null,
      flowId: id,
      kind: null,
      anyKey: false,
    })
    expect(fetched).toEqual([])
  })

  test('can be renamed, pinned and removed', async () => {
    const id = await importOwn()
    await app.handlers.flowRename({ id, name: 'Ticket 318' })
    await app.handlers.flowPin({ id, on: true })
    expect(browser.flow(id)).toMatchObject({ name: 'Ticket 318', pinned: true })
    await app.handlers.flowsRemove({ ids: [id] })
    expect(stored('flows')[0]?.removedAt).toBeDefined()
  })
})

test('a safe file is judged again, apart from verdicts that may rest on what was replaced', async () => {
  const id = await importOwn('safe')
  await app.handlers.flowRename({ id, name: 'x' })
  const resultsIn = (flow: Flow | undefined) =>
    flow?.messages.flatMap(({ results }) => results) ?? []
  const after = resultsIn(browser.flow(id))
  expect(after.filter(restsOnReplaced)).toEqual(resultsIn(ownFlow()).filter(restsOnReplaced))
  expect(after.filter((result) => !restsOnReplaced(result)).length).toBeGreaterThan(20)
})

test('a complete file keeps the verdicts that the present rules cannot repeat', async () => {
  const unchecked = browser
    .flow(await importOwn())
    ?.messages[3]?.results.find(({ outcome }) => outcome === 'not-observed')
  const known = { ...unchecked, outcome: 'passed' } as RuleResult
  const flow = ownFlow()
  const messages = flow.messages.map((message, at) =>
    at === 3 ? { ...message, results: [known] } : message,
  )
  const text = writeFlowFile([{ ...flow, messages }], head)
  const added = await app.handlers.flowsImport({ text, file: null })
  const id = added.ok ? (added.flowIds[0] ?? '') : ''
  const results = browser.flow(id)?.messages[3]?.results ?? []
  expect(results).toContainEqual(known)
  expect(results.length).toBeGreaterThan(1)
})

test('a file with more flows than there is room for is refused, and drops nothing', async () => {
  await importOwn()
  const before = browser.rows().map(({ id }) => id)
  const many = Array.from({ length: 500 }, (_, at) => ({ ...ownFlow(), id: `f${at}` }))
  const text = writeFlowFile(many, head)
  expect(await app.handlers.flowsImport({ text, file: null })).toMatchObject({
    ok: false,
    issues: [{ code: 'flow_file_no_room', seen: '500', expected: '499' }],
  })
  expect(browser.rows().map(({ id }) => id)).toEqual(before)
})

test('the rules that need other flows are those of the catalogue', () => {
  const needing = rulePages.filter(({ needs }) => needs.includes('other-flows'))
  expect([...ofOtherFlows].toSorted()).toEqual(needing.map(({ id }) => id).toSorted())
})

test('of a bad file nothing is stored', async () => {
  const write = vi.spyOn(browser.ports.records, 'put')
  const text = writeFlowFile([ownFlow()], head).replace('"authorization-response"', '"unknown"')
  expect(await app.handlers.flowsImport({ text, file: null })).toMatchObject({
    ok: false,
    issues: [{ code: 'flow_file_member' }],
  })
  expect(write).not.toHaveBeenCalled()
  expect(browser.rows()).toEqual([])
})
