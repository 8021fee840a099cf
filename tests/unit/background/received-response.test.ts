import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { summarise } from '@/lib/flow/read/summary'
import { CompactEncrypt } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { createJwks } from '@/lib/background/jwks-service'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createKeys } from '@/lib/background/keys-service'
import { knownClient, profilesOf } from '@/lib/storage/select'
import { isUnopened, openMessage } from '@/lib/judge/open-message'
import { createStore } from '@/lib/background/store'
import type { Data } from '@/lib/storage/data'
import { createVerification, type Check, type Checked } from '@/lib/judge/verify-token'
import * as calls from '@/lib/flow/reduce/call-messages'
import { type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { decodeJwt } from '@/lib/jose/decode'
import { resultKey } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { decryptJwe } from '@/lib/jose/decrypt'
import { hashesOf } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import { verifyJwt } from '@/lib/jose/verify'
import type { Profile } from '@/lib/oauth/profile'
import { tokenRole } from '@/lib/oauth/token-kind'
import { issuer, redirectUri } from '../flow/browser'
import { response } from '../../rules/artefacts'
import { createKey, ps256, sign } from '../../rules/tokens'
import { browser, draft, metadata, reset, withProfile, app } from './harness'

const other = 'https://other.example'
let data: Data
let check: Check

async function setUp() {
  const store = createStore(browser.ports)
  const jwks = createJwks(browser.ports, store)
  check = createVerification(jwks, createKeys(browser.ports, store), clientSecrets(browser.ports))
  data = await store.data()
}

beforeEach(async () => {
  reset()
  browser.granted.add('https://keys.example/*')
  browser.state.answers.set(metadata.jwks_uri, () => Response.json({ keys: [ps256.jwk] }))
  await withProfile()
  await setUp()
})

/** A flow of the profile that got the response at this URL. */
function flowWith(
  url: string,
  overrides: Partial<AuthorizationResponse> = {},
): [Flow, AuthorizationResponse] {
  const known = { redirectUris: [redirectUri] }
  const { message } = response(redirectUri + url, { id: 'r', at: 1_000_000, ...overrides }, known)
  const [profile] = profilesOf(data) as [Profile]
  const start = {
    id: 'f',
    createdAt: 999_000,
    tabId: 1,
    incognito: false,
    cookieStoreId: null,
    matchedBy: 'shape',
  } as const
  const flow: Flow = {
    ...emptyFlow(start, knownClient(data, profile)),
    expected: { state: 's1', nonce: 'n1' },
    requested: { ...noRequestedParams, responseType: 'code', responseMode: 'jwt' },
    messages: [message],
  }
  return [flow, message]
}

async function received(url: string, by: Check = check) {
  const [flow, message] = flowWith(url)
  return openMessage(message, flow, data, by)
}

const outcomes = (results: AuthorizationResponse['results']) =>
  Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]))

const jarm = (members: JsonObject = {}, key = ps256) =>
  sign({ iss: issuer, aud: 'tpp', exp: 1300, code: 'c1', state: 's1', ...members }, {}, key)

async function idToken(members: JsonObject = {}) {
  const [code, state] = await Promise.all([hashesOf('c1'), hashesOf('s1')])
  const claims = {
    iss: issuer,
    aud: 'tpp',
    sub: 'u',
    exp: 1300,
    iat: 1000,
    nonce: 'n1',
  }
  return sign({ ...claims, c_hash: code.S256, s_hash: state.S256, ...members })
}

