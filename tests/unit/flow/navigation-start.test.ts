import { describe, expect, test } from 'vitest'
import { startOf, type Stopped } from '@/lib/flow/read/navigation-start'

const stopped: Stopped = {
  frame: 'top',
  method: 'GET',
  url: 'https://app.example/cb',
  initiator: 'https://as.other',
  from: 'https://as.other',
}
const chromium = (more: Partial<Stopped>) => startOf({ ...stopped, ...more }, false)
const firefox = (more: Partial<Stopped>) => startOf({ ...stopped, ...more }, true)

describe.each([
  ['Chromium', chromium],
  ['Firefox', firefox],
])('in %s', (_, start) => {
  test.each([
    ['a page of the server', {}],
    ['a form of the server', { method: 'POST' }],
    ['a page without an origin', { initiator: 'null' }],
    ['a form of a page without an origin', { initiator: 'null', method: 'POST', from: null }],
    ['a form that no page is named for', { initiator: null, method: 'POST' }],
    ['the same host without TLS', { initiator: 'http://app.example', from: null }],
  ])('%s is cross-site', (__, more) => {
    expect(start(more)).toBe('cross-site')
  })

  test.each([
    [
      'a page of the app’s own site',
      { initiator: 'https://as.app.example', from: 'https://as.app.example' },
    ],
    ['a page of the extension', { initiator: 'moz-extension://x' }],
    ['a frame', { frame: 'sub' as const }],
  ])('%s is same-site', (__, more) => {
    expect(start(more)).toBe('same-site')
  })
})

test('what no page started is so too in Chromium, which ignores redirects', () => {
  expect(chromium({ initiator: null })).toBe('same-site')
  expect(firefox({ initiator: null })).toBe('cross-site')
})

test('the app’s own page counts in Firefox only if no other site redirected', () => {
  const own = { initiator: 'https://app.example' }
  expect(chromium(own)).toBe('same-site')
  expect(firefox(own)).toBe('cross-site')
  expect(firefox({ ...own, from: 'https://app.example' })).toBe('same-site')
})
