import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

afterAll(() => sandbox.close())

const visit = (path: string, init: RequestInit = {}) =>
  fetch(sandbox.origins.app + path, { redirect: 'manual', ...init })

test('the live page shows that it got a code', async () => {
  const response = await visit('/cb?code=a%3Cb&state=s')
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain('The application got a code')
  expect(html).toContain('<code>a&lt;b</code>')
})

test('one page redirects on at once, without the code', async () => {
  const response = await visit('/cb-hop?code=c')
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('/home')
})

test('one page leaves by script', async () => {
  const response = await visit('/cb-script?code=c')
  expect(await response.text()).toContain(`location.replace('/home')`)
})

test('every call is in the log, with the form that was posted', async () => {
  const before = sandbox.app.calls().length
  await visit('/home')
  await visit('/cb', { method: 'POST', body: new URLSearchParams({ code: 'c' }) })
  await visit('/nowhere')
  const { host } = new URL(sandbox.origins.app)
  const sent = { cookie: undefined, origin: undefined, referer: undefined, site: undefined }
  expect(sandbox.app.calls().slice(before)).toEqual([
    { method: 'GET', host, url: '/home', at: expect.any(Number), sent },
    { method: 'POST', host, url: '/cb', at: expect.any(Number), sent, body: 'code=c' },
    { method: 'GET', host, url: '/nowhere', at: expect.any(Number), sent },
  ])
})

test('nothing listens at the dead redirect URI', async () => {
  await expect(fetch(`${sandbox.origins.dead}/cb`)).rejects.toThrow('fetch failed')
})
