import { expect, describe, test } from 'vitest'
import { emptyTokenContext } from '@/lib/facts/token-context'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { decodeJwt } from '@/lib/jose/decode'
import { judgeToken } from '@/lib/judge/judge-message'
import { newJwtsIn } from '@/lib/judge/message-jwts'
import { contains, ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'
import { statusOf } from '@/lib/model/status'
import { tokenRole } from '@/lib/oauth/token-kind'
import { tokenResponse } from '../../rules/answers'
import { clientId, unknown } from '../../rules/artefacts'
import { createKey, sign, token } from '../../rules/tokens'
import { opaqueTokens, vendorTokens, type VendorToken } from '../../rules/vendor-tokens'

const key = await createKey('RS256')
const profiles = Object.keys(ruleProfiles) as RuleProfile[]

async function notPassed(
  { issuer, header, claims, response }: VendorToken,
  ruleProfile: RuleProfile,
) {
  const context: JudgingContext = {
    ...unknown,
    issuer,
    clientId,
    ruleProfile,
    tokenContext: { ...emptyTokenContext, from: 'token-response', response },
  }
  const text = await sign(claims, header, key)
  const { jwt, verification } = await token(text, [key.jwk], context)
  const results = judgeToken(
    { kind: 'access-token', message: null, jwt, verification, decryption: null },
    context,
  )
  return results
    .map((result) =>
      [statusOf(result), result.id, ...result.findings.map(({ code }) => code)].join(' '),
    )
    .filter((line) => !line.startsWith('pass'))
    .toSorted()
}

const ownForm = (code: 'missing' | 'other') => [
  'info at-sender-constrained missing',
  `info at-typ ${code}`,
]
/** FAPI 2.0 allows neither RS256 nor a token that anyone can use; every one of these is a bearer token. */
const underFapi = (code: 'missing' | 'other') => [
  'fail at-alg weak',
  'fail at-sender-constrained missing',
  `info at-typ ${code}`,
]
/** Names and email address in a token that the client and every log can read (RFC 9068, section 6). */
const personal = ['email', 'family_name', 'given_name', 'name', 'preferred_username'].map(
  () => 'present',
)

/** FAPI 1.0 leaves the algorithm to the server, and also requires sender-constrained tokens. */
const underFapi1 = (code: 'missing' | 'other') => [
  'fail at-sender-constrained missing',
  `info at-typ ${code}`,
]

type Kind = 'plain' | 'fapi1' | 'fapi2'
type Expected = Readonly<Record<Kind, readonly string[]>>
const bearer = (code: 'missing' | 'other', more: readonly string[] = []): Expected => ({
  plain: [...ownForm(code), ...more].toSorted(),
  fapi1: [...underFapi1(code), ...more].toSorted(),
  fapi2: [...underFapi(code), ...more].toSorted(),
})
function kindOf(profile: RuleProfile): Kind {
  if (contains(profile, 'FAPI2')) return 'fapi2'
  return contains(profile, 'FAPI1A') ? 'fapi1' : 'plain'
}

const expected: Readonly<Record<keyof typeof vendorTokens, Expected>> = {
  cognito: bearer('missing'),
  keycloak: bearer('other', [['warn at-pii', ...personal].join(' ')]),
  auth0: bearer('other'),
  'auth0, RFC 9068 dialect': {
    plain: ['info at-sender-constrained missing', 'neutral at-scope-claim'],
    fapi1: ['fail at-sender-constrained missing', 'neutral at-scope-claim'],
    fapi2: ['fail at-alg weak', 'fail at-sender-constrained missing', 'neutral at-scope-claim'],
  },
  'entra v2': bearer('other'),
  okta: bearer('missing'),
  'ping federate': bearer('missing'),
  'forgerock am': bearer('other'),
}

describe.each(Object.entries(vendorTokens))('an access token of %s', (name, vendor) => {
  test.each(profiles)('under %s', async (profile) => {
    expect(await notPassed(vendor, profile)).toEqual(
      expected[name as keyof typeof vendorTokens][kindOf(profile)],
    )
  })
})

test.each(Object.entries(opaqueTokens))('a reference of %s is not judged as a JWT', (_, text) => {
  expect(newJwtsIn(tokenResponse({ access_token: text }).message, { messages: [] })).toEqual([])
  expect(tokenRole(decodeJwt(text)).kind).toBe('opaque')
})
