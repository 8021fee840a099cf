import { expect, test } from 'vitest'
import { emptyContext } from '@/lib/facts/judging-context'
import { judgeToken } from '@/lib/judge/judge-message'
import { statusOf } from '@/lib/model/status'
import { tokenRole } from '@/lib/oauth/token-kind'
import { openedText } from '../../rules/sd-jwts'
import { clock, issuer, tokens } from './token-vectors.json'

const context = {
  ...emptyContext(clock * 1000),
  issuer: 'https://as.example',
  clientId: 'client-1',
}

/** What is not passed in each token, which a different implementation signed. */
const expected: Readonly<Record<keyof typeof tokens, readonly string[]>> = {
  set: [],
  'set-bad-events': ['fail set-required payload'],
  'set-bad-no-jti': ['fail set-required missing'],
  logout: [],
  'logout-bad-nonce': ['fail lt-no-nonce present'],
  // The salts have 9 octets.
  'sd-jwt-kb': ['warn sd-salt short'],
  'sd-jwt-kb-bad-hash': ['warn sd-salt short short', 'fail kb-sd-hash differs'],
  'sd-jwt-bad-disclosure': [
    'fail sd-digest-match unreferenced',
    'warn sd-salt short',
    'neutral sd-validity',
  ],
}

test.each(Object.entries(tokens))('%s', async (name, text) => {
  const { jwt, verification, sdJwt } = await openedText(text, {
    keys: [issuer],
    nonce: 'v-1',
    context,
  })
  const { kind } = tokenRole(jwt)
  const results = judgeToken(
    { kind, message: null, decryption: null, jwt, verification, sdJwt },
    context,
  )
  expect(results.length).toBeGreaterThan(10)
  const lines = results
    .map((each) => [statusOf(each), each.id, ...each.findings.map(({ code }) => code)].join(' '))
    .filter((line) => !line.startsWith('pass'))
  expect(lines).toEqual(expected[name as keyof typeof tokens])
})
