import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { newDraftKey } from '@/lib/oauth/profile-defaults'
import { registrationKey, secretKey } from '@/lib/storage/state'
import { messages, outcomes } from './at-sandbox'
import { actAtRegistration, type Registering } from './registration-world'

let at: Registering
afterEach(() => at.server.setFault(null))

/** Registers a client with these members; returns the profile's id and the flow's. */
async function register(body: string): Promise<{ readonly id: string; readonly flowId: string }> {
  const sent = await at.send(body)
  if (!sent.ok) throw new Error(JSON.stringify(sent.issues))
  const made = await at.create(sent.flowId)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  return { id: made.id, flowId: sent.flowId }
}

const kept = (id: string) => at.secret(registrationKey(id)) as Record<string, string | null>

describe('a server without statements', () => {
  beforeAll(async () => {
    at = await actAtRegistration()
  })
  afterAll(() => at.server.close())

  const body = (edits = {}) => JSON.stringify(at.members(null, edits))

  test('a profile is made from the response, and its secrets stay in memory', async () => {
    await at.type({})
    const sent = body()
    const { id, flowId } = await register(sent)
    expect(at.server.received().at(-1)).toEqual({
      method: 'POST',
      contentType: 'application/json',
      authorization: null,
      body: sent,
    })
    const profile = await at.profile()
    const [response] = messages(at.flow(flowId), 'registration-response')
    const returned = JSON.parse(response?.body ?? '')
    expect(profile).toMatchObject({
      id,
      clientId: returned.client_id,
      redirectUris: [at.server.redirectUri],
      clientAuth: { method: 'private_key_jwt' },
      registration: { clientUri: returned.registration_client_uri, form: 'json', access: 'none' },
    })
    expect(kept(id)['accessToken']).toBe(returned.registration_access_token)
    expect(JSON.stringify(profile)).not.toContain(returned.registration_access_token)
    expect(at.secret('registrationDrafts')).toEqual({})
    expect(at.flow(flowId)).toMatchObject({ profileId: id, clientId: returned.client_id })
    expect(outcomes(response)).toMatchObject({
      'reg-status-201': 'passed',
      'reg-client-id': 'passed',
      'reg-returned-metadata': 'passed',
    })
    const [request] = messages(at.flow(flowId), 'registration-request')
    expect(outcomes(request)).toMatchObject({ 'reg-redirect-uris': 'passed', 'reg-algs': 'passed' })
  })

  test('a client secret of the response is kept like any other', async () => {
    await at.type({})
    const { id } = await register(body({ token_endpoint_auth_method: 'client_secret_basic' }))
    expect(at.secret(secretKey(id))).toEqual(expect.any(String))
    expect((await at.profile()).clientAuth.method).toBe('client_secret_basic')
  })

  test('a client is read, updated and deleted, and its token rotates', async () => {
    const { id } = await register(body())
    const first = kept(id)['accessToken']
    const { handlers } = at.app()
    expect(await handlers.registrationRead({ profileId: id })).toMatchObject({ accepted: true })
    const { registration } = await at.profile()
    expect(registration?.readAt).toBe(at.browser.state.now)
    const { client_id: clientId, ...members } = registration?.members ?? {}
    const {
      client_id_issued_at: _,
      registration_client_uri: __,
      ...own
    } = { ...members } as Record<string, unknown>
    const changed = JSON.stringify({ client_id: clientId, ...own, scope: 'openid accounts' })
    const updated = await handlers.registrationUpdate({ profileId: id, body: changed })
    expect(updated).toMatchObject({ accepted: true })
    expect(at.server.received().at(-1)).toMatchObject({ method: 'PUT', body: changed })
    expect(kept(id)['accessToken']).not.toBe(first)
    expect((await at.profile()).scope).toBe('openid accounts')
    if (!updated.ok) throw new Error('Not updated')
    const [request] = messages(at.flow(updated.flowId), 'registration-request')
    expect(outcomes(request)).toMatchObject({ 'reg-update': 'passed' })
    const [response] = messages(at.flow(updated.flowId), 'registration-response')
    expect(outcomes(response)).toMatchObject({ 'reg-status-201': 'passed' })

    expect(await handlers.registrationDelete({ profileId: id })).toMatchObject({ accepted: true })
    const left = await at.profile()
    expect(left).toMatchObject({ id, clientId: '' })
    expect(left.registration).toBeUndefined()
    expect(kept(id)).toBeUndefined()
    expect(at.secret('registrationTokens')).not.toContain(id)
    expect(await handlers.registrationRead({ profileId: id })).toMatchObject({
      issues: [{ code: 'registration_gone' }],
    })
  })

  test('a token that a read replaces is the next one, even if the worker starts again', async () => {
    const { id } = await register(body())
    at.server.setFault('rotates-always')
    const first = kept(id)['accessToken']
    await at.app().handlers.registrationRead({ profileId: id })
    const second = kept(id)['accessToken']
    expect(second).not.toBe(first)
    at.restart()
    await at.app().handlers.registrationRead({ profileId: id })
    expect(at.server.received().at(-1)?.authorization).toBe(`Bearer ${second}`)
  })

  test('a token of an earlier session is asked for', async () => {
    const { id } = await register(body())
    const token = kept(id)['accessToken'] ?? ''
    await at.browser.session.remove([registrationKey(id)])
    const { handlers } = at.app()
    expect(await handlers.registrationRead({ profileId: id })).toMatchObject({
      issues: [{ code: 'registration_token_missing' }],
    })
    await handlers.registrationTokenSet({ profileId: id, token })
    expect(await handlers.registrationRead({ profileId: id })).toMatchObject({ accepted: true })
  })

  test.each([
    ['drops-member', 'reg-returned-metadata', 'missing'],
    ['changes-method', 'reg-returned-metadata', 'substituted'],
    ['no-access-token', 'reg-client-id', 'pair'],
    ['no-client-id', 'reg-client-id', 'missing'],
    ['status-200', 'reg-status-201', 'status'],
    ['wrong-error', 'reg-error', 'unknown'],
  ] as const)('%s fails %s', async (fault, rule, code) => {
    at.server.setFault(fault)
    const sent = await at.send(body())
    if (!sent.ok) throw new Error(JSON.stringify(sent.issues))
    const [response] = messages(at.flow(sent.flowId), 'registration-response')
    const result = response?.results.find(({ id }) => id === rule)
    expect(result?.findings.map((finding) => finding.code)).toContain(code)
  })

  test('nothing is sent to a host that the user did not name, and no flow is left', async () => {
    const before = at.server.received().length
    const flows = at.browser.rows().length
    at.browser.granted.clear()
    at.browser.granted.add('<all_urls>')
    const sent = await at.send(body())
    for (const host of ['http://127.0.0.1/*', 'http://localhost/*']) at.browser.granted.add(host)
    at.browser.granted.delete('<all_urls>')
    expect(sent).toMatchObject({ ok: false, issues: [{ code: 'host_not_allowed' }] })
    expect(at.server.received()).toHaveLength(before)
    expect(at.browser.rows()).toHaveLength(flows)
  })

  test('a deletion that the server does not offer changes nothing', async () => {
    const { id } = await register(body())
    at.server.setFault('not-offered')
    expect(await at.app().handlers.registrationDelete({ profileId: id })).toMatchObject({
      ok: true,
      accepted: false,
    })
    expect((await at.profile()).registration).toBeDefined()
    expect(kept(id)['accessToken']).toEqual(expect.any(String))
  })

  test('what is typed is gone with the browser, the initial access token included', async () => {
    await at.type({ statement: 'eyJ.a.b', access: 'token' }, 'typed-initial-token')
    expect(at.secret('registrationDrafts')).toMatchObject({
      [newDraftKey]: { statement: 'eyJ.a.b', hasToken: true },
    })
    expect(JSON.stringify(at.secret('registrationDrafts'))).not.toContain('typed-initial-token')
    await at.app().handlers.registrationDraft({ key: newDraftKey, form: null })
    expect([...at.browser.session.values.values()].join(' ')).not.toContain('typed-initial-token')
  })
})

