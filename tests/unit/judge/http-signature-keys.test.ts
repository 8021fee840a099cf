import { beforeEach, describe, expect, test } from 'vitest'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createJwks } from '@/lib/background/jwks-service'
import { createKeys } from '@/lib/background/keys-service'
import { createStore } from '@/lib/background/store'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { createVerification } from '@/lib/judge/verify-token'
import { resourceCall, resourceReply } from '../../rules/resources'
import { createKey, type TestKey } from '../../rules/tokens'
import { browser } from '../background/harness'
import { clients, issuerB, keys, putFlow, twoBanks } from '../background/token-world'

const rotated = await createKey('ES256', 'rotated')
const forger = await createKey('ES256', 'sig')

let owner: Parameters<typeof putFlow>[0]
let fetches = 0
beforeEach(async () => {
  const { b } = await twoBanks()
  owner = { profileId: b, issuer: issuerB, clientId: clients.b }
})

function publish(...published: readonly TestKey[]) {
  fetches = 0
  browser.state.answers.set(`${issuerB}/jwks`, () => {
    fetches += 1
    return Response.json({ keys: published.map(({ jwk }) => jwk) })
  })
}

/** The headers of a response with status 200 that this key signed. */
async function signedBy({ privateKey, jwk }: TestKey): Promise<readonly [string, string][]> {
  const input = `("@status");created=1;keyid="${jwk.kid}"`
  const base = `"@status": 200\n"@signature-params": ${input}`
  const octets = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    privateKey,
    new TextEncoder().encode(base),
  )
  return [
    ['signature-input', `bank=${input}`],
    ['signature', `bank=:${Buffer.from(octets).toString('base64')}:`],
  ]
}

async function verifiedBy(key: TestKey): Promise<string> {
  const response = resourceReply({ headers: await signedBy(key) })
  const flow = await putFlow(owner, [resourceCall(), response] as OAuthMessage[])
  const store = createStore(browser.ports)
  const check = createVerification(
    createJwks(browser.ports, store),
    createKeys(browser.ports, store),
    clientSecrets(browser.ports),
  )
  const message = flow.messages.find(({ kind }) => kind === 'resource-response')
  if (!message) throw new Error('No response')
  const opened = await check.http(message, flow, await store.data())
  const { status, reason } = opened?.verification ?? {}
  return `${status} ${reason}`
}

describe('the HTTP message signature of a bank', () => {
  test('is verified with a key of its issuer, and of no other issuer', async () => {
    expect(await verifiedBy(keys.b)).toBe('valid null')
    expect(await verifiedBy(keys.a)).toBe('invalid signature')
  })

  test('by a new key makes Parley fetch the keys once more', async () => {
    expect(await verifiedBy(keys.b)).toBe('valid null')
    publish(keys.b, rotated)
    expect(await verifiedBy(rotated)).toBe('valid null')
    expect(fetches).toBe(1)
  })

  test('by a key that is not published is not checked', async () => {
    expect(await verifiedBy(keys.b)).toBe('valid null')
    publish(keys.b)
    expect(await verifiedBy(rotated)).toBe('not-run kid-unknown')
    expect(fetches).toBe(1)
  })

  test('with a known keyid makes Parley fetch nothing', async () => {
    expect(await verifiedBy(keys.b)).toBe('valid null')
    publish(keys.b)
    expect(await verifiedBy(forger)).toBe('invalid signature')
    expect(fetches).toBe(0)
  })
})
