import { beforeEach, expect, test } from 'vitest'
import { issuer } from '../flow/browser'
import { call, calls, hold, openRequest, profileId } from './held'
import { app, browser, draft, metadata, reset, withProfile } from './harness'

const registered = 'http://127.0.0.1/cb'
const used = 'http://127.0.0.1:40929/cb'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
  await app.handlers.profileSave({ ...draft, id: await profileId(), redirectUris: [registered] })
})

const respond = (uri: string, tabId: number) => call(`${uri}?code=c1&state=s1`, { tabId })

test('a flow that is held alone is held at every port, as its request does not name one', async () => {
  const tabId = await openRequest(true)
  expect(await respond(used, tabId + 1)).toBe('called')
  expect(await respond(used, tabId)).toBe('stopped')
})

test('a flow that is held alone is held at the port that its request names, and at no other', async () => {
  const params = { client_id: 'tpp', response_type: 'code', redirect_uri: used, state: 's1' }
  await call(`${issuer}/auth?${new URLSearchParams(params)}`, { tabId: 7, initiator: null })
  await app.handlers.flowHold({ id: browser.flows()[0]?.id ?? '', on: true })
  expect(await respond('http://127.0.0.1:5000/cb', 7)).toBe('called')
  expect(await respond(used, 7)).toBe('stopped')
})

test('pages of an authorization server on the same host are not held', async () => {
  const server = 'http://127.0.0.1:9000'
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json({ ...metadata, authorization_endpoint: `${server}/auth` }),
  )
  await app.handlers.metadataRefresh({ profileId: await profileId() })
  await hold()
  expect(await respond(`${server}/login/cb`, 7)).toBe('called')
  expect(await respond('http://127.0.0.1:9001/cb', 7)).toBe('stopped')
})
