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
    ['parameter', 'auth_req_id', 'secret'],
    ['parameter', 'client_notification_token', 'secret'],
    ['parameter', 'user_code', 'secret'],
    ['parameter', 'device_secret', 'secret'],
    ['parameter', 'pre-authorized_code', 'secret'],
    ['parameter', 'tx_code', 'secret'],
    ['parameter', 'logout_hint', 'personal'],
    ['member', 'registration_access_token', 'secret'],
    ['member', 'software_statement', 'secret'],
    ['claim', 'software_statement', 'secret'],
    ['parameter', 'initial_access_token', 'secret'],
    ['member', 'dpop_bound_access_tokens', 'public'],
    ['member', 'tls_client_certificate_bound_access_tokens', 'public'],
    ['member', 'client_secret_expires_at', undefined],
    ['member', 'registration_client_uri', undefined],
    ['member', 'accessToken', 'secret'],
    ['member', 'Client-Secret', 'secret'],
    ['member', 'connection_secret', 'secret'],
    ['member', 'Authorization', 'contains-secret'],
    ['header', 'X-API-Key', 'secret'],
    ['header', 'x-auth-token', 'secret'],
    ['header', 'Secret', 'secret'],
    ['header', 'x-jws-signature', undefined],
    ['header', 'x-fapi-interaction-id', undefined],
    ['header', 'DPoP-Nonce', undefined],
    ['header', 'www-authenticate', undefined],
    ['member', 'token_type', undefined],
    ['member', 'token_endpoint', undefined],
    ['member', 'token_endpoint_auth_method', undefined],
    ['parameter', 'code_challenge', undefined],
    ['parameter', 'response_type', undefined],
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
