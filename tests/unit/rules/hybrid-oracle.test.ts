import fc from 'fast-check'
import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import { hashesOf } from '@/lib/jose/hashes'
import type { JsonObject } from '@/lib/model/json'
import { formDecode } from '@/lib/model/url'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { emptyTokenContext, type TokenContext } from '@/lib/facts/token-context'
import { judge } from '@/lib/rules/run'
import { asking } from '../../rules/responses'
import { changed, clientId, code, issuer, noon, response, state } from '../../rules/artefacts'
import { idClaims, now, ps256, sign, token, withNonce } from '../../rules/tokens'

const metadata = changed({ jwks_uri: 'https://auth1.sandbox.mya.ozoneapi.io/jwks' })
const as: oauth.AuthorizationServer = { ...metadata, issuer }
/** The clock of the artefacts. */
const client: oauth.Client = {
  client_id: clientId,
  [oauth.clockSkew]: Math.round((noon - Date.now()) / 1000),
  id_token_signed_response_alg: 'PS256',
}
const nonce = String(idClaims['nonce'])
const [ofCode, ofState, ofOther] = await Promise.all([code, state, 'other'].map(hashesOf))
const c_hash = ofCode?.S256
const s_hash = ofState?.S256

/** Whether an RP that uses oauth4webapi refuses the response. */
async function isRefused(query: string): Promise<boolean> {
  const keys = { [oauth.customFetch]: async () => Response.json({ keys: [ps256.jwk] }) }
  const params = new URLSearchParams(query)
  return oauth
    .validateCodeIdTokenResponse(as, client, params, nonce, state, oauth.skipAuthTimeCheck, keys)
    .then(
      () => false,
      () => true,
    )
}

/** The rules that fail at their worst, with no word of those that crash. */
async function failures(query: string): Promise<readonly string[]> {
  const params = formDecode(query)
  const text = params.find(([name]) => name === 'id_token')?.[1] ?? ''
  const tokenContext: TokenContext = {
    ...emptyTokenContext,
    from: 'authorization-response',
    hashes: { accessToken: null, code: ofCode ?? null, state: ofState ?? null },
  }
  const context: JudgingContext = {
    ...withNonce,
    metadata,
    ruleProfile: 'oauth2',
    ...asking('code id_token'),
    tokenContext,
  }
  const judged = await token(text, [ps256.jwk], context)
  const results = [
    ...judge('authorization-response', response(`#${query}`, {}, context), 'oauth2'),
    ...(text === ''
      ? []
      : [...judge('id-token', judged, 'oauth2'), ...judge('jwt', judged, 'oauth2')]),
  ]
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
    .map(({ id }) => id)
}

const queryOf = (members: Readonly<Record<string, string | undefined>>) =>
  new URLSearchParams(JSON.parse(JSON.stringify(members)) as Record<string, string>).toString()

const odd = fc.constantFrom<unknown>('', 1, true, null, [], {}, undefined)
const about = (good: unknown) => fc.oneof(fc.constant(good), odd)

describe('what oauth4webapi refuses of a hybrid response fails a rule', () => {
  test('by its ID token, and by the parameters next to it', async () => {
    const claims = fc.record({
      c_hash: fc.oneof(about(c_hash), fc.constantFrom(ofOther?.S256, ofCode?.S512)),
      s_hash: fc.oneof(about(s_hash), fc.constantFrom(ofOther?.S256)),
      nonce: about(nonce),
      iss: about(issuer),
      aud: about(clientId),
      sub: about('248289761001'),
      exp: fc.constantFrom<unknown>(now + 300, now - 120, undefined),
      iat: fc.constantFrom<unknown>(now, 'now', undefined),
    })
    const likely = fc.oneof(claims, fc.constant({ ...idClaims, c_hash, s_hash }))
    const beside = fc.record({
      code: fc.constantFrom(code, undefined),
      state: fc.constantFrom(state, 'other', undefined),
      iss: fc.constantFrom(issuer, `${issuer}/`, undefined),
    })
    await fc.assert(
      fc.asyncProperty(likely, beside, fc.boolean(), async (payload, members, isThere) => {
        const text = await sign(JSON.parse(JSON.stringify(payload)) as JsonObject)
        const query = queryOf({ ...members, id_token: isThere ? text : undefined })
        fc.pre(query !== '')
        if (await isRefused(query)) expect(await failures(query)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('and nothing where all is as it should be, with s_hash or without', async () => {
    for (const vouching of [{ c_hash, s_hash }, { c_hash }]) {
      const text = await sign({ ...idClaims, ...vouching })
      const query = queryOf({ code, state, iss: issuer, id_token: text })
      expect(await isRefused(query)).toBe(false)
      expect(await failures(query)).toEqual([])
    }
  })
})
