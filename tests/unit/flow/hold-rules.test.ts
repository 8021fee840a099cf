import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStopped } from '@/lib/flow/hold/hold-match'
import { holdRules, isToBeHeld } from '@/lib/flow/hold/hold-rules'
import type { Flow } from '@/lib/flow/model/flow'
import { holdabilityOf } from '@/lib/flow/read/holdability'
import { readResponse } from '@/lib/oauth/response'
import { cb, delivery, holding, nothing, request, servers, stops } from './holding'

describe('what is stopped', () => {
  test.each([
    `${cb}?code=c`,
    `${cb}?state=s&code=c`,
    `${cb}?error=access_denied`,
    `${cb}?response=a.b.c`,
    `${cb}#id_token=a`,
    `${cb}#state=s&access_token=t`,
    `${cb}?tenant=1#code=c`,
    `${cb}?code`,
    `${cb}?code&state=s`,
    `${cb}#/login?code=c&state=s`,
    `${cb}#/id_token=a.b.c&state=s`,
    `${cb}#!/cb?state=s&code=c`,
    `${cb}#/login#access_token=t`,
    `${cb}#/login&state=s&code=c`,
    `${cb}?tenant=1#/login?error=access_denied`,
  ])('%s', (url) => {
    expect(stops(holding(cb), request(url))).toBe(true)
    expect(stops(holding(cb), request(url, { method: 'POST' }))).toBe(true)
    expect(stops(holding(cb), request(url, { frame: 'sub' }))).toBe(true)
  })

  test.each([
    cb,
    `${cb}?`,
    `${cb}?state=s`,
    `${cb}?xcode=c&code_challenge=c&codes=c&my-code=c`,
    `${cb}?Code=c`,
    `${cb}?next=/?code=c`,
    `${cb}#/login?state=s`,
    `${cb}#/error`,
    `${cb}#/error/code`,
    `${cb}?next=/code=c`,
    `${cb}/?code=c`,
    `${cb}x?code=c`,
    'https://app.example/?code=c',
    'https://app.example.evil/cb?code=c',
    'http://app.example/cb?code=c',
    'https://app.example:444/cb?code=c',
    'https://auth.example/auth?redirect_uri=https://app.example/cb?code=c',
  ])('a visit of %s is not', (url) => {
    expect(stops(holding(cb), request(url))).toBe(false)
  })

  test('is not a response whose parameter name is percent-encoded, although it is read', () => {
    const url = `${cb}?c%6Fde=c`
    expect(readResponse(url, null, [cb])?.params).toEqual([['code', 'c']])
    expect(stops(holding(cb), request(url))).toBe(false)
  })

  test('is every URL that would be read as a response, whatever else is in it', () => {
    const name = fc.oneof(
      fc.constantFrom('code', 'error', 'response', 'id_token', 'access_token', 'state', 'iss'),
      fc.string({ unit: fc.constantFrom('c', 'o', 'd', 'e', '_', '-', '.', 'C'), minLength: 1 }),
    )
    const value = fc.string({
      unit: fc.constantFrom('c', '=', '?', '/', '^', '|', '*', '%26', 'ä'),
      maxLength: 6,
    })
    const list = fc
      .array(fc.tuple(name, value), { maxLength: 4 })
      .map((pairs) => pairs.map(([key, one]) => `${key}=${one}`).join('&'))
    const rules = holdRules(holding(cb))
    const route = fc.constantFrom('', '/', '/login?', '!/a/b?', '?', '/login#', '/login&')
    fc.assert(
      fc.property(fc.option(list), route, fc.option(list), (query, path, fragment) => {
        const { href } = new URL(
          cb +
            (query === null ? '' : `?${query}`) +
            (fragment === null ? '' : `#${path}${fragment}`),
        )
        expect(isStopped(rules, request(href))).toBe(readResponse(href) !== null)
      }),
      { numRuns: 500 },
    )
  })

  test('is a form that comes from elsewhere, whatever is in it', () => {
    const post = (change: object) => request(cb, { method: 'POST', ...change })
    expect(stops(holding(cb), post({ initiator: 'https://auth.example' }))).toBe(true)
    expect(stops(holding(cb), post({ initiator: null }))).toBe(true)
    expect(stops(holding(cb), post({ initiator: 'https://app.example' }))).toBe(false)
    expect(stops(holding(cb), request(cb))).toBe(false)
  })

  test.each([
    [cb, cb],
    [cb, `${cb}?`],
    [cb, `${cb}?x=1`],
    [cb, `${cb}#`],
    [cb, `${cb}?x=1#y`],
    [`${cb}?`, cb],
    [`${cb}?`, `${cb}?`],
    [`${cb}?t=1`, `${cb}?t=1&x=1`],
    [`${cb}?t=1`, `${cb}?t=1#y`],
  ])('at %s is a form that is posted to %s', (uri, url) => {
    const initiator = 'https://auth.example'
    expect(stops(holding(uri), request(url, { method: 'POST', initiator }))).toBe(true)
  })

  test.each([
    [cb, `${cb}/x`],
    [cb, `${cb}x`],
    [`${cb}?t=1`, `${cb}?t=10`],
    [`${cb}?t=1`, cb],
  ])('at %s does not match a form that is posted to %s', (uri, url) => {
    expect(stops(holding(uri), request(url, { method: 'POST' }))).toBe(false)
  })

  test('is also a form of the host itself, where the server is at it or below it', () => {
    const own = 'https://auth.example/cb'
    const post = request(own, { method: 'POST', initiator: 'https://login.auth.example' })
    expect(stops(holding(own), post)).toBe(true)
  })

  test('has the redirect_uri as the browser writes it', () => {
    expect(stops(holding('https://APP.example:443'), request('https://app.example/?code=c'))).toBe(
      true,
    )
    expect(
      stops(holding('https://app.example/c*b?t=1'), request('https://app.example/c*b?code=c&t=1')),
    ).toBe(true)
  })

  test('is on this machine the same by http and https', () => {
    const world = holding('http://localhost:3000/cb')
    expect(stops(world, request('http://localhost:3000/cb?code=c'))).toBe(true)
    expect(stops(world, request('https://localhost:3000/cb?code=c'))).toBe(true)
  })

  test.each(['com.example.app:/cb', 'http://app.example/cb', 'not a url', ''])(
    'is nothing at %j, which cannot be held',
    (uri) => {
      expect(holdRules(holding(uri))).toEqual([])
    },
  )
})

