import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { openMessage } from '@/lib/judge/open-message'
import { createJwks } from '@/lib/background/jwks-service'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createKeys } from '@/lib/background/keys-service'
import { createStore } from '@/lib/background/store'
import { createVerification } from '@/lib/judge/verify-token'
import { redirectUri } from '../flow/browser'
import { response } from '../../rules/artefacts'
import { browser } from './harness'
import { publicMembers, samples, times } from './token-samples'
import {
  clients,
  inspect,
  issuerA,
  issuerB,
  keys,
  now,
  putFlow,
  signed,
  twoBanks,
} from './token-world'

const base = { id: 'm', at: now * 1000, source: 'parley', results: [] } as const

function request(kind: EndpointRequest['kind'], params: Params, headers: Params = []) {
  const url = `${issuerB}/x`
  return {
    ...base,
    kind,
    method: 'POST',
    url,
    headers,
    body: '',
    params,
    certificate: false,
  } as OAuthMessage
}

function answered(kind: EndpointResponse['kind'], body: string, type = 'application/json') {
  return {
    ...base,
    kind,
    requestMessageId: null,
    status: 200,
    headers: [['content-type', type]],
    body,
    truncated: false,
    took: 1,
    issues: [],
    jwts: [],
  } as unknown as OAuthMessage
}

/** The place of each sample in a flow. */
const places: Readonly<Record<string, (text: string) => OAuthMessage>> = {
  'ID token': (text) => answered('token-response', JSON.stringify({ id_token: text })),
  'JWT access token of RFC 9068': (text) =>
    answered('token-response', JSON.stringify({ access_token: text })),
  'JWT access token without typ': (text) =>
    request('userinfo-request', [], [['Authorization', `DPoP ${text}`]]),
  'JARM response': (text) =>
    response(`${redirectUri}?response=${text}`, { at: now * 1000 }).message,
  'signed UserInfo': (text) => answered('userinfo-response', text, 'application/jwt'),
  'signed introspection response': (text) =>
    answered('introspection-response', text, 'application/token-introspection+jwt'),
  'client assertion': (text) => request('par-request', [['client_assertion', text]]),
  'request object': (text) => request('par-request', [['request', text]]),
  'request object without typ and iss': (text) => request('par-request', [['request', text]]),
  'DPoP proof': (text) => request('token-request', [], [['dpop', text]]),
}

const placed = samples.flatMap((sample) => {
  const place = places[sample.name]
  return place ? [{ ...sample, place }] : []
})

let owner: Pick<Flow, 'profileId' | 'issuer' | 'clientId'>
beforeEach(async () => {
  const { b } = await twoBanks()
  owner = { profileId: b, issuer: issuerB, clientId: clients.b }
})

test('every place is tried', () => {
  expect(placed).toHaveLength(Object.keys(places).length)
})

describe('a token of a flow of bank B while bank A is current', () => {
  test.each(placed)('$name: a good one holds', async ({ kind, by, make, place }) => {
    const text = await make('b', 'good')
    const { id } = await putFlow(owner, [place(text)])
    const { role, signer, verification } = await inspect(text, { flowId: id })
    expect(role.kind).toBe(kind)
    expect(signer.by).toBe(by)
    expect(verification.status).toBe('valid')
  })

  test.each(placed)('$name: one by another key does not', async ({ make, place }) => {
    const text = await make('b', 'wrong')
    const { id } = await putFlow(owner, [place(text)])
    const { verification } = await inspect(text, { flowId: id })
    expect(verification).toMatchObject({ status: 'invalid', reason: 'signature' })
  })
})

/** What Parley makes of an answer when it arrives. */
async function received(message: OAuthMessage) {
  const flow = await putFlow(owner, [message])
  const store = createStore(browser.ports)
  const check = createVerification(
    createJwks(browser.ports, store),
    createKeys(browser.ports, store),
    clientSecrets(browser.ports),
  )
  const { jwts, results } = await openMessage(message, flow, await store.data(), check)
  return {
    jwts,
    outcomes: Object.fromEntries(results.map(({ id, outcome }) => [id, outcome])),
  }
}

const idClaims = { ...times, iss: issuerB, aud: clients.b, sub: 'u' }
const tokenResponse = (text: string) =>
  answered('token-response', JSON.stringify({ id_token: text, access_token: 'x' }))

