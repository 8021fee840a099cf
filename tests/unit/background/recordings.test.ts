import { expect, test } from 'vitest'
import { sharedOf } from '@/lib/share/flow-schema'
import { createKey, sign } from '../../rules/tokens'
import { importHar, recordingIn } from '../share/har-import'
import { app, browser, reset, stored } from './harness'

const issuer = 'https://bank.example'
const key = await createKey('ES256', 'sig')

const json = { 'content-type': 'application/json' }
const listOf = (headers: object) =>
  Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }))

function entry(second: number, request: object, response: object, body?: unknown): object {
  return {
    startedDateTime: new Date(Date.UTC(2026, 10, 23, 5, 0, second)).toISOString(),
    time: 20,
    request: { method: 'GET', headers: [], ...request },
    response: {
      status: 200,
      headers: listOf(json),
      content: body === undefined ? {} : { text: JSON.stringify(body) },
      ...response,
    },
  }
}

const page = { headers: listOf({ Accept: 'text/html' }) }

async function recorded(signedBy = key): Promise<string> {
  const seconds = Date.UTC(2026, 10, 23, 5, 0, 5) / 1000
  const idToken = await sign(
    {
      iss: issuer,
      aud: 'client-1',
      sub: 'u1',
      iat: seconds,
      exp: seconds + 300,
      nonce: 'n-1',
    },
    {},
    signedBy,
  )
  const form = {
    mimeType: 'application/x-www-form-urlencoded',
    text: 'grant_type=authorization_code&code=c-1&client_id=client-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
  }
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  }
  const auth = `${issuer}/auth?client_id=client-1&response_type=code&scope=openid&state=s-1&nonce=n-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb`
  const target = `https://app.example/cb?code=c-1&state=s-1`
  const entries = [
    entry(0, { url: `${issuer}/.well-known/openid-configuration` }, {}, metadata),
    entry(1, { url: `${issuer}/jwks` }, {}, { keys: [key.jwk] }),
    entry(2, { ...page, url: auth }, { status: 303, headers: [], redirectURL: target }),
    entry(3, { ...page, url: target }, { headers: [] }),
    entry(
      4,
      {
        method: 'POST',
        url: `${issuer}/token`,
        headers: listOf({ 'Content-Type': form.mimeType }),
        postData: form,
      },
      {},
      { access_token: 'at-1', token_type: 'Bearer', id_token: idToken },
    ),
  ]
  const creator = { name: 'Firefox', version: '153.0' }
  return JSON.stringify({ log: { version: '1.2', creator, entries } })
}

async function importText(text: string) {
  const { documents, tool } = recordingIn(text)
  const found = await importHar(text, await app.handlers.recordingWorld())
  const flows = found.flows.map(sharedOf)
  const result = await app.handlers.recordingImport({ flows, documents, tool, file: 'bank.har' })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return browser.flow(result.flowIds[0] ?? '')
}

const idTokenOf = (flow: Awaited<ReturnType<typeof importText>>) =>
  flow?.messages
    .flatMap((message) => ('jwts' in message ? (message.jwts ?? []) : []))
    .find(({ name }) => name === 'id_token')

test('a recorded flow is judged with the metadata and keys of its recording, and nothing is fetched', async () => {
  const fetched: string[] = []
  reset({
    fetch: (input) => {
      fetched.push(String(input))
      return Promise.reject(new TypeError('Failed to fetch'))
    },
  })
  const flow = await importText(await recorded())
  expect(flow).toMatchObject({
    issuer,
    clientId: 'client-1',
    profileId: null,
    imported: { mode: 'complete', file: 'bank.har', by: { tool: 'Firefox 153.0' } },
  })
  expect(flow?.messages.map(({ kind }) => kind)).toEqual([
    'authorization-request',
    'authorization-response',
    'token-request',
    'token-response',
  ])
  expect(idTokenOf(flow)?.verification).toMatchObject({ status: 'valid' })
  const outcome = (id: string) =>
    flow?.messages.flatMap(({ results }) => results).find((result) => result.id === id)?.outcome
  expect(outcome('ar-state-match')).toBe('passed')
  expect(stored('flows')).toMatchObject([{ imported: true, file: 'bank.har' }])
  expect(fetched).toEqual([])
})

test('a signature by another key is not valid', async () => {
  reset()
  const flow = await importText(await recorded(await createKey('ES256', 'sig')))
  expect(idTokenOf(flow)?.verification).toMatchObject({ status: 'invalid' })
})