describe('a JARM', () => {
  test('is verified with the keys of the issuer, and its members are judged', async () => {
    const text = await jarm()
    const { jwts, results } = await received(`?response=${text}`)
    expect(jwts).toMatchObject([
      { name: 'response', text, decryption: null, verification: { status: 'valid' } },
    ])
    expect(outcomes(results)).toMatchObject({
      'jarm-signature': 'passed',
      'jarm-iss': 'passed',
      'jarm-aud': 'passed',
      'jarm-state': 'passed',
      'jarm-mode-transport': 'passed',
      'jose-alg-none': 'passed',
      'ar-params-for-type': 'passed',
      'ar-response-mode': 'passed',
    })
    expect(results.map(({ id }) => id)).not.toContain('ar-state-match')
  })

  test('from a different issuer is not valid', async () => {
    const stranger = await createKey('PS256', ps256.jwk.kid)
    const { results } = await received(`?response=${await jarm({}, stranger)}`)
    expect(outcomes(results)).toMatchObject({ 'jarm-signature': 'failed' })
  })

  test('that is not a JWT fails its form', async () => {
    const { jwts, results } = await received('?response=abc')
    expect(jwts).toMatchObject([{ name: 'response', text: 'abc' }])
    expect(outcomes(results)).toMatchObject({ 'jose-compact-form': 'failed' })
  })

  test('is opened, and what is inside of it is judged', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(
      {
        name: 'RSA-OAEP',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      false,
      ['encrypt', 'decrypt'],
    )
    const open = async (text: string): Promise<Checked> => {
      const keys = [{ kid: 'enc', alg: 'RSA-OAEP-256', privateKey }]
      const decryption = await decryptJwe(decodeJwt(text), keys)
      const jwt = decodeJwt(decryption.plaintext ?? text)
      const verification = await verifyJwt(jwt, { keys: [ps256.jwk], source: 'jwks_uri' })
      return {
        jwt,
        decryption,
        verification,
        keyIssues: [],
        role: tokenRole(jwt),
        signer: { by: 'pasted' },
        further: [],
        sdJwt: null,
      }
    }
    const opening: Check = Object.assign(open, { http: () => Promise.resolve(null) })
    const sealed = await new CompactEncrypt(new TextEncoder().encode(await jarm({ state: 'x' })))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'enc', cty: 'JWT' })
      .encrypt(publicKey)
    const before = await received(`?response=${sealed}`)
    expect(outcomes(before.results)).toMatchObject({
      'ar-params-for-type': 'not-observed',
      'jarm-signature': 'not-observed',
    })
    const { jwts, results } = await received(`?response=${sealed}`, opening)
    expect(jwts).toMatchObject([{ decryption: { status: 'opened', kid: 'enc' } }])
    expect(outcomes(results)).toMatchObject({
      'ar-params-for-type': 'passed',
      'jarm-state': 'failed',
      'jarm-signature': 'passed',
    })
  })
})

