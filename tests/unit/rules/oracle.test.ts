import fc from 'fast-check'
import { AuthorizationResponseError, skipStateCheck, validateAuthResponse } from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import type { Params } from '@/lib/model/params'
import type { JsonObject } from '@/lib/model/json'
import { formDecode } from '@/lib/model/url'
import { judge } from '@/lib/rules/run'
import {
  changed,
  clientId,
  code,
  issuer,
  metadata,
  redirectUri,
  response,
  state,
} from '../../rules/artefacts'

const withoutPromise = changed({ authorization_response_iss_parameter_supported: false })

/** Whether an RP that uses oauth4webapi refuses the response; an error of the server it only reports. */
function isRefused(params: Params, server: JsonObject, expectedState: string | null): boolean {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value]))
  try {
    validateAuthResponse(
      { ...server, issuer },
      { client_id: clientId },
      query,
      expectedState ?? skipStateCheck,
    )
    return false
  } catch (error) {
    return !(error instanceof AuthorizationResponseError)
  }
}

/** The rules that say what oauth4webapi checks; others must not make up for them. */
const counterparts = new Set([
  'ar-state-match',
  'ar-iss-present',
  'ar-iss-match',
  'ar-duplicate-params',
])

function failures(params: Params, server: JsonObject, expectedState: string | null) {
  const artefact = response(
    redirectUri,
    { params },
    { metadata: server, expected: { state: expectedState, nonce: null } },
  )
  return (profile: 'ofm' | 'fapi2' | 'oauth2') =>
    judge('authorization-response', artefact, profile)
      .filter(({ outcome, severity }) => outcome === 'failed' && severity === 'fail')
      .map(({ id }) => id)
}

const values = {
  code: fc.constant(code),
  state: fc.oneof(
    fc.constantFrom(state, state.toUpperCase(), `${state} `, ''),
    fc.string({ unit: 'binary' }),
  ),
  iss: fc.constantFrom(issuer, `${issuer}/`, issuer.toUpperCase(), 'https://as.example', ''),
  error: fc.constantFrom('access_denied', 'user_cancelled', ''),
  error_description: fc.string(),
} as const satisfies Record<string, fc.Arbitrary<string>>

const anyParams = fc.array(
  fc.oneof(...Object.entries(values).map(([name, value]) => fc.tuple(fc.constant(name), value))),
  { maxLength: 6 },
)
const likelyParams = fc
  .record(values, { requiredKeys: ['code'] })
  .map((record): [string, string][] => Object.entries(record))
const server = fc.constantFrom(metadata, withoutPromise)
const expectedState = fc.constantFrom(state, null)

describe('what oauth4webapi refuses', () => {
  test.each(['ofm', 'fapi2', 'oauth2'] as const)('fails a rule of %s', (profile) => {
    fc.assert(
      fc.property(
        fc.oneof(anyParams, likelyParams),
        server,
        expectedState,
        (params, as, wanted) => {
          fc.pre(isRefused(params, as, wanted))
          const failed = failures(params, as, wanted)(profile)
          expect(failed.filter((id) => counterparts.has(id))).not.toEqual([])
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('is something in each of these cases', () => {
    const refused = [
      `code=${code}&state=other&iss=${issuer}`,
      `code=${code}&iss=${issuer}`,
      `code=${code}&state=${state}`,
      `code=${code}&state=${state}&iss=${issuer}/`,
      `code=${code}&state=${state}&state=${state}&iss=${issuer}`,
      `code=${code}&state=${state}&iss=${issuer}&iss=https://as.example`,
      `error=access_denied&state=other&iss=${issuer}`,
      `error=access_denied&state=${state}`,
    ]
    for (const params of refused.map(formDecode)) {
      expect(isRefused(params, metadata, state)).toBe(true)
      expect(failures(params, metadata, state)('oauth2')).not.toEqual([])
    }
  })
})

test('a response as it should be is accepted by both', () => {
  const params = formDecode(`code=${code}&state=${state}&iss=${issuer}`)
  expect(isRefused(params, metadata, state)).toBe(false)
  expect(failures(params, metadata, state)('ofm')).toEqual([])
})

test('no parameters make a rule crash', () => {
  const names = fc.oneof(
    fc.constantFrom(...Object.keys(values), 'response', 'id_token'),
    fc.string(),
  )
  const wild = fc.array(fc.tuple(names, fc.string({ unit: 'binary' })))
  fc.assert(
    fc.property(
      wild,
      fc.string(),
      fc.constantFrom('query', 'fragment', 'form'),
      (params, target, container) => {
        const artefact = response(target, { params, target, responseMode: container })
        for (const { outcome } of judge('authorization-response', artefact, 'ofm'))
          expect(outcome).not.toBe('crashed')
      },
    ),
  )
})
