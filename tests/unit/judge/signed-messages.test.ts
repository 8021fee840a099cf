import { beforeEach, describe, expect, test } from 'vitest'
import { createJwks } from '@/lib/background/jwks-service'
import { createKeys } from '@/lib/background/keys-service'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createStore } from '@/lib/background/store'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { signDetached } from '@/lib/jose/sign-detached'
import { openMessage } from '@/lib/judge/open-message'
import { createVerification } from '@/lib/judge/verify-token'
import { resourceCall, resourceReply } from '../../rules/resources'
import { browser } from '../background/harness'
import { clients, issuerB, keys, putFlow, twoBanks } from '../background/token-world'

const body = '{"Data":{}}'
const encoder = new TextEncoder()

let owner: Parameters<typeof putFlow>[0]
beforeEach(async () => {
  const { b } = await twoBanks()
  owner = { profileId: b, issuer: issuerB, clientId: clients.b }
})

/** The verification of a detached signature of the bank over `body`, in a response with these changes. */
async function verified(changes: object, header: object = { kid: keys.b.jwk.kid }) {
  const signature = await signDetached(
    { alg: 'ES256', ...header },
    encoder.encode(body),
    keys.b.privateKey,
  )
  const request = resourceCall()
  const response = resourceReply({ headers: [['x-jws-signature', signature]], body, ...changes })
  const messages = [request, response] as OAuthMessage[]
  const flow = await putFlow(owner, messages)
  const store = createStore(browser.ports)
  const check = createVerification(
    createJwks(browser.ports, store),
    createKeys(browser.ports, store),
    clientSecrets(browser.ports),
  )
  const message = flow.messages.find(({ kind }) => kind === 'resource-response')
  if (!message) throw new Error('No response')
  const { jwts } = await openMessage(message, flow, await store.data(), check)
  const { status, reason } = jwts[0]?.verification ?? {}
  return `${status} ${reason}`
}

describe('a detached signature of a response', () => {
  test('is verified over the body, with the key of the issuer', async () => {
    expect(await verified({})).toBe('valid null')
  })

  test('is invalid if the body differs', async () => {
    expect(await verified({ body: `${body} ` })).toBe('invalid signature')
  })

  test.each([
    ['was not UTF-8', { inexact: true }],
    ['was cut', { truncated: true }],
    ['was reported by DevTools', { source: 'devtools' }],
  ])('is not called invalid if the body %s', async (_, changes) => {
    expect(await verified({ body: `${body} `, ...changes })).toBe('not-run payload-inexact')
  })

  test('that is valid is valid, wherever the body was reported', async () => {
    expect(await verified({ source: 'devtools' })).toBe('valid null')
  })

  test('without a kid may be by a key that is published elsewhere', async () => {
    expect(await verified({ body: '{}' }, {})).toBe('not-run issuer-key-other')
  })

  test('with an unknown kid is not checked', async () => {
    expect(await verified({}, { kid: 'elsewhere' })).toBe('not-run kid-unknown')
  })
})
