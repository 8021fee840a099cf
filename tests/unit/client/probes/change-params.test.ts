import { generateKeyPair, SignJWT, compactVerify, decodeJwt, decodeProtectedHeader } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeParams, ProbeError, type ProbeTools } from '@/lib/client/probes/change-params'
import { changeUrl } from '@/lib/client/probes/probe-request'
import { param, type Params } from '@/lib/model/params'
import { stepNamed } from '@/lib/oauth/probes/table'

const facts = {
  issuer: 'https://auth.example',
  tokenEndpoint: 'https://auth.example/token',
  parEndpoint: 'https://auth.example/par',
  now: 1_800_000_000,
  fresh: 'f00',
}
let keys: CryptoKeyPair
let assertion = ''
let object = ''
let tools: ProbeTools

const claims = {
  iss: 'tpp',
  sub: 'tpp',
  aud: facts.issuer,
  iat: facts.now,
  nbf: facts.now,
  jti: 'j1',
}

beforeAll(async () => {
  keys = await generateKeyPair('PS256', { extractable: false })
  const sign = (payload: object) =>
    new SignJWT(payload as Record<string, unknown>)
      .setProtectedHeader({ alg: 'PS256', kid: 'k1' })
      .sign(keys.privateKey)
  assertion = await sign({ ...claims, exp: facts.now + 60 })
  object = await sign({
    ...claims,
    exp: facts.now + 300,
    client_id: 'tpp',
    response_type: 'code',
    redirect_uri: 'https://app.example/cb?a=b',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    authorization_details: [{ type: 'a' }],
  })
  tools = {
    facts,
    keys: { assertion: keys.privateKey, requestObject: keys.privateKey, keyFor: () => null },
    earlierAssertion: null,
  }
})

const changed = (id: string, params: Params, more: Partial<ProbeTools> = {}) => {
  const of = stepNamed(id)
  if (!of) throw new Error(id)
  return changeParams(params, of.step.change, { ...tools, ...more })
}
const pushed = (): Params => [
  ['client_assertion', assertion],
  ['request', object],
]

describe('a client assertion', () => {
  test('differs in one claim, and has a valid signature of the same key', async () => {
    const { params, differences } = await changed('S07', pushed())
    expect(differences).toEqual([{ name: 'aud', from: facts.issuer, to: 'https://other.invalid' }])
    const jwt = param(params, 'client_assertion') ?? ''
    await expect(compactVerify(jwt, keys.publicKey)).resolves.toBeTruthy()
    expect(decodeJwt(jwt)).toEqual({ ...decodeJwt(assertion), aud: 'https://other.invalid' })
    expect(decodeProtectedHeader(jwt)).toEqual(decodeProtectedHeader(assertion))
    expect(param(params, 'request')).toBe(object)
  })

  test('keeps its lifetime when it begins later', async () => {
    const { params } = await changed('S09-65-seconds', pushed())
    expect(decodeJwt(param(params, 'client_assertion') ?? '')).toMatchObject({
      iat: facts.now + 65,
      nbf: facts.now + 65,
      exp: facts.now + 125,
    })
  })

  test('that has the wrong value already is not changed', async () => {
    const once = await changed('S07', pushed())
    expect(await changed('S07', once.params)).toMatchObject({ differences: [] })
  })

  test('without a sub leaves the claim out', async () => {
    const { params, differences } = await changed('S10-no-sub', pushed())
    expect(decodeJwt(param(params, 'client_assertion') ?? '')).not.toHaveProperty('sub')
    expect(differences).toEqual([{ name: 'sub', from: 'tpp', to: null }])
  })

  test.each(['S11', 'S12'])('%s is not possible without what it needs', async (id) => {
    await expect(changed(id, pushed())).rejects.toThrow(ProbeError)
  })

  test('that is missing cannot be changed', async () => {
    await expect(changed('S07', [['request', object]])).rejects.toThrow(ProbeError)
  })
})

describe('a request object', () => {
  test('with alg none has no signature and the same claims', async () => {
    const { params } = await changed('S13', pushed())
    const jwt = param(params, 'request') ?? ''
    expect(jwt.endsWith('.')).toBe(true)
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'none', kid: 'k1' })
    expect(decodeJwt(jwt)).toEqual(decodeJwt(object))
  })

  test('with a broken signature has the same header and claims', async () => {
    const { params } = await changed('S14', pushed())
    const jwt = param(params, 'request') ?? ''
    expect(jwt.split('.').slice(0, 2)).toEqual(object.split('.').slice(0, 2))
    expect(jwt).toHaveLength(object.length)
    await expect(compactVerify(jwt, keys.publicKey)).rejects.toThrow('signature')
  })

  test('becomes plain parameters, with objects as JSON', async () => {
    const { params } = await changed('S17', pushed())
    expect(param(params, 'request')).toBeUndefined()
    expect(param(params, 'authorization_details')).toBe('[{"type":"a"}]')
    expect(param(params, 'client_assertion')).toBe(assertion)
    for (const name of ['iss', 'aud', 'exp', 'jti']) expect(param(params, name)).toBeUndefined()
  })

  test('has the parameters that are left out, and so has the URL that repeats them', async () => {
    const url = `https://auth.example/auth?response_type=code&request=${object}`
    const { step } = stepNamed('S18-token') ?? {}
    if (!step) throw new Error('S18')
    const result = await changeUrl(url, step.change, tools)
    const query = new URL(result.url).searchParams
    expect(query.get('response_type')).toBe('token')
    expect(decodeJwt(query.get('request') ?? '')['response_type']).toBe('token')
  })

  test('gets a redirect_uri with another path, and its query stays', async () => {
    const { differences } = await changed('S20-path', pushed())
    expect(differences).toEqual([
      {
        name: 'redirect_uri',
        from: 'https://app.example/cb?a=b',
        to: 'https://app.example/cb/parley-probe?a=b',
      },
    ])
  })
})

test('parameters of a form without a request object are changed in place', async () => {
  const form: Params = [
    ['response_type', 'code'],
    ['code_challenge', 'x'],
    ['code_challenge_method', 'S256'],
  ]
  expect((await changed('S03', form)).params).toEqual([['response_type', 'code']])
  expect((await changed('S04', form)).params).toEqual([
    ['response_type', 'code'],
    ['code_challenge', 'x'],
    ['code_challenge_method', 'plain'],
  ])
})
