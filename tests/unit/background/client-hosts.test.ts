import { beforeEach, describe, expect, test } from 'vitest'
import type { SessionState } from '@/lib/storage/state'
import { issuer, redirectUri } from '../flow/browser'
import {
  app,
  browser,
  captured,
  exchange,
  flowOf,
  profile,
  reset,
  server,
  tokenOf,
} from './answering'

beforeEach(reset)

describe('a DPoP key', () => {
  test('is kept for a request that was not opened yet', async () => {
    await profile({ bindTokens: 'dpop' })
    await app.handlers.requestPush({ profileId: null, overrides: null, open: null })
    browser.state.now += 120_000
    await app.start()
    const [request] = browser.session.values.get('requests') as SessionState['requests']
    const keys = (await browser.ports.keyInfos.getValue()).map(({ id }) => id)
    expect(keys).toEqual([request?.requested.dpopKeyId])
  })

  test('that is gone is server.named, and nothing is sent without its proof', async () => {
    await profile({ bindTokens: 'dpop' })
    const { id } = await captured()
    await browser.ports.keys.remove([flowOf(id).requested.dpopKeyId ?? ''])
    expect(await exchange(id)).toEqual({ ok: false, issues: [{ code: 'dpop_key_missing' }] })
    expect(server.sent).toEqual([])
  })
})

describe('a token goes', () => {
  test.each([
    ['to the issuer', `${issuer}/accounts`, true],
    ['to a host of its metadata', 'https://claims.example/x', true],
    ['to a resource server, however its host is written', 'https://RS.example:443/accounts', true],
    ['not to a redirect_uri', redirectUri, false],
    ['not to the host of a resource server', 'https://rs.example@evil.example/', false],
    ['not to another port', 'https://rs.example:8443/', false],
    ['not to a name with a dot at its end', 'https://rs.example./', false],
    ['not in the clear', 'http://rs.example/', false],
  ])('%s', async (_, url, goes) => {
    await profile({ resourceServers: ['https://rs.example/v1'] })
    const { id } = await captured()
    await exchange(id)
    const before = server.sent.length
    const tokenId = tokenOf(flowOf(id), 'access_token')
    const call = { flowId: id, tokenId, method: 'GET', url, headers: [], body: '' }
    expect((await app.handlers.resourceRequest(call)).ok).toBe(goes)
    expect(server.sent.length - before).toBe(goes ? 1 : 0)
  })

  test('not to where the metadata is read from, if that is elsewhere', async () => {
    const url = 'https://files.example/openid-configuration'
    await profile({ discovery: { kind: 'url', url } })
    const { id } = await captured()
    await exchange(id)
    const tokenId = tokenOf(flowOf(id), 'access_token')
    const call = { flowId: id, tokenId, method: 'GET', url, headers: [], body: '' }
    expect((await app.handlers.resourceRequest(call)).ok).toBe(false)
  })
})
