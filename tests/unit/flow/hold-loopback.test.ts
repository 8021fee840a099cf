import { describe, expect, test } from 'vitest'
import { isStopped } from '@/lib/flow/hold/hold-match'
import { holdRules } from '@/lib/flow/hold/hold-rules'
import { delivery, holding, nothing, request, servers, stops } from './holding'

describe('at a loopback redirect_uri, whose port the app chooses', () => {
  const registered = ['http://127.0.0.1/callback', 'http://127.0.0.1:3000/callback'] as const

  test.each(
    registered.flatMap((uri) => ['', ':80', ':3000', ':40929'].map((port) => [uri, port] as const)),
  )('%s: every response and form on the port "%s"', (uri, port) => {
    const url = `http://127.0.0.1${port}/callback`.replace(':80/', '/')
    const world = holding(uri)
    expect(stops(world, request(`${url}?code=c`))).toBe(true)
    expect(stops(world, request(`${url}?state=s&error=e`))).toBe(true)
    expect(stops(world, request(`${url}#/login?code=c`))).toBe(true)
    expect(stops(world, request(url, { method: 'POST', initiator: 'https://auth.example' }))).toBe(
      true,
    )
    expect(stops(world, request(url))).toBe(false)
    expect(stops(world, request(`${url}x?code=c`))).toBe(false)
    expect(stops(world, request(`${url}x`, { method: 'POST' }))).toBe(false)
  })

  test.each([
    ['http://[::1]:3000/cb', 'http://[::1]:50000/cb?code=c', true],
    ['http://localhost/cb', 'http://localhost:50000/cb?code=c', true],
    ['http://localhost:3000/cb', 'http://127.0.0.1:3000/cb?code=c', false],
    ['http://127.0.0.1/cb', 'http://[::1]:3000/cb?code=c', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1.evil.example:3000/cb?code=c', false],
    ['https://localhost:3000/cb', 'https://localhost:50000/cb?code=c', false],
    ['https://app.example:3000/cb', 'https://app.example:50000/cb?code=c', false],
  ])('%s, %s: %s', (uri, url, expected) => {
    expect(stops(holding(uri), request(url))).toBe(expected)
  })

  test('is only its own port where the request named it', () => {
    const client = { redirectUris: ['http://127.0.0.1:3000/cb'], anyPort: false, servers }
    const world = { ...nothing, flows: [{ ...client, tabId: 7 }] }
    expect(stops(world, request('http://127.0.0.1:3000/cb?code=c'))).toBe(true)
    expect(stops(world, request('http://127.0.0.1:3001/cb?code=c'))).toBe(false)
  })

  test('does not match a page of the server, unless it is the redirect_uri', () => {
    const own = 'http://127.0.0.1:8080'
    const at = (...redirectUris: readonly string[]) => ({
      ...nothing,
      clients: [{ redirectUris, anyPort: true, servers: [own] }],
    })
    const broker = request(`${own}/login/callback?code=c`)
    expect(stops(at('http://127.0.0.1/callback'), broker)).toBe(false)
    expect(stops(at(`${own}/login/callback`), broker)).toBe(true)
    expect(
      stops(at('http://127.0.0.1/callback'), request('http://127.0.0.1:8081/callback?code=c')),
    ).toBe(true)
  })

  test('takes linear time for any URL', () => {
    const rules = holdRules(holding('http://127.0.0.1/cb'))
    const url = `http://127.0.0.1:1${'/cb?/cb#/cb?x'.repeat(40_000)}`
    expect(isStopped(rules, request(url))).toBe(false)
  })

  test('a release is let through on the port where it was stopped', () => {
    const url = 'http://127.0.0.1:40929/cb?code=c'
    const world = { ...holding('http://127.0.0.1/cb'), deliveries: [{ ...delivery, url }] }
    expect(stops(world, request(url))).toBe(false)
    expect(stops(world, request(url.replace('40929', '40930')))).toBe(true)
  })
})
