import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { tokenRole, type TokenKind } from '@/lib/oauth/token-kind'
import { signerOf, type Party } from '@/lib/oauth/token-signer'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (payload: unknown) => decodeJwt(`${part({ alg: 'PS256' })}.${part(payload)}.AAAA`)

const party = (id: string, changes: Partial<Party> = {}): Party => ({
  id,
  name: id,
  issuer: `https://${id}.example`,
  clientId: `client-${id}`,
  audiences: [`https://${id}.example`],
  isUsable: true,
  ...changes,
})
const [a, b] = [party('a'), party('b')]

const kinds: readonly TokenKind[] = [
  'id-token',
  'access-token',
  'jarm',
  'userinfo',
  'introspection',
  'logout-token',
  'set',
  'software-statement',
  'jwt',
]

test('pasted, keys of an issuer are chosen by nothing but an equal iss', () => {
  const iss = fc.oneof(
    fc.constantFrom(
      a.issuer,
      b.issuer,
      `${b.issuer}/`,
      b.issuer.toUpperCase(),
      `${b.issuer}\u0000`,
    ),
    fc.jsonValue(),
  )
  const claims = fc.record({ iss, sub: iss, aud: iss, client_id: iss }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.constantFrom(...kinds), claims, (kind, payload) => {
      const signer = signerOf(kind, jwt(payload), { parties: [a, b], flow: null })
      if (signer.by !== 'issuer') return
      expect(signer.parties.map(({ issuer }) => issuer)).toEqual([payload.iss])
    }),
  )
})

test('a key of the token itself is used for nothing but a DPoP proof', () => {
  const typ = fc.constantFrom(
    'JWT',
    'at+jwt',
    'dpop+jwt',
    'application/dpop+jwt',
    'DPOP+JWT',
    'x+jwt',
  )
  fc.assert(
    fc.property(
      typ,
      fc.dictionary(fc.constantFrom('iss', 'jwk', 'cnf'), fc.string()),
      (type, claims) => {
        const text = `${part({ alg: 'ES256', typ: type, jwk: {} })}.${part(claims)}.AAAA`
        const token = decodeJwt(text)
        const signer = signerOf(tokenRole(token).kind, token, { parties: [a, b], flow: null })
        expect(signer.by === 'proof').toBe(/dpop\+jwt$/i.test(type))
      },
    ),
  )
})

describe('several profiles of one issuer', () => {
  const same = { issuer: a.issuer }
  const parties = [
    party('x', { ...same, isUsable: false }),
    party('y', same),
    party('z', { ...same, clientId: 'me' }),
  ]
  const chosen = (payload: object, profileId: string | null = null) => {
    const flow = profileId === null ? null : { issuer: a.issuer, clientId: null, profileId }
    const signer = signerOf('id-token', jwt(payload), { parties, flow })
    return 'parties' in signer ? signer.parties.map(({ id }) => id) : signer
  }

  test('the profile that the token is for, then the other profiles with usable metadata', () => {
    expect(chosen({ iss: a.issuer, aud: ['me'] })).toEqual(['z', 'y', 'x'])
    expect(chosen({ iss: a.issuer, aud: 'client-x' })).toEqual(['y', 'z', 'x'])
  })

  test('in a flow its own, unless its metadata cannot be used', () => {
    expect(chosen({ iss: a.issuer }, 'z')).toEqual(['z', 'y', 'x'])
    expect(chosen({ iss: a.issuer }, 'x')).toEqual(['y', 'z', 'x'])
  })
})

test('in a flow of an unknown issuer the token says whose it is', () => {
  const flow = { issuer: null, clientId: null, profileId: null }
  expect(signerOf('jarm', jwt({ iss: b.issuer }), { parties: [a, b], flow })).toMatchObject({
    by: 'issuer',
    id: b.issuer,
  })
})

test('in a flow of an issuer without a profile no other keys are used', () => {
  const flow = { issuer: 'https://c.example', clientId: null, profileId: null }
  expect(signerOf('jarm', jwt({ iss: b.issuer }), { parties: [a, b], flow })).toEqual({
    by: 'unknown',
    why: { reason: 'issuer-unknown', seen: 'https://c.example' },
  })
})
