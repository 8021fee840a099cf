import fc from 'fast-check'
import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { judge } from '@/lib/rules/run'
import {
  changed,
  clientId,
  code,
  issuer,
  context,
  noon,
  response,
  state,
} from '../../rules/artefacts'
import { judged } from '../../rules/jarm.fixtures'
import { compact, createKey, es256, now, ps256, sign } from '../../rules/tokens'

const metadata = changed({
  response_modes_supported: ['jwt'],
  authorization_signing_alg_values_supported: ['PS256'],
  jwks_uri: 'https://auth1.sandbox.mya.ozoneapi.io/jwks',
})
const as: oauth.AuthorizationServer = { ...metadata, issuer }
/** The clock of the artefacts. */
const client: oauth.Client = {
  client_id: clientId,
  [oauth.clockSkew]: Math.round((noon - Date.now()) / 1000),
  authorization_signed_response_alg: 'PS256',
}
const keys = [ps256.jwk, es256.jwk]

/** Whether an RP that uses oauth4webapi refuses the response; an error of the server it only reports. */
async function isRefused(text: string, beside: string, expectedState: string | null) {
  try {
    await oauth.validateJwtAuthResponse(
      as,
      client,
      new URLSearchParams(`response=${encodeURIComponent(text)}${beside}`),
      expectedState ?? oauth.skipStateCheck,
      { [oauth.customFetch]: async () => Response.json({ keys }) },
    )
    return false
  } catch (error) {
    return !(error instanceof oauth.AuthorizationResponseError)
  }
}

/** The rules that fail at their worst, with no word of those that crash. */
async function failures(text: string, beside: string, expectedState: string | null) {
  const knownHere: JudgingContext = {
    ...context,
    metadata,
    ruleProfile: 'oauth2',
    expected: { state: expectedState, nonce: null },
  }
  const jarm = await judged(text, { beside, keys }, knownHere)
  const outer = { ...response(''), message: jarm.message, context: knownHere }
  const results = [
    ...judge('jarm', jarm, 'oauth2'),
    ...judge('jwt', jarm, 'oauth2'),
    ...judge('authorization-response', outer, 'oauth2'),
  ]
  expect(results.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  return results
    .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
    .map(({ id }) => id)
}

const odd = fc.constantFrom<unknown>('', 1, true, null, [], {}, 'a b"c')
/** A member as it should be, as something odd, or not at all. */
const about = (good: unknown) => fc.oneof(fc.constant(good), odd, fc.constant(undefined))

const claims = fc.record({
  iss: fc.oneof(about(issuer), fc.constantFrom(`${issuer}/`, 'https://as.example')),
  aud: fc.oneof(about(clientId), fc.constantFrom([clientId], ['another'])),
  exp: fc.oneof(about(now + 300), fc.constantFrom(now - 120)),
  iat: about(now),
  // Beyond the few minutes of leeway that RFC 7519, section 4.1.5, leaves.
  nbf: fc.constantFrom<unknown>(undefined, now, now + 900, 'now'),
  state: fc.oneof(about(state), fc.constantFrom(state.toLowerCase())),
  code: about(code),
})
const errors = fc.record({
  iss: fc.constant(issuer),
  aud: fc.constant(clientId),
  exp: fc.constant(now + 300),
  state: about(state),
  error: about('access_denied'),
})

const stranger = await createKey('PS256', ps256.jwk.kid)
const signing = {
  good: (payload: JsonObject) => sign(payload),
  'with a key of nobody': (payload: JsonObject) => sign(payload, {}, stranger),
  'with another algorithm': (payload: JsonObject) => sign(payload, {}, es256),
  'with a kid of nobody': (payload: JsonObject) => sign(payload, { kid: 'nobody' }),
  not: async (payload: JsonObject) => compact({ alg: 'none' }, payload, ''),
  'with a crit': async (payload: JsonObject) => compact({ alg: 'PS256', crit: ['x'] }, payload),
} as const

const defined = (payload: object) => JSON.parse(JSON.stringify(payload)) as JsonObject

describe('what oauth4webapi refuses of a JARM fails a rule', () => {
  test('by its claims', async () => {
    const payloads = fc.oneof({ weight: 3, arbitrary: claims }, errors)
    await fc.assert(
      fc.asyncProperty(payloads, fc.constantFrom(state, null), async (payload, expected) => {
        const text = await sign(defined(payload))
        if (await isRefused(text, '', expected))
          expect(await failures(text, '', expected)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test.each(Object.entries(signing))('signed: %s', async (name, make) => {
    const text = await make({ iss: issuer, aud: clientId, exp: now + 300, code, state })
    expect(await isRefused(text, '', state)).toBe(name !== 'good')
    const failed = await failures(text, '', state)
    if (name === 'good') expect(failed).toEqual([])
    // What the metadata lists is a hint; the client registered its algorithm.
    else if (name !== 'with another algorithm') expect(failed).not.toEqual([])
  })

  test.each(['abc', 'a.b.c', '.', compact('[]', '[]'), 'a.b.c.d.e'])('as %j', async (text) => {
    expect(await isRefused(text, '', state)).toBe(true)
    const failed = await failures(text, '', state)
    // What is encrypted and stays closed is not seen, and not said to be wrong.
    if (text.split('.').length !== 5) expect(failed).not.toEqual([])
  })

  test('delivered twice', async () => {
    const text = await sign({ iss: issuer, aud: clientId, exp: now + 300, code, state })
    const twice = `&response=${text}`
    expect(await isRefused(text, twice, state)).toBe(true)
    expect(await failures(text, twice, state)).toContain('ar-duplicate-params')
  })
})

test('no finding repeats the code', async () => {
  const secret = 'k7Wm3Qz9Lp2Xr5Tn8Bv4Hs6Jd1Gf0Yc'
  for (const held of [secret, [secret], { secret }, `${secret} "`]) {
    const jarm = await judged(await sign({ iss: issuer, code: held, state: 1 }))
    const outer = { ...response(''), message: jarm.message }
    const results = [
      ...judge('jarm', jarm, 'ofm'),
      ...judge('jwt', jarm, 'ofm'),
      ...judge('authorization-response', outer, 'ofm'),
    ]
    expect(JSON.stringify(results)).not.toContain(secret)
  }
})
