import { describe, expect, test } from 'vitest'
import { newDraft } from '@/lib/oauth/profile-defaults'
import { fitToMetadata } from '@/lib/oauth/profile-suggestion'

const now = Date.UTC(2026, 0, 1)
const draft = newDraft(now)
const fit = (metadata: Record<string, unknown>, isChosen = false) =>
  fitToMetadata(draft, metadata, { isChosen, now })

const openFinance = {
  authorization_details_types_supported: ['urn:openfinance-ml:account-access-consent:v1.2'],
  pushed_authorization_request_endpoint: 'https://as.example/par',
  require_pushed_authorization_requests: true,
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'tls_client_auth'],
}
const fapi = {
  pushed_authorization_request_endpoint: 'https://as.example/par',
  require_pushed_authorization_requests: true,
  dpop_signing_alg_values_supported: ['ES256'],
}

describe('a new profile', () => {
  test('of Open Finance Malaysia keeps its defaults', () => {
    expect(fit(openFinance)).toEqual(draft)
  })

  test('follows a plain server', () => {
    expect(
      fit({
        token_endpoint_auth_methods_supported: ['unknown', 'client_secret_post', 'none'],
      }),
    ).toMatchObject({
      ruleProfile: 'oauth2',
      sendBy: 'url',
      requestAs: 'parameters',
      bindTokens: 'nothing',
      authorizationDetails: '',
      clientAuth: { method: 'client_secret_post' },
    })
  })

  test('pushes where the server requires it, whatever the rule profile', () => {
    expect(
      fit({
        pushed_authorization_request_endpoint: 'https://as.example/par',
        require_pushed_authorization_requests: true,
      }),
    ).toMatchObject({ ruleProfile: 'oauth2', sendBy: 'par' })
  })

  test('signs its request where the server requires it', () => {
    expect(fit({ require_signed_request_object: true }).requestAs).toBe('request-object')
  })

  test('binds tokens as the server supports it', () => {
    expect(fit(fapi).bindTokens).toBe('dpop')
    const certificate = {
      ...fapi,
      dpop_signing_alg_values_supported: undefined,
      tls_client_certificate_bound_access_tokens: true,
    }
    expect(fit(certificate).bindTokens).toBe('certificate')
  })

  test('keeps the rule profile that the user chose', () => {
    expect(fit({}, true)).toMatchObject({ ruleProfile: 'ofm', sendBy: 'url' })
  })

  test('keeps the usual client authentication if none of the listed methods is known', () => {
    expect(
      fit({ token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'] }).clientAuth.method,
    ).toBe('private_key_jwt')
  })
})
