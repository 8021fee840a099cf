import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RedirectBy } from '../../sandbox/carriers.ts'
import { authorizeUrlOf, type PushOptions } from '../../sandbox/data-consumer.ts'
import { secureRedirectUrisOf } from '../../sandbox/origins.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { codeOf, createUserAgent } from './user-agent.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', unattended: true, secureApp: true })
})

afterAll(() => sandbox.close())

const go = async (options: PushOptions) => {
  const pushed = await sandbox.consumer('wide-es256').push(options)
  const agent = createUserAgent(sandbox.origins.authorization)
  return { pushed, stop: await agent.go(authorizeUrlOf(sandbox.issuer, pushed)) }
}

const manual = { redirect: 'manual' } as const

describe('the way back', () => {
  const pages: readonly (readonly [RedirectBy, RegExp])[] = [
    ['script', /location\.replace\("http:[^"]+\/cb\?code=/],
    ['script-assign', /location\.assign\("http:[^"]+\/cb\?code=/],
    ['link', /<a id="continue" href="http:[^"]+\/cb\?code=/],
    ['meta-refresh', /content="0;url=http:[^"]+\/cb\?code=/],
    ['window-open', /window\.open\("http:[^"]+\/cb\?code=/],
    ['blank-link', /<a id="continue" href="http:[^"]+\/cb\?code=[^"]+" target="_blank">/],
  ]

  test.each(pages)('%s', async (redirectBy, expected) => {
    const { stop } = await go({ redirectBy })
    expect(stop.status).toBe(200)
    expect(stop.body).toMatch(expected)
  })

  test('a form opens a new tab, or follows a refresh', async () => {
    const blank = await go({ responseMode: 'form_post', redirectBy: 'blank-link' })
    expect(blank.stop.body).toContain('target="_blank"')
    const refresh = await go({ responseMode: 'form_post', redirectBy: 'meta-refresh' })
    const next = /content="0;url=([^"]+)"/.exec(refresh.stop.body)?.[1] ?? ''
    expect(await (await fetch(next)).text()).toContain('name="code"')
  })

  test('a broker received the code of a different server at its own URL', async () => {
    const { stop } = await go({ redirectBy: 'broker' })
    expect(stop.visited.at(-1)).toMatch(/^\/leave\/[^/]+\/0$/)
    expect(codeOf(stop)).toMatch(/./)
  })

  test('a chain stays on the host of the server', async () => {
    const { stop } = await go({ redirectBy: 'chain' })
    expect(stop.visited.slice(-3)).toEqual(
      [0, 1, 2].map((step) => expect.stringMatching(new RegExp(`^/leave/[^/]+/${step}$`))),
    )
    expect(codeOf(stop)).toMatch(/./)
  })

  test('a chain goes over other hosts', async () => {
    const { stop } = await go({ redirectBy: 'chain-hosts' })
    const { backChannel, jwks, registration, app } = sandbox.origins
    let { url } = stop
    for (const origin of [backChannel, registration, jwks]) {
      expect(new URL(url).origin).toBe(origin)
      url = (await fetch(url, manual)).headers.get('location') ?? ''
    }
    expect(url.startsWith(`${app}/cb?code=`)).toBe(true)
  })

  test.each(['query', 'form_post'] as const)('307 posts on what was posted: %s', async (mode) => {
    const { pushed, stop } = await go({ redirectBy: 'status-307', responseMode: mode })
    const action = /action="([^"]+)"/.exec(stop.body)?.[1] ?? ''
    expect(stop.body).toContain(mode === 'query' ? 'name="username"' : 'name="code"')
    const response = await fetch(action, { method: 'POST', ...manual })
    expect(response.status).toBe(307)
    expect(response.headers.get('location')?.startsWith(pushed.redirectUri)).toBe(true)
  })

  test('nothing is at an address of no way', async () => {
    expect((await fetch(`${sandbox.issuer}/leave/nowhere/0`)).status).toBe(404)
  })
})

describe('no user interaction', () => {
  test.each([
    ['approve', /[?&]code=/],
    ['deny', /[?&]error=access_denied&/],
  ] as const)('%s', async (decision, expected) => {
    expect((await go({ decision })).stop.url).toMatch(expected)
  })

  test('a page that presses its own button', async () => {
    const { stop } = await go({ decision: 'approve-by-page' })
    expect(stop.body).toContain(`document.getElementById('approve').click()`)
  })

  test('a user is, where the request says so', async () => {
    expect((await go({ decision: 'ask' })).stop.body).toContain('id="log-in"')
  })

  test('an unknown decision is refused', async () => {
    const wanted = { decision: 'perhaps' } as unknown as PushOptions
    await expect(go(wanted)).rejects.toThrow('Unknown va')
  })

  test('prompt=none is about the session of the browser', async () => {
    const agent = createUserAgent(sandbox.origins.authorization)
    const silent = async () => {
      const pushed = await sandbox.consumer('wide-es256').push({ prompt: 'none' })
      const { url } = await agent.go(`${authorizeUrlOf(sandbox.issuer, pushed)}&prompt=none`)
      return new URL(url).searchParams
    }
    expect((await silent()).get('error')).toBe('login_required')
    const pushed = await sandbox.consumer('wide-es256').push()
    await agent.go(authorizeUrlOf(sandbox.issuer, pushed))
    const again = await silent()
    expect([again.get('error'), again.has('code')]).toEqual([null, true])
  })
})

