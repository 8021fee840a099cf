import { describe, expect, test } from 'vitest'
import { claims, headers } from '@/lib/jose/claims'
import { isSecret, secretNames, sensitivityOf } from '@/lib/model/credentials'

describe('the table of sensitivity', () => {
  test.each([...claims.keys(), ...headers.keys()])('has a row for the claim %s', (name) => {
    expect(sensitivityOf('claim', name)).toBeDefined()
  })

  test.each([
    ['parameter', 'code', 'secret'],
    ['claim', 'code', 'secret'],
    ['member', 'code', undefined],
    ['parameter', 'response', 'contains-secret'],
    ['header', 'Authorization', 'contains-secret'],
    ['header', 'DPoP', 'public'],
    ['parameter', 'state', 'public'],
    ['claim', 'sub', 'personal'],
    ['parameter', 'login_hint', 'personal'],
    ['member', 'IBAN', 'personal'],
    ['parameter', 'constructor', undefined],
  ] as const)('says of the %s %s: %s', (place, name, sensitivity) => {
    expect(sensitivityOf(place, name)).toBe(sensitivity)
  })

  test('what is about a person is not masked', () => {
    expect(isSecret('claim', 'email')).toBe(false)
  })

  test('gives the secrets of a place', () => {
    expect(secretNames('header')).toContain('set-cookie')
    expect(secretNames('parameter')).toContain('code_verifier')
    expect(secretNames('member')).not.toContain('code')
  })
})
