import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { authorizationErrors } from '@/lib/oauth/errors'
import { parameters } from '@/lib/oauth/parameters'
import { responseParameters, tokenMembers } from '@/lib/oauth/registered-members'
import { tokenErrors } from '@/lib/oauth/token-errors'

const locale = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as Record<
  string,
  Record<string, string>
>

test('every parameter has a meaning, and no meaning is without one', () => {
  const meanings = locale['parameters'] ?? {}
  expect(Object.keys(meanings).toSorted()).toEqual([...parameters.keys()].toSorted())
  expect(Object.values(meanings).every((meaning) => meaning.length > 0)).toBe(true)
})

/** Parameters of specifications that have no consent flow in a browser. */
const elsewhere = /^(?:ace_|nfv_token|nonce2|pct|rs_cnf|upgraded|vp_token|presentation_submission)/

test('every registered parameter and member of a response has a meaning', () => {
  const names = [...responseParameters, ...tokenMembers].filter((name) => !elsewhere.test(name))
  expect(names.filter((name) => !parameters.has(name))).toEqual([])
})

/**
 * The error codes of OAuth, OpenID Connect, PAR, DPoP, CIBA, RAR, registration, token exchange and federation.
 *
 * @see [OAuth Extensions Error](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#extensions-error)
 */
const otherErrors =
  `invalid_token insufficient_scope insufficient_user_authentication unsupported_token_type
  invalid_redirect_uri invalid_client_metadata invalid_software_statement unapproved_software_statement
  expired_login_hint_token unknown_user_id missing_user_code invalid_user_code invalid_binding_message
  transaction_failed need_info request_denied request_submitted unsupported_pop_key incompatible_ace_profiles
  invalid_issuer invalid_subject invalid_trust_anchor invalid_trust_chain invalid_metadata not_found
  unsupported_parameter vp_formats_not_supported invalid_request_uri_method wallet_unavailable`.split(
    /\s+/,
  )

test('every registered error code has a meaning and a next step', () => {
  const texts = locale['errors'] ?? {}
  const codes = [...Object.keys({ ...authorizationErrors, ...tokenErrors }), ...otherErrors]
  expect(codes.filter((code) => texts[code] === undefined)).toEqual([])
  const sentences = (code: string) => texts[code]?.split(/\.(?: |$)/).filter(Boolean).length ?? 0
  expect(codes.filter((code) => sentences(code) < 2)).toEqual([])
})
