import { expect, test } from 'vitest'
import { emptyContext } from '@/lib/facts/judging-context'
import { unverified } from '@/lib/jose/verification'
import { artefactOf } from '@/lib/judge/artefact-of'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { judge } from '@/lib/rules/run'
import { tokenResponse } from '../../rules/answers'
import { noon } from '../../rules/artefacts'
import { compact, encrypted } from '../../rules/tokens'

const jwe = encrypted({ alg: 'RSA1_5', enc: 'A256GCM', zip: 'DEF' })

/** A token response with an encrypted ID token, opened or not. */
function judged(plaintext: string | null) {
  const decryption = { status: plaintext ? 'opened' : 'closed', reason: null, plaintext, kid: null }
  const token = {
    name: 'id_token',
    text: jwe,
    decryption,
    verification: unverified({ reason: 'encrypted' }),
  }
  const message = {
    ...tokenResponse({ id_token: jwe }).message,
    jwts: [token],
  } as EndpointResponse<'token'>
  const input = { message, flow: { messages: [] }, data: {}, context: emptyContext(noon) } as never
  const artefact = artefactOf.jwt(input, 'id_token')
  return artefact ? judge('jwt', artefact, 'oauth2', 'id_token') : []
}

test.each([
  ['opened', compact({ alg: 'PS256' })],
  ['closed', null],
])('the encryption of a token that is %s is judged', (_, plaintext) => {
  const failed = judged(plaintext).filter(({ outcome }) => outcome === 'failed')
  expect(failed.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['jose-jwe-alg', 'jose-jwe-zip']),
  )
})
