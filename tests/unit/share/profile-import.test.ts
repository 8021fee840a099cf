import { expect, test } from 'vitest'
import type { KeyInfo } from '@/lib/model/key'
import { emptyDraft } from '@/lib/oauth/profile-defaults'
import { importExported, type ReadProfile } from '@/lib/share/profile-import'
import { rsaKey } from '../../samples/key'

const signingKey = { kid: 'sig-1', alg: 'PS256', thumbprint: 'thumb' }
const { clientAuth } = emptyDraft

test.each<ReadProfile>([
  {},
  { clientAuth: { ...clientAuth, extraClaims: '{"jti":"1"}' } },
  { clientAuth: { ...clientAuth, lifetime: 5 } },
])('%j: what is signed for the issuer alone is signed by a key that is held', (changes) => {
  const { draft, left } = importExported({ ...changes, signingKey }, [], [rsaKey])
  expect(draft.signingKeyId).toBe('k1')
  expect(left).toEqual([])
})

test.each<ReadProfile>([
  { clientAuth: { ...clientAuth, audience: 'token_endpoint' } },
  { clientAuth: { ...clientAuth, audience: 'called_endpoint' } },
  { clientAuth: { ...clientAuth, extraClaims: '{"aud":"https://bank.example"}' } },
  { clientAuth: { ...clientAuth, extraClaims: '{"aud' } },
  { discovery: { kind: 'document', text: '{}' } },
  { discovery: { kind: 'url', url: 'https://evil.example/' } },
])('%j: what could be used elsewhere is signed by no key unasked', (changes) => {
  const { draft, left, taken } = importExported({ ...changes, signingKey }, [], [rsaKey])
  expect(draft.signingKeyId).toBeNull()
  expect(left).toEqual([{ name: 'signingKey sig-1 PS256 thumb', code: 'key_not_chosen' }])
  expect(taken.map(({ name }) => name)).not.toContain('signingKey')
})

test('a decryption key is imported whatever the client signs with', () => {
  const enc: KeyInfo = { ...rsaKey, id: 'k2', use: 'enc' }
  const changes = {
    discovery: { kind: 'document', text: '{}' },
    decryptionKey: signingKey,
  } as const
  expect(importExported(changes, [], [enc]).draft.decryptionKeyId).toBe('k2')
})

test('a file cannot mark a test system, and the report says so', () => {
  const { draft, left, taken } = importExported({ name: 'Bank', testSystem: true }, [], [])
  expect(draft.testSystem).toBe(false)
  expect(left).toContainEqual({ name: 'testSystem', code: 'test_system' })
  expect(taken.map(({ name }) => name)).not.toContain('testSystem')
})
