import { beforeEach, expect, test } from 'vitest'
import { createJwks } from '@/lib/background/jwks-service'
import { clientSecrets } from '@/lib/background/client-contexts'
import { createKeys } from '@/lib/background/keys-service'
import { knownClient } from '@/lib/storage/select'
import { createStore } from '@/lib/background/store'
import { createTokens } from '@/lib/background/tokens-service'
import { createVerification } from '@/lib/judge/verify-token'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { issuer, redirectUri } from '../flow/browser'
import { response } from '../../rules/artefacts'
import { ps256, sign } from '../../rules/tokens'
import { browser, metadata, reset, withProfile } from './harness'

beforeEach(async () => {
  reset()
  browser.granted.add('https://keys.example/*')
  browser.state.answers.set(metadata.jwks_uri, () => Response.json({ keys: [ps256.jwk] }))
  await withProfile()
})

/** The verdict on a token of a flow whose response is in this part of the redirect_uri. */
async function inspected(place: string, text: string) {
  const store = createStore(browser.ports)
  const check = createVerification(
    createJwks(browser.ports, store),
    createKeys(browser.ports, store),
    clientSecrets(browser.ports),
  )
  const data = await store.data()
  const [profile] = data.profiles
  const client = profile ? knownClient(data, profile) : null
  const start = { id: 'f', createdAt: 1, tabId: 1, incognito: false, cookieStoreId: null } as const
  const { message } = response(redirectUri + place)
  await store.run((_, save) =>
    save({
      putFlows: [
        {
          ...emptyFlow({ ...start, matchedBy: 'shape' }, client),
          expected: { state: 's1', nonce: 'n1' },
          messages: [message],
        },
      ],
    }),
  )
  const view = await createTokens(
    browser.ports,
    store,
    check,
  )({ text, flowId: 'f', jwks: null, nonce: null, payload: null, kind: null, anyKey: false })
  const outcomes = Object.fromEntries(view.results.map(({ id, outcome }) => [id, outcome]))
  return { ...view, outcomes }
}

const claims = { iss: issuer, aud: 'tpp', exp: 1300, state: 's1' }

test('a JARM of a flow is judged as one, and not as an ID token', async () => {
  const text = await sign({ ...claims, id_token: 'a.b.c' })
  const { verification, outcomes } = await inspected(`#response=${text}`, text)
  expect(verification.status).toBe('valid')
  expect(outcomes).toMatchObject({ 'jarm-signature': 'passed', 'jarm-state': 'passed' })
  expect(Object.keys(outcomes).filter((id) => id.startsWith('idt-'))).toEqual([])
})

test('an ID token of a response is not a JARM', async () => {
  const text = await sign({ ...claims, sub: 'u', iat: 1000, nonce: 'n1' })
  const { outcomes } = await inspected(`#id_token=${text}&code=c1`, text)
  expect(outcomes).toMatchObject({ 'idt-nonce': 'passed', 'idt-c-hash': 'failed' })
  expect(Object.keys(outcomes).filter((id) => id.startsWith('jarm-'))).toEqual([])
})
