import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importHar, recordingIn } from './har-import'

/** The text as the browser decodes it: without a byte order mark. */
const textOf = (name: string) =>
  new TextDecoder().decode(readFileSync(`tests/samples/recordings/${name}.har`))

test.each([
  ['safari', 'WebKit Web Inspector 1.0', 0],
  ['charles', 'Charles Proxy 4.6.7', 0],
  ['fiddler', 'Fiddler 5.0.20253.3311', 1],
  ['mitmproxy', 'mitmproxy 11.0.0', 0],
])('a recording of %s has its flow', async (name, tool, other) => {
  const text = textOf(name)
  expect(recordingIn(text).tool).toBe(tool)
  const { flows, left, bodiless } = await importHar(text)
  expect(left).toEqual({ asset: 0, login: 0, other, unread: 0 })
  expect(bodiless).toBe(0)
  expect(flows).toHaveLength(1)
  const [flow] = flows
  expect(flow).toMatchObject({ clientId: 'tpp', createdAt: Date.UTC(2026, 10, 23, 13, 12, 9, 100) })
  expect(flow?.messages.map(({ kind }) => kind)).toEqual([
    'authorization-request',
    'authorization-response',
    'token-request',
    'token-response',
  ])
  const body = flow?.messages.find((message) => message.kind === 'token-response')?.body ?? ''
  expect(JSON.parse(body)).toMatchObject({ access_token: 'at-1' })
  const sent = flow?.messages.find((message) => message.kind === 'token-request')
  expect(sent?.params).toContainEqual(['code', 'c1'])
})

test('a form without a type, and with its members only, is read', async () => {
  const har = JSON.parse(textOf('fiddler')) as Har
  for (const { request } of har.log.entries) {
    if (!request.postData) continue
    const params = [...new URLSearchParams(request.postData.text)]
    request.postData = {
      mimeType: '',
      params: params.map(([name, value]) => ({ name, value })),
    }
  }
  const { flows } = await importHar(JSON.stringify(har))
  const sent = flows[0]?.messages.find((message) => message.kind === 'token-request')
  expect(sent?.params).toContainEqual(['code', 'c1'])
})

test('of Safari, which leaves redirects out, the token request is a flow', async () => {
  const har = JSON.parse(textOf('safari')) as Har
  const entries = har.log.entries.filter(({ response }) => response.status !== 302)
  const { flows, left } = await importHar(JSON.stringify({ log: { ...har.log, entries } }))
  expect(flows.map(({ messages }) => messages.map(({ kind }) => kind))).toEqual([
    ['token-request', 'token-response'],
  ])
  expect(left.other).toBe(1)
})

interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly request: { postData?: { mimeType: string; text?: string; params?: object[] } }
      readonly response: { readonly status: number }
    }[]
  }
}