describe('the application', () => {
  const url = 'http://127.0.0.1:1/auth?a=1&b=</script>'

  test('starts a request by itself', async () => {
    const response = await fetch(
      `${sandbox.origins.app}/start?by=redirect&clientId=wide-ps256`,
      manual,
    )
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe(`${sandbox.issuer}/auth`)
    expect(location.searchParams.get('client_id')).toBe('wide-ps256')
    expect(location.searchParams.get('request_uri')).toMatch(/^urn:/)
  })

  test.each([
    ['link', /href="http:.*&amp;b=&lt;\/script&gt;"/],
    ['script', /location\.assign\("http:.*b=\\u003c\/script>"\)/],
    ['popup', /window\.open\("http:.*", 'bank', 'popup,/],
    ['new-tab', /window\.open\("http:.*"\)/],
    ['iframe', /<iframe .*src="http:/],
    ['prerender', /<script type="speculationrules">\{"prerender":.*\\u003c\/script>"\]/],
  ] as const)('opens a URL by %s', async (by, expected) => {
    const response = await fetch(sandbox.app.opens(by, url))
    expect(await response.text()).toMatch(expected)
  })

  test('is on the site of the server too', async () => {
    const address = sandbox.app.opens('redirect', url, 'sameSiteApp')
    expect(new URL(address).hostname).toBe(new URL(sandbox.issuer).hostname)
    expect((await fetch(address, manual)).headers.get('location')).toBe(url)
  })

  test('hands on the whole query, where it does', async () => {
    const response = await fetch(`${sandbox.origins.app}/cb-onward?code=c&state=a+b`, manual)
    expect(response.headers.get('location')).toBe('/home?code=c&state=a+b')
  })

  test('never answers, until it hangs up', async () => {
    const before = sandbox.app.calls().length
    const waiting = fetch(`${sandbox.origins.app}/cb-silent?code=c`)
    await expect.poll(() => sandbox.app.calls().length).toBe(before + 1)
    sandbox.app.setSilent(false)
    await expect(waiting).rejects.toThrow('fetch failed')
    sandbox.app.setSilent(true)
  })

  test('is there over TLS, under two names', async () => {
    const { universalLink = '', badCertificate = '' } = secureRedirectUrisOf(sandbox.origins) ?? {}
    expect(universalLink).toMatch(/^https:\/\/links\.kira\.test:\d+\/cb$/)
    expect(badCertificate).toMatch(/^https:\/\/unsigned\.kira\.test:\d+\/cb$/)
    const { stop } = await go({ redirectUri: universalLink })
    expect(stop.url.startsWith(`${universalLink}?code=`)).toBe(true)
  })
})

test('two servers share an application', async () => {
  const other = await startSandbox({ kind: 'wide', unattended: true, sharesAppWith: sandbox })
  try {
    const pushed = await other.consumer('wide-es256').push()
    expect(pushed.redirectUri).toBe(`${sandbox.origins.app}/cb`)
    const agent = createUserAgent(other.origins.authorization)
    const stop = await agent.go(authorizeUrlOf(other.issuer, pushed))
    expect(new URL(stop.url).searchParams.get('iss')).toBe(other.issuer)
    expect(other.issuer).not.toBe(sandbox.issuer)
  } finally {
    await other.close()
  }
})

test('pages of other origins may call the back channel only where that was chosen', async () => {
  const open = await startSandbox({ kind: 'wide', cors: true })
  try {
    const allowed = async ({ origins }: Sandbox) => {
      const answer = await fetch(`${origins.backChannel}/par`, {
        method: 'POST',
        headers: { origin: origins.app },
      })
      return answer.headers.get('access-control-allow-origin')
    }
    expect(await allowed(open)).toBe(open.origins.app)
    expect(await allowed(sandbox)).toBe(null)
    const page = await (await fetch(`${open.origins.app}/spa`)).text()
    expect(page).toContain(`"token_endpoint":"${open.origins.backChannel}/token"`)
  } finally {
    await open.close()
  }
})
