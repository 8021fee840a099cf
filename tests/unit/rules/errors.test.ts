import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { authorizationErrors } from '@/lib/oauth/errors'
import { specLinks } from '@/lib/model/spec-links'
import { tokenErrors } from '@/lib/oauth/token-errors'

const { errors } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  errors: Record<string, string>
}

/** What resource servers and the revocation endpoint answer, which no rule reads. */
const otherErrors = {
  invalid_token: 'RFC6750-3.1',
  insufficient_scope: 'RFC6750-3.1',
  insufficient_user_authentication: 'RFC9470-3',
  unsupported_token_type: 'RFC7009-2.2.1',
  invalid_redirect_uri: 'RFC7591-3.2.2',
  invalid_client_metadata: 'RFC7591-3.2.2',
  invalid_software_statement: 'RFC7591-3.2.2',
  unapproved_software_statement: 'RFC7591-3.2.2',
  invalid_webhook_uris: 'OFB',
  expired_login_hint_token: 'CIBA-13',
  unknown_user_id: 'CIBA-13',
  missing_user_code: 'CIBA-13',
  invalid_user_code: 'CIBA-13',
  invalid_binding_message: 'CIBA-13',
  transaction_failed: 'CIBA-12',
  session_selection_required: 'OIDC-CORE-3.1.2.6',
  unsupported_response_mode: 'OAUTH-RESPONSE-TYPES-2.1',
  ...Object.fromEntries(
    'invalid_issuer invalid_subject invalid_trust_anchor invalid_trust_chain invalid_metadata not_found unsupported_parameter'
      .split(' ')
      .map((code) => [code, 'OIDC-FEDERATION-8.9']),
  ),
}

/**
 * Codes of UMA, ACE and of OpenID for verifiable credentials, which have no links here.
 *
 * @see [OAuth Extensions Error](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#extensions-error)
 */
const unlinked =
  'invalid_presentation_definition_object use_attestation_challenge use_fresh_attestation insufficient_authorization redirect_to_web invalid_session ' +
  'need_info request_denied request_submitted unsupported_pop_key incompatible_ace_profiles ' +
  'vp_formats_not_supported invalid_presentation_definition_uri invalid_presentation_definition_reference ' +
  'invalid_request_uri_method invalid_transaction_data wallet_unavailable invalid_proof invalid_nonce ' +
  'invalid_encryption_parameters unknown_credential_configuration unknown_credential_identifier ' +
  'credential_request_denied invalid_credential_request invalid_notification_id'

const all: Readonly<Record<string, string>> = {
  ...authorizationErrors,
  ...tokenErrors,
  ...otherErrors,
}

test.each(Object.entries(all))('%s has a clause and an explanation', (code, ref) => {
  expect(Object.keys(specLinks).some((prefix) => ref.startsWith(prefix))).toBe(true)
  expect(errors[code]).toMatch(/\.$/)
})

test('no explanation without a code', () => {
  const codes = [...Object.keys(all), ...unlinked.split(' ')]
  expect(Object.keys(errors).toSorted()).toEqual(codes.toSorted())
})
