import { beforeEach, describe, expect, test } from 'vitest'
import { app, browser, metadata, reset, withProfile } from './harness'

const url = metadata.jwks_uri
const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}
const rsa = (bits: number) => ({
  kty: 'RSA',
  e: 'AQAB',
  n: Buffer.alloc(bits / 8, 0xff).toString('base64url'),
})

const publish = (keys: unknown, init?: ResponseInit) =>
  browser.state.answers.set(url, () => Response.json(keys, init))
const profileId = async () => (await browser.ports.profiles.getValue())[0]?.id ?? ''
const view = async (again = false) => app.handlers.jwksRead({ profileId: await profileId(), again })

beforeEach(async () => {
  reset()
  browser.granted.add('https://keys.example/*')
  await withProfile()
})

describe('the keys of an issuer', () => {
  test('come with their facts and when they were fetched', async () => {
    publish({ keys: [{ ...ec, kid: 'a', use: 'sig', alg: 'ES256' }] })
    expect(await view()).toEqual({
      url,
      fetchedAt: browser.state.now,
      issues: [],
      results: expect.arrayContaining([
        expect.objectContaining({ id: 'jwks-structure', outcome: 'passed' }),
        expect.objectContaining({ id: 'jwks-rotation-overlap', outcome: 'not-observed' }),
      ]),
      keys: [
        {
          jwk: { ...ec, kid: 'a', use: 'sig', alg: 'ES256' },
          issues: [],
          facts: {
            kid: 'a',
            kty: 'EC',
            crv: 'P-256',
            alg: 'ES256',
            use: 'sig',
            size: 256,
            thumbprint: expect.stringMatching(/^[\w-]{43}$/),
          },
        },
      ],
    })
  })

  test('are fetched again when asked for, and else while they are not fresh', async () => {
    publish({ keys: [{ ...ec, kid: 'a' }] }, { headers: { 'cache-control': 'max-age=60' } })
    await view()
    publish({ keys: [{ ...ec, kid: 'b' }] })
    const kid = async (again = false) => (await view(again)).keys[0]?.facts.kid
    expect(await kid()).toBe('a')
    expect(await kid(true)).toBe('b')
    browser.state.now += 15 * 60_000
    publish({ keys: [{ ...ec, kid: 'c' }] })
    expect(await kid()).toBe('c')
  })

  test('are compared with the keys before them', async () => {
    publish({ keys: [{ ...ec, kid: 'a' }] })
    await view()
    publish({ keys: [{ ...ec, kid: 'b' }] })
    const { results } = await view(true)
    expect(results.find(({ id }) => id === 'jwks-rotation-overlap')).toMatchObject({
      outcome: 'failed',
      findings: [{ code: 'removed', seen: 'b', expected: 'a' }],
    })
  })

  test('stay in sight when they cannot be fetched again', async () => {
    publish({ keys: [{ ...ec, kid: 'a' }] })
    await view()
    publish('down', { status: 503 })
    const { keys, issues } = await view(true)
    expect(keys).toHaveLength(1)
    expect(issues).toMatchObject([{ code: 'jwks_status', seen: '503' }])
  })
})

describe('there are none', () => {
  test('without metadata', async () => {
    reset()
    expect(await view()).toEqual({
      url: null,
      fetchedAt: null,
      keys: [],
      results: [],
      issues: [{ code: 'profile_missing' }],
    })
  })

  test.each([
    ['a page', () => new Response('<p>'), 'jwks_json'],
    ['an empty set', () => Response.json({ keys: [] }), 'jwks_no_keys'],
    ['another status', () => new Response('', { status: 404 }), 'jwks_status'],
  ])('%s', async (_, answer, code) => {
    browser.state.answers.set(url, answer)
    expect(await view()).toMatchObject({ url, keys: [], issues: [{ code }] })
  })

  test('no access', async () => {
    browser.granted.clear()
    expect(await view()).toMatchObject({ keys: [], issues: [{ code: 'fetch_access' }] })
  })
})

describe('problems of a key are shown at the key', () => {
  const issuesOf = async (...keys: object[]) => {
    publish({ keys })
    return (await view(true)).keys.map(({ issues }) => issues.map(({ code }) => code))
  }

  test.each([
    ['a small modulus', { ...rsa(1024), kid: 'a' }, ['jwks_key_small']],
    ['a modulus that is long enough', { ...rsa(2048), kid: 'a' }, []],
    ['an unknown type', { kty: 'XYZ' }, ['jwks_kty_unknown']],
    ['a member that is not there', { ...ec, y: undefined }, ['jwks_member_missing']],
    ['an alg for another use', { ...ec, use: 'enc', alg: 'ES256' }, ['jwks_alg_use']],
    ['an alg for encryption', { ...rsa(2048), use: 'sig', alg: 'RSA-OAEP' }, ['jwks_alg_use']],
    ['an alg of another type', { ...ec, alg: 'PS256' }, ['jwks_alg_kty']],
    ['an alg of another curve', { ...ec, alg: 'ES384' }, ['jwks_alg_kty']],
    ['an alg that is not known', { ...ec, use: 'sig', alg: 'XY1' }, []],
    ['operations of another use', { ...ec, use: 'sig', key_ops: ['deriveKey'] }, ['jwks_key_ops']],
    ['operations that fit', { ...ec, use: 'sig', key_ops: ['verify'] }, []],
    ['operations that are not a list', { ...ec, use: '__proto__', key_ops: 'verify' }, []],
  ])('%s', async (_, jwk, codes) => {
    expect(await issuesOf(jwk)).toEqual([codes])
  })

  test('kids that stand twice, but not at keys of another type', async () => {
    const kid = 'a'
    expect(await issuesOf({ ...ec, kid }, { ...ec, kid }, { ...rsa(2048), kid })).toEqual([
      ['jwks_kid_repeated'],
      ['jwks_kid_repeated'],
      [],
    ])
  })

  test('no kid where there are several keys', async () => {
    expect(await issuesOf(ec)).toEqual([[]])
    expect(await issuesOf(ec, { ...ec, kid: 'a' })).toEqual([['jwks_kid_missing'], []])
  })

  test('what is not a key is left out, and the others keep their own issues', async () => {
    publish({ keys: ['text', { ...ec, kid: 'a' }, {}, { ...ec, kid: 'b', d: 'secret' }] })
    const { keys, issues } = await view(true)
    expect(keys.map((key) => key.issues.map(({ code }) => code))).toEqual([
      [],
      ['jwks_member_private'],
    ])
    expect(issues.map(({ code }) => code)).toEqual(['jwks_key_not_object', 'jwks_kty_missing'])
  })

  test('a private member is named, and not given on', async () => {
    publish({ keys: [{ ...ec, d: 'very-secret' }] })
    const shown = await view(true)
    expect(shown.keys[0]?.issues).toEqual([{ code: 'jwks_member_private', seen: 'd' }])
    expect(shown.results.find(({ id }) => id === 'jwks-private-members')?.outcome).toBe('failed')
    expect(JSON.stringify(shown)).not.toContain('very-secret')
  })
})