describe('an ID token delivered through the browser', () => {
  test('covers the code and the state delivered with it', async () => {
    const { jwts, results } = await received(
      `#code=c1&state=s1&id_token=${await idToken()}&iss=${issuer}`,
    )
    expect(jwts).toMatchObject([{ name: 'id_token', verification: { status: 'valid' } }])
    expect(outcomes(results)).toMatchObject({
      'idt-c-hash': 'passed',
      'idt-nonce': 'passed',
      'idt-signature': 'passed',
      'ar-iss-id-token': 'passed',
      'jose-alg-none': 'passed',
    })
  })

  test.each([
    ['another code', { c_hash: 'x'.repeat(22) }, 'differs'],
    ['no code', { c_hash: undefined }, 'missing'],
  ])('for %s is found out', async (_, members, finding) => {
    const text = await idToken(members)
    const { results } = await received(`#code=c1&state=s1&id_token=${text}`)
    expect(results.find(({ id }) => id === 'idt-c-hash')).toMatchObject({
      outcome: 'failed',
      findings: [{ code: finding }],
    })
  })

  test('is judged inside of a JARM, too', async () => {
    const text = await jarm({ id_token: await idToken() })
    const { jwts, results } = await received(`#response=${text}`)
    expect(jwts.map(({ name }) => name)).toEqual(['response', 'id_token'])
    expect(outcomes(results)).toMatchObject({ 'idt-c-hash': 'passed', 'jarm-signature': 'passed' })
    const keys = results.map(resultKey)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('inside of a JARM is judged as a JWT, beside the JARM', async () => {
    const inside = await idToken({ nbf: 4600 })
    const { results } = await received(`#response=${await jarm({ id_token: inside })}`)
    const early = results.filter(({ id }) => id === 'jose-nbf-iat-future')
    expect(early).toMatchObject([{ on: 'jwt', of: 'id_token', outcome: 'failed' }])
  })
})

test.each(['?response=', '#code=c1&state=s1&id_token='])(
  'what was found of %s… stays when the flow changes',
  async (start) => {
    const [flow, message] = flowWith(
      start + (start.includes('response') ? await jarm() : await idToken()),
    )
    expect(isUnopened(message, flow)).toBe(true)
    const found = await openMessage(message, flow, data, check)
    const after = judgeFlow(calls.editMessage(flow, 'r', found), data)
    const [again] = after.messages
    expect(again?.results.toSorted(byId)).toEqual(found.results.toSorted(byId))
    expect(again && isUnopened(again as AuthorizationResponse, after)).toBe(false)
  },
)

const byId = (a: RuleResult, b: RuleResult) => resultKey(a).localeCompare(resultKey(b))

test('before it was read, what a JARM says by itself is judged', async () => {
  const [flow] = flowWith(`?response=${await jarm({ aud: 'another' })}`)
  const [message] = judgeFlow(flow, data).messages
  expect(outcomes(message?.results ?? [])).toMatchObject({
    'jarm-aud': 'failed',
    'jarm-signature': 'not-observed',
  })
})

describe('the response of another issuer', () => {
  beforeEach(async () => {
    browser.state.answers.set(`${other}/.well-known/openid-configuration`, () =>
      Response.json({
        ...metadata,
        issuer: other,
        authorization_endpoint: 'https://login.other.example/auth',
      }),
    )
    await app.handlers.profileSave({ ...draft, name: 'Other bank', issuer: other })
    await app.onAccessChanged()
    await setUp()
  })

  const mixup = ([flow]: [Flow, AuthorizationResponse], rule = 'ar-mixup') =>
    judgeFlow(flow, data).messages[0]?.results.find(({ id }) => id === rule)

  test('is named once, by its iss', () => {
    const foreign = flowWith(`?code=c1&state=s1&iss=${other}`)
    expect(mixup(foreign, 'ar-iss-match')).toMatchObject({
      outcome: 'failed',
      findings: [{ code: 'differs', seen: `${other} (Other bank)`, expected: issuer }],
    })
    expect(mixup(foreign)).toBeUndefined()
  })

  test('is named by its place', () => {
    const from = 'https://login.other.example'
    expect(mixup(flowWith('?code=c1&state=s1', { from }))).toMatchObject({
      outcome: 'failed',
      findings: [{ code: 'source', seen: `${other} (Other bank)`, expected: issuer }],
    })
    expect(mixup(flowWith('?code=c1&state=s1', { from: issuer }))).toMatchObject({
      outcome: 'passed',
    })
  })
})

describe('the use of a code', () => {
  const exchange = (flow: Flow, index: number, status: number): Flow => {
    const sent = {
      method: 'POST',
      url: `${issuer}/token`,
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'grant_type=authorization_code&code=c1',
      certificate: false,
    } as const
    const at = 1_000_000 + index * 80_000
    const request = calls.requestMessage('token', sent, `q${index}`, at)
    const answer = { status, headers: [], body: '{}', truncated: false }
    const reply = calls.responseMessage(request, 'token', answer, `a${index}`, at + 1)
    const newId = () => `t${index}`
    return calls.putMessage(calls.putMessage(flow, request, newId), reply, newId)
  }
  const failed = (flow: Flow) =>
    judgeFlow(flow, data)
      .messages.flatMap(({ results }) => results)
      .filter(({ outcome }) => outcome === 'failed')
      .flatMap(({ id, findings }) => findings.map(({ code }) => `${id} ${code}`))

  test('is seen in the token requests of its flow', () => {
    const [flow] = flowWith('?code=c1&state=s1')
    expect(failed(exchange(exchange(flow, 0, 200), 1, 400)).join()).not.toMatch(
      /ar-code-(?:reuse|lifetime)/,
    )
    expect(failed(exchange(exchange(flow, 0, 200), 1, 200))).toEqual(
      expect.arrayContaining(['ar-code-reuse taken', 'ar-code-lifetime late']),
    )
  })

  test('is seen in a later response that brings it again', () => {
    const [flow, message] = flowWith('?code=c1&state=s1')
    const again = { ...message, id: 'r2', at: message.at + 1 }
    expect(failed({ ...flow, messages: [message, again] })).toContain('ar-code-reuse delivered')
    const facts = factsOf({ ...flow, id: 'g' }, { rev: 1, octets: 1, more: [] })
    data = { ...data, flows: [{ ...summarise(flow), id: 'g' }], facts: new Map([['g', facts]]) }
    expect(failed({ ...flow, messages: [again] })).toContain('ar-code-reuse delivered')
    expect(failed(flow)).not.toContain('ar-code-reuse delivered')
  })
})
