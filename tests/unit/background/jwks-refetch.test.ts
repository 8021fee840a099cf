import { beforeEach, describe, expect, test } from 'vitest'
import { createKey } from '../../rules/tokens'
import { clients, inspect, issuerA, keys, now, signed, twoBanks } from './token-world'
import { browser } from './harness'

const url = `${issuerA}/jwks`
const older = await createKey('ES256', 'older')
const claims = { iss: issuerA, aud: clients.a, sub: 'u', iat: now - 5, exp: now + 300 }
const byOlder = await signed(claims, older)
const byNew = await signed(claims, keys.a)
const byUnknownKey = await signed(claims, await createKey('ES256', 'unknown'))
const withoutKid = await signed(claims, keys.a, { kid: undefined })

let fetches = 0
const serve = (answer: () => Response) =>
  browser.state.answers.set(url, () => {
    fetches += 1
    return answer()
  })
const publish = (published: readonly object[], headers: Record<string, string> = {}) =>
  serve(() => Response.json({ keys: published }, { headers }))
const statusOf = async (token: string) => (await inspect(token)).verification.status
const reasonOf = async (token: string) => (await inspect(token)).verification.reason

beforeEach(async () => {
  await twoBanks()
  publish([older.jwk])
  await inspect(byOlder)
  fetches = 0
})

describe('keys that the issuer has rotated', () => {
  test.each([
    ['a token with the kid of a new key', byNew],
    ['a token without a kid that no known key fits', withoutKid],
  ])('are fetched again for %s', async (_, token) => {
    publish([keys.a.jwk])
    expect(await statusOf(token)).toBe('valid')
    expect(fetches).toBe(1)
    expect(await statusOf(token)).toBe('valid')
    expect(fetches).toBe(1)
  })

  test('are not fetched again for a token whose kid is known', async () => {
    const forged = await signed(claims, await createKey('ES256', 'older'))
    expect(await reasonOf(forged)).toBe('signature')
    expect(fetches).toBe(0)
  })

  test('are fetched once for several tokens at the same time, and help all of them', async () => {
    publish([keys.a.jwk])
    expect(await Promise.all([byNew, withoutKid, byNew].map(statusOf))).toEqual([
      'valid',
      'valid',
      'valid',
    ])
    expect(fetches).toBe(1)
  })
})

describe('a kid that the issuer does not publish', () => {
  const again = async () => {
    for (let times = 0; times < 3; times += 1)
      expect(await reasonOf(byUnknownKey)).toBe('kid-unknown')
  }

  test('makes Parley fetch the keys once a minute', async () => {
    await again()
    expect(fetches).toBe(1)
    browser.state.now += 59_999
    await again()
    expect(fetches).toBe(1)
    browser.state.now += 1
    await again()
    expect(fetches).toBe(2)
  })

  test('also if the server is unreachable', async () => {
    serve(() => new Response('', { status: 503 }))
    await again()
    expect(fetches).toBe(1)
    browser.state.now += 60_000
    await again()
    expect(fetches).toBe(2)
    expect(await statusOf(byOlder)).toBe('valid')
  })

  test('adds one fetch to those of keys that may not be cached', async () => {
    publish([older.jwk], { 'cache-control': 'no-store' })
    browser.state.now += 15 * 60_000
    await again()
    expect(fetches).toBe(4)
  })

  test('does not keep the keys from being found once they are published and fetched for another reason', async () => {
    await again()
    publish([older.jwk, keys.a.jwk])
    browser.state.now += 15 * 60_000
    expect(await statusOf(byNew)).toBe('valid')
  })
})
