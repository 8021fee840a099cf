import { expect, test } from 'vitest'
import { exchangeCode } from '@/lib/client/token-requests'
import type { JsonObject } from '@/lib/model/json'
import { answering, contextOf, issuer } from './harness'

const now = Math.floor(Date.now() / 1000)
const claims = { iss: issuer, aud: 'client-1', sub: 's', iat: now, exp: now + 60, nonce: 'n' }
const idToken = [{ alg: 'HS256' }, claims, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.')
const code = { code: 'c', redirectUri: 'https://app.example/cb', codeVerifier: 'v', maxAge: null }

test.each([undefined, ['RS256']])(
  'an ID token that Parley verifies with the client secret, for metadata with %j',
  async (id_token_signing_alg_values_supported) => {
    const metadata = { ...contextOf({}).metadata, id_token_signing_alg_values_supported }
    const body = { access_token: 'a', token_type: 'Bearer', id_token: idToken }
    const send = answering(200, JSON.stringify(body))
    const ctx = contextOf({ send, metadata: JSON.parse(JSON.stringify(metadata)) as JsonObject })
    expect((await exchangeCode(ctx, { ...code, nonce: 'n' })).issues).toEqual([])
  },
)
