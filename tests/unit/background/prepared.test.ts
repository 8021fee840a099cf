import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestPreview } from '@/lib/messaging/request-commands'
import { noValues, type RequestValues } from '@/lib/oauth/request-values'
import { generatedValues } from '../../samples/request-values'
import { actAtSandbox, messages, type Acting } from './at-sandbox'

let acting: Acting
let profileId: string
beforeAll(async () => {
  acting = await actAtSandbox()
  profileId = await acting.profile({})
})
afterAll(() => acting.sandbox.close())

async function prepare(values: Partial<RequestValues> = {}): Promise<RequestPreview> {
  const made = await acting
    .app()
    .handlers.requestPrepare({ profileId, values: { ...noValues, ...values } })
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return made.preview
}

const send = (id: string, open: 'tab' | null = null) =>
  acting.app().handlers.requestSend({ id, item: 'draft', label: null, open })

/** Header fields that the HTTP client writes. */
const ofTransport =
  /^(?:host|connection|content-length|accept|accept-.*|user-agent|sec-.*|origin|pragma|cache-control)$/i

/** A preview and what the server received, in one form. */
const sentOf = ({ push }: RequestPreview) => ({
  body: push?.body,
  headers: (push?.headers ?? [])
    .filter(([name]) => !ofTransport.test(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted(),
})
const receivedLast = () => {
  const { body, headers } = acting.sandbox.received().at(-1)!
  return {
    body,
    headers: headers
      .filter(([name]) => !ofTransport.test(name))
      .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
      .toSorted(),
  }
}

describe('what is sent', () => {
  test.each([
    ['a signed request object', {}],
    ['parameters', { requestAs: 'parameters' }],
  ] as const)('is the preview, octet for octet: %s', async (_, settings) => {
    await acting.profile(settings)
    for (let seed = 0; seed < 20; seed += 1) {
      const preview = await prepare(generatedValues(seed))
      const sent = await send(preview.id)
      expect(sent).toMatchObject({ ok: true, resent: false })
      expect(receivedLast()).toEqual(sentOf(preview))
    }
    await acting.profile({})
  })

  test('survives the death of the worker', async () => {
    const preview = await prepare()
    acting.restart()
    expect(await send(preview.id)).toMatchObject({ ok: true, accepted: true })
    expect(receivedLast()).toEqual(sentOf(preview))
  })

  test('is sent once', async () => {
    const { id } = await prepare()
    await send(id)
    const count = acting.sandbox.received().length
    expect(await send(id)).toMatchObject({ ok: false, issues: [{ code: 'prepared_gone' }] })
    expect(acting.sandbox.received()).toHaveLength(count)
  })

  test('is in the URL for a profile that does not push', async () => {
    await acting.profile({ sendBy: 'url' })
    const preview = await prepare({ params: { login_hint: 'aisyah' } })
    expect(preview.push).toBeNull()
    await send(preview.id, 'tab')
    await acting.profile({})
    expect(acting.browser.opened.at(-1)?.url).toBe(preview.authorizeUrl)
  })

  test('goes on to tokens with its own verifier and nonce', async () => {
    const codeVerifier = 'chosen-by-the-tester-chosen-by-the-tester-43'
    const preview = await prepare({ codeVerifier, params: { nonce: 'own-nonce', state: 's' } })
    const sent = await send(preview.id, 'tab')
    await acting.approve()
    const flowId = sent.ok ? (sent.flowId ?? '') : ''
    const exchanged = await acting.app().handlers.codeExchange({ flowId, responseId: null })
    expect(exchanged).toMatchObject({ ok: true, accepted: true })
    const [request] = messages(acting.flow(flowId), 'token-request')
    expect(Object.fromEntries(request?.params ?? [])).toMatchObject({ code_verifier: codeVerifier })
    expect(acting.flow(flowId).expected).toEqual({ state: 's', nonce: 'own-nonce' })
  })
})

describe('two consents in a row', () => {
  test('need no change of the profile', async () => {
    const details = (permission: string) =>
      JSON.stringify([
        { type: 'urn:openfinance-ml:account-access-consent:v1.2', consent: { permission } },
      ])
    const scopes = ['openid accounts', 'openid accounts profile']
    for (const scope of scopes) {
      const preview = await prepare({ params: { scope } })
      expect(await send(preview.id)).toMatchObject({ ok: true, accepted: true })
      expect(Object.fromEntries(preview.params)).toMatchObject({ scope })
    }
    const preview = await prepare({ params: { authorization_details: details('read') } })
    expect(preview.params).toContainEqual(['authorization_details', details('read')])
    expect(preview.profileParams).not.toContainEqual(['authorization_details', details('read')])
  })
})

describe('a preview', () => {
  test('says until when its signatures are valid, and which values the metadata does not list', async () => {
    const preview = await prepare({
      params: { response_mode: 'fragment.own', redirect_uri: 'https://other.example/cb' },
      assertion: { lifetime: 20 },
    })
    expect(preview.freshUntil).toBeGreaterThan(preview.at + 15_000)
    expect(preview.freshUntil).toBeLessThanOrEqual(preview.at + 21_000)
    expect(preview.warnings).toEqual([
      expect.objectContaining({ field: 'response_mode', about: 'response_modes_supported' }),
      expect.objectContaining({ code: 'request_redirect_uri' }),
    ])
  })

  test('differs from the profile only in what was changed', async () => {
    const preview = await prepare({ params: { login_hint: 'aisyah' } })
    const known = new Map(preview.profileParams)
    const changed = preview.params.filter(([name, value]) => known.get(name) !== value)
    expect(changed).toEqual([['login_hint', 'aisyah']])
  })

  test('is refused with the field of an unknown variable', async () => {
    const made = await acting.app().handlers.requestPrepare({
      profileId,
      values: { ...noValues, params: { login_hint: '{{nobody}}' }, headers: { 'x-a': '{{none}}' } },
    })
    expect(made).toMatchObject({
      ok: false,
      issues: [
        { code: 'variable_unknown', seen: '{{nobody}}' },
        { code: 'variable_unknown', field: 'headers.x-a', seen: '{{none}}' },
      ],
    })
  })

  test('is not one of a profile that is gone', async () => {
    const made = await acting.app().handlers.requestPrepare({ profileId: 'gone', values: noValues })
    expect(made).toMatchObject({ ok: false, issues: [{ code: 'profile_missing' }] })
  })
})

describe('a saved request', () => {
  const saved = () => acting.browser.ports.savedRequests.getValue()

  test('is kept with its profile, ends the draft, and can be restored', async () => {
    const { handlers } = acting.app()
    const values = { ...noValues, params: { scope: 'openid' } }
    const draft = { values, from: null, flowId: null, at: 1, startedAt: 1 }
    await handlers.requestDraft({ profileId, draft })
    const put = await handlers.savedRequestPut({ id: null, profileId, name: ' Balances ', values })
    if (!put.ok) throw new Error('refused')
    expect(await saved()).toMatchObject([{ id: put.id, profileId, name: 'Balances', values }])
    expect(acting.browser.session.values.get('requestDrafts')).toEqual({})
    await handlers.savedRequestRemove({ id: put.id })
    expect((await saved())[0]?.removedAt).toBeDefined()
    await handlers.savedRequestRestore({ id: put.id })
    expect((await saved())[0]?.removedAt).toBeUndefined()
  })

  test('has no secrets, because it stays on the disk', async () => {
    const values = {
      ...noValues,
      params: { scope: 'openid', client_secret: 's3cret-1', id_token_hint: null },
      headers: { 'x-own': 'v', 'x-authorization': 's3cret-2' },
      codeVerifier: 's3cret-3',
    }
    await acting.app().handlers.savedRequestPut({ id: null, profileId, name: 'Secret', values })
    const stored = (await saved()).find(({ name }) => name === 'Secret')
    expect(stored?.values).toEqual({
      ...noValues,
      params: { scope: 'openid', id_token_hint: null },
      headers: { 'x-own': 'v' },
    })
  })

  test('needs a name', async () => {
    const put = { id: null, profileId, name: ' ', values: noValues }
    expect(await acting.app().handlers.savedRequestPut(put)).toMatchObject({
      ok: false,
      issues: [{ code: 'request_name_missing' }],
    })
  })
})

describe('an export', () => {
  test('has the saved requests without secrets, and an import leaves out what is valid elsewhere', async () => {
    const { handlers } = acting.app()
    const values = {
      params: {
        scope: 'openid',
        client_secret: 'p',
        redirect_uri: 'https://evil.example/cb',
        client_id: 'other',
      },
      headers: { 'x-own': 'v', 'x-authorization': 'p' },
      codeVerifier: 'v',
      assertion: { aud: 'https://bank.example' },
      requestObject: {},
    }
    await handlers.savedRequestPut({ id: null, profileId, name: 'Exported', values })
    const { text } = await handlers.profilesExport({ ids: [profileId], secrets: false })
    expect(text).not.toMatch(/client_secret":|x-authorization|codeVerifier/)
    const imported = await handlers.profilesImport({ text })
    const id = imported.ok ? imported.report.profileIds[0] : ''
    const all = await acting.browser.ports.savedRequests.getValue()
    expect(all.find((each) => each.profileId === id && each.name === 'Exported')).toMatchObject({
      values: {
        params: { scope: 'openid' },
        headers: { 'x-own': 'v' },
        assertion: {},
        requestObject: {},
      },
    })
    await handlers.profileSelect({ id: profileId })
  })
})

describe('a DPoP nonce', () => {
  test('that the server demands makes a new proof, which the result says', async () => {
    await acting.profile({ bindTokens: 'dpop' })
    const preview = await prepare()
    const proof = preview.push?.headers.find(([name]) => name.toLowerCase() === 'dpop')?.[1]
    expect(proof).toBeDefined()
    const { ports } = acting.browser
    const { fetch: usual } = ports
    let isFirst = true
    const demanding: typeof usual = async (input, init) => {
      if (!isFirst) return usual(input, init)
      isFirst = false
      return Response.json(
        { error: 'use_dpop_nonce' },
        { status: 400, headers: { 'dpop-nonce': 'n1' } },
      )
    }
    Object.assign(ports, { fetch: demanding })
    const sent = await send(preview.id)
    Object.assign(ports, { fetch: usual })
    await acting.profile({})
    expect(sent).toMatchObject({ ok: true, resent: true })
    const flow = acting.flow(sent.ok ? (sent.flowId ?? '') : '')
    const proofs = messages(flow, 'par-request').map(
      ({ headers }) => headers.find(([name]) => name.toLowerCase() === 'dpop')?.[1],
    )
    expect(proofs[0]).toBe(proof)
    expect(proofs[1]).not.toBe(proof)
  })

  test('needs no new key for each preview', async () => {
    await acting.profile({ bindTokens: 'dpop' })
    const count = async () => (await acting.browser.ports.keyInfos.getValue()).length
    await prepare()
    const before = await count()
    await prepare({ params: { login_hint: 'a' } })
    await acting.profile({})
    expect(await count()).toBe(before)
  })
})