test('what a held page sends on is let through in its tab, and nothing else', () => {
  const world = { ...holding(cb), deliveries: [delivery] }
  expect(stops(world, request(`${cb}?code=c`))).toBe(false)
  expect(stops(world, request(`${cb}?code=c`, { tabId: 8 }))).toBe(true)
  expect(stops(world, request(`${cb}?code=c`, { method: 'POST' }))).toBe(true)
  expect(stops(world, request(`${cb}?code=c`, { frame: 'sub' }))).toBe(true)
  expect(stops(world, request(`${cb}?code=cc`))).toBe(true)
})

describe('one flow', () => {
  const flow = { tabId: 7, hold: true, messages: [] }
  const response = { kind: 'authorization-response', hold: null, callback: {} }

  test('is held in its tab only', () => {
    const world = { ...nothing, flows: [{ tabId: 7, redirectUris: [cb], anyPort: false, servers }] }
    expect(stops(world, request(`${cb}?code=c`))).toBe(true)
    expect(stops(world, request(`${cb}?code=c`, { tabId: 8 }))).toBe(false)
  })

  test.each([
    ['waits', {}, true],
    ['its tab is not known', { tabId: null }, false],
    ['it is not to be held', { hold: false }, false],
    ['its response is on the way', { messages: [response] }, true],
    ['its response is held', { messages: [{ ...response, hold: {} }] }, false],
    [
      'another one reached the app',
      { messages: [{ ...response, callback: { status: 200 } }] },
      true,
    ],
  ])('%s', (_, change, expected) => {
    expect(isToBeHeld({ ...flow, ...change } as unknown as Flow)).toBe(expected)
  })
})

describe('the rules', () => {
  test('have numbers that say what they are: the same rule has the same one beside any others', () => {
    const uri = fc.constantFrom(
      cb,
      'https://b.example/',
      'http://localhost:1/x',
      'https://c.example/y',
    )
    const some = fc.uniqueArray(uri, { maxLength: 4 })
    fc.assert(
      fc.property(some, some, (a, b) => {
        const known = new Map(holdRules(holding(...a)).map(({ id, ...rule }) => [id, rule]))
        for (const { id, ...rule } of holdRules(holding(...b)))
          if (known.has(id)) expect(known.get(id)).toEqual(rule)
        const ids = holdRules(holding(...a, ...b)).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true)
      }),
    )
  })

  test('do not exist where nothing is held, nor twice for a redirect_uri of two clients', () => {
    expect(holdRules(nothing)).toEqual([])
    expect(holdRules(holding(cb, cb))).toEqual(holdRules(holding(cb)))
  })
})

describe('whether a redirect_uri can be held', () => {
  test.each([
    [cb, true, 'yes'],
    ['http://127.0.0.1:8080/cb', true, 'yes'],
    [cb, false, 'no-access'],
    ['com.example.app:/cb', true, 'scheme'],
    ['http://app.example/cb', true, 'scheme'],
    ['https://app.example:6667/cb', true, 'port'],
    ['https://app.example:9/cb', false, 'port'],
    ['nothing', true, 'scheme'],
  ] as const)('%s, granted %s: %s', (uri, granted, expected) => {
    expect(holdabilityOf(uri, granted)).toBe(expected)
  })
})
