import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { navigation } from '../flow/browser'
import { approve } from '../sandbox/client.ts'
import { actAtSandbox, messages, outcomes, type Acting } from './at-sandbox'

let acting: Acting
beforeAll(async () => {
  acting = await actAtSandbox({ responseModes: ['query', 'jwt', 'query.jwt', 'fragment.jwt'] })
})
afterAll(() => acting.sandbox.close())

/** Pushes, approves at the real server, and reports what a browser would; returns the flow's id. */
async function answered(respell: (url: string) => string = (url) => url): Promise<string> {
  const { browser, app, sandbox } = acting
  const pushed = await app().handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  const { url, tabId } = browser.opened.at(-1) ?? { url: '', tabId: 0 }
  const stop = await approve(sandbox.issuer, url)
  const events = [
    ...navigation(`${tabId}a`, tabId, [url], { status: 200 }, Date.now()),
    ...navigation(
      `${tabId}b`,
      tabId,
      [`${sandbox.issuer}/interaction`, respell(stop.url)],
      { status: 200 },
      Date.now(),
    ),
  ]
  await Promise.all(events.map((event) => app().observe(event)))
  return pushed.flowId
}

const responseOf = (id: string): AuthorizationResponse => {
  const [response, ...others] = messages(acting.flow(id), 'authorization-response')
  if (!response || others.length > 0) throw new Error('Expected exactly one response')
  return response
}

describe.each(['jwt', 'query.jwt', 'fragment.jwt'])('a response of %s', (responseMode) => {
  test('is verified and judged once it is captured, and its code is exchanged', async () => {
    await acting.profile({ responseMode })
    const id = await answered()
    const response = responseOf(id)
    expect(response.jwts).toMatchObject([
      { name: 'response', decryption: null, verification: { status: 'valid' } },
    ])
    const names = membersOf(response).map(([name]) => name)
    expect(names.toSorted()).toEqual(['code', 'iss', 'state'])
    expect(outcomes(response)).toMatchObject({
      'jarm-signature': 'passed',
      'jarm-iss': 'passed',
      'jarm-aud': 'passed',
      'jarm-state': 'passed',
      'ar-response-mode': 'passed',
    })
    const sent = await acting.app().handlers.codeExchange({ flowId: id, responseId: null })
    expect(sent).toMatchObject({ ok: true, accepted: true })
  })
})

test('a worker that died before it had verified a response does so when it starts again', async () => {
  await acting.profile({ responseMode: 'jwt' })
  const { ports } = acting.browser
  const stuck = vi
    .spyOn(ports, 'fetch')
    .mockImplementation((input, init) =>
      String(input).includes('jwks') ? new Promise<never>(() => {}) : fetch(input, init),
    )
  await ports.session.remove(
    [...acting.browser.session.values.keys()].filter((key) => key.startsWith('jwks')),
  )
  acting.restart()
  await acting.app().handlers.responsesSeen()
  void answered()
  await expect.poll(() => acting.browser.session.values.get('hasNewResponse')).toBe(true)
  const id = String(acting.browser.session.values.get('latest'))
  expect(responseOf(id).jwts).toEqual([])
  stuck.mockRestore()
  acting.restart()
  await acting.app().start()
  expect(responseOf(id).jwts).toMatchObject([{ verification: { status: 'valid' } }])
})

describe('auto-exchange', () => {
  const sent = (id: string) => messages(acting.flow(id), 'token-response')

  test('takes the code out of a JARM', async () => {
    await acting.profile({ responseMode: 'jwt', autoExchange: true })
    expect(sent(await answered())).toMatchObject([{ status: 200 }])
  })

  test('leaves it in one whose signature does not hold', async () => {
    await acting.profile({ responseMode: 'jwt', autoExchange: true })
    const id = await answered((url) => url.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`))
    expect(responseOf(id).jwts).toMatchObject([{ verification: { status: 'invalid' } }])
    expect(sent(id)).toEqual([])
  })
})