describe('a UK server with a directory', () => {
  beforeAll(async () => {
    at = await actAtRegistration({
      ecosystem: 'uk',
      statement: 'required',
      initialAccessToken: 'initial-access-token',
    })
  })
  afterAll(() => at.server.close())

  const sign = async (statement: string, edits = {}) => {
    const signed = await at.app().handlers.registrationSign({
      members: at.members(statement, edits),
      keyId: at.keyId,
      issuer: 'swTest0001',
      audience: at.server.issuer,
      isUpperCase: true,
    })
    if (!signed.ok) throw new Error(JSON.stringify(signed.issues))
    return signed.body
  }

  test('the signed request is sent octet for octet, with the initial access token', async () => {
    const statement = at.server.directory.statement()
    await at.type({ statement, access: 'token' }, 'initial-access-token')
    const body = await sign(statement)
    const { id, flowId } = await register(body)
    expect(at.server.received().at(-1)).toEqual({
      method: 'POST',
      contentType: 'application/jose',
      authorization: 'Bearer initial-access-token',
      body,
    })
    const { payload, header } = decodeJwt(body)
    expect(header).toEqual({ alg: 'PS256', typ: 'JWT', kid: 'software-test-key' })
    expect(payload).toMatchObject({
      iss: 'swTest0001',
      scope: 'openid accounts payments',
      software_statement: statement,
    })
    expect(Number(payload?.['exp']) - Number(payload?.['iat'])).toBe(300)
    expect(kept(id)).toMatchObject({ statement })
    expect((await at.profile()).registration).toMatchObject({
      form: 'jose',
      statement: { expiresAt: expect.any(Number) },
    })
    const [request] = messages(at.flow(flowId), 'registration-request')
    expect(request?.results.map(({ on, of }) => `${on} ${of}`)).toEqual(
      expect.arrayContaining([
        'registration-request message',
        'software-statement software_statement',
        'jwt body',
      ]),
    )
    expect(outcomes(request)).toMatchObject({ 'reg-statement': 'passed', 'ss-signed': 'passed' })
  })

  test.each([
    [{ iss: 'https://other.example' }, 'invalid_software_statement'],
    [{ org_status: 'Withdrawn' }, 'unapproved_software_statement'],
    [{ software_redirect_uris: ['https://other.example/cb'] }, 'invalid_redirect_uri'],
  ])('a statement with %o is refused as %s', async (claims, error) => {
    const statement = at.server.directory.statement(claims)
    await at.type({ statement, access: 'token' }, 'initial-access-token')
    const sent = await at.send(await sign(statement, { redirect_uris: [at.server.redirectUri] }))
    if (!sent.ok) throw new Error(JSON.stringify(sent.issues))
    expect(sent.accepted).toBe(false)
    const [response] = messages(at.flow(sent.flowId), 'registration-response')
    expect(JSON.parse(response?.body ?? '')).toMatchObject({ error })
    expect(await at.create(sent.flowId)).toMatchObject({ issues: [{ code: 'flow_gone' }] })
  })

  test('without the initial access token nothing is sent', async () => {
    await at.app().handlers.registrationDraft({ key: newDraftKey, form: null })
    await at.type({ access: 'token' })
    expect(await at.send('{}')).toMatchObject({ issues: [{ code: 'initial_token_missing' }] })
  })

  test('a statement is fetched with the access token of the directory, which is not stored', async () => {
    const { statementUrl: url, accessToken: token } = at.server.directory
    const fetched = await at.app().handlers.registrationFetch({ draft: at.draft, url, token })
    if (!fetched.ok) throw new Error(JSON.stringify(fetched.issues))
    expect(await at.server.directory.verify(fetched.text)).toMatchObject({
      software_id: 'swTest0001',
    })
    expect(JSON.stringify([...at.browser.session.values])).not.toContain(token)
    const refused = await at
      .app()
      .handlers.registrationFetch({ draft: at.draft, url, token: 'wrong' })
    expect(refused).toMatchObject({ issues: [{ code: 'statement_not_fetched' }] })
  })
})