describe('an ID token that arrives', () => {
  test('is verified with the keys of the issuer of its flow', async () => {
    const { jwts, outcomes } = await received(tokenResponse(await signed(idClaims, keys.b)))
    expect(jwts).toMatchObject([{ verification: { status: 'valid' } }])
    expect(outcomes).toMatchObject({ 'idt-iss': 'passed', 'idt-signature': 'passed' })
  })

  test('of another issuer, with a good signature of that one, is neither green nor called forged', async () => {
    const text = await signed({ ...idClaims, iss: issuerA }, keys.a)
    const { jwts, outcomes } = await received(tokenResponse(text))
    expect(jwts).toMatchObject([{ verification: { status: 'not-run', reason: 'issuer-other' } }])
    expect(outcomes).toMatchObject({ 'idt-iss': 'failed', 'idt-signature': 'not-observed' })
    const failed = Object.keys(outcomes).filter((id) => outcomes[id] === 'failed')
    expect(failed.filter((id) => /signature|kid|alg/.test(id))).toEqual([])
  })

  test('that names another issuer and is signed by that of the flow fails for its iss alone', async () => {
    const text = await signed({ ...idClaims, iss: `${issuerB}/` }, keys.b)
    const { jwts, outcomes } = await received(tokenResponse(text))
    expect(jwts).toMatchObject([{ verification: { status: 'valid' } }])
    expect(outcomes).toMatchObject({ 'idt-iss': 'failed', 'idt-signature': 'passed' })
  })

  test('cannot prove itself by the key that it brings, whatever it says that it is', async () => {
    const evil = keys.statement
    const header = { typ: 'dpop+jwt', jwk: publicMembers(evil), kid: 'sig' }
    const text = await signed({ ...idClaims, htm: 'GET', htu: 'x' }, evil, header)
    const { jwts, outcomes } = await received(tokenResponse(text))
    expect(jwts).toMatchObject([{ verification: { status: 'invalid', reason: 'signature' } }])
    expect(outcomes).toMatchObject({ 'idt-signature': 'failed', 'jose-typ-confusion': 'failed' })
  })

  test('with a kid that the issuer does not have: the rules say so, and trust nothing', async () => {
    const text = await signed(idClaims, keys.b, { kid: 'unknown' })
    const { jwts, outcomes } = await received(tokenResponse(text))
    expect(jwts).toMatchObject([{ verification: { status: 'not-run', reason: 'kid-unknown' } }])
    expect(outcomes).toMatchObject({ 'jose-kid-lookup': 'failed' })
    // One cause is one failure.
    expect(Object.keys(outcomes)).not.toContain('idt-signature')
  })
})

test('a UserInfo JWT without iss is one of the issuer of the flow', async () => {
  const text = await signed({ sub: 'u' }, keys.b)
  const { jwts } = await received(answered('userinfo-response', text, 'application/jwt'))
  expect(jwts).toMatchObject([{ verification: { status: 'valid' } }])
})

describe('a flow of another client', () => {
  const stranger = { profileId: null, issuer: issuerB, clientId: 'stranger' }
  const inFlow = async (text: string, message: OAuthMessage) => {
    const { id } = await putFlow(stranger, [message])
    return inspect(text, { flowId: id })
  }

  test('what the client signs is not checked: its key is not known', async () => {
    const claims = { ...times, iss: 'stranger', sub: 'stranger', aud: issuerB }
    const text = await signed(claims, keys.wrongClient)
    const message = request('token-request', [['client_assertion', text]])
    expect((await inFlow(text, message)).verification).toMatchObject({
      status: 'not-run',
      reason: 'client-unknown',
      seen: 'stranger',
    })
  })

  test('what the server signs is', async () => {
    const text = await signed({ ...idClaims, aud: 'stranger' }, keys.b)
    const { verification, results } = await inFlow(text, tokenResponse(text))
    expect(verification.status).toBe('valid')
    expect(results.find(({ id }) => id === 'idt-aud')?.outcome).toBe('passed')
  })
})

test('the assertion of another client in a flow is not called forged', async () => {
  const claims = { ...times, iss: clients.a, sub: clients.a, aud: issuerB }
  const text = await signed(claims, keys.clientA)
  const { id } = await putFlow(owner, [request('token-request', [['client_assertion', text]])])
  expect((await inspect(text, { flowId: id })).verification).toMatchObject({
    status: 'not-run',
    reason: 'client-other',
    seen: clients.a,
    expected: clients.b,
  })
})

test('an assertion older than the key of the profile is not called forged', async () => {
  const claims = { ...times, iss: clients.b, sub: clients.b, aud: issuerB }
  const text = await signed(claims, keys.wrongClient)
  const message = { ...request('token-request', [['client_assertion', text]]), at: 1 }
  const { id } = await putFlow(owner, [message])
  expect((await inspect(text, { flowId: id })).verification).toMatchObject({
    status: 'not-run',
    reason: 'client-key-newer',
  })
})

test('an opaque token of a flow is neutral', async () => {
  const message = answered('token-response', '{"access_token":"abc.def"}')
  const { id } = await putFlow(owner, [message])
  expect(await inspect('abc.def', { flowId: id })).toMatchObject({
    role: { kind: 'opaque' },
    verification: { status: 'not-run', reason: 'opaque' },
    results: [],
  })
})

test('a text that is not a JWT fails where a JWT is required', async () => {
  const message = answered('token-response', '{"id_token":"abc.def"}')
  const { id } = await putFlow(owner, [message])
  expect(await inspect('abc.def', { flowId: id })).toMatchObject({
    role: { kind: 'id-token', sign: 'id_token' },
    verification: { status: 'invalid', reason: 'malformed' },
  })
})
