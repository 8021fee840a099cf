import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSameSite } from '@/lib/oauth/site'

test.each([
  ['https://app.example/cb', 'https://app.example', true],
  ['https://login.app.example', 'https://app.example/cb', true],
  ['https://a.app.example', 'https://b.app.example', true],
  ['https://-a.app.example', 'https://app.example', true],
  ['https://a-.app.example', 'https://b.app.example', true],
  ['http://app.example', 'https://app.example', false],
  ['https://a.co.uk', 'https://b.co.uk', false],
  ['https://a.github.io', 'https://b.github.io', false],
  ['https://example', 'https://other', false],
  ['http://localhost:3000', 'http://localhost:4000/cb', true],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:4000/cb', true],
  ['http://127.0.0.1', 'http://127.0.0.2', false],
  ['http://localhost', 'http://127.0.0.1', false],
  ['http://[::1]:1', 'http://[::1]:2', true],
  ['https://APP.example', 'https://app.example', true],
  ['https://app.example.', 'https://app.example', false],
  ['null', 'null', false],
  ['', '', false],
  ['com.example.app:/cb', 'com.example.app:/cb', false],
])('%s and %s: %s', (a, b, same) => {
  expect(isSameSite(a, b)).toBe(same)
  expect(isSameSite(b, a)).toBe(same)
})

test('never throws, and every URL with a host is same-site with itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (url) => {
      const isWeb = URL.canParse(url) && new URL(url).host !== ''
      expect(isSameSite(url, url)).toBe(isWeb)
    }),
  )
})
