import fc from 'fast-check'
import { expect, test } from 'vitest'
import samples from '../../samples/error-bodies.json'
import { errorLine, serverErrors } from '@/lib/oauth/error-body'
import { errorCause } from '@/lib/oauth/error-causes'
import { sign } from '../../rules/tokens'

interface Sample {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** The dialect, code and cause of each sample; null if the body names no error. */
const expected: Readonly<Record<string, readonly [string, string, string | null] | null>> = {
  'uk-v3-missing': ['uk', 'UK.OBIE.Field.Missing', 'member_missing'],
  'uk-v4-missing': ['uk', 'U004', 'member_missing'],
  'uk-v4-expired-token': ['uk', 'TKXP', 'token'],
  'uk-v3-expired-token': null,
  'uk-reauth': ['uk', 'UK.OBIE.Reauthenticate', 'user_login'],
  'uk-signature': ['uk', 'UK.OBIE.Signature.MissingClaim', 'signature_missing'],
  'uk-funds': ['uk', 'U009', 'consent_status'],
  'uk-too-many': ['uk', 'U042', null],
  'uk-iso-funds': ['uk', 'AM04', 'amount'],
  'br-permissions': ['brazil', 'SEM_PERMISSOES_FUNCIONAIS_RESTANTES', 'consent_permissions'],
  'br-delete-rejected': ['brazil', 'CONSENTIMENTO_EM_STATUS_REJEITADO', 'consent_status'],
  'br-bad-signature': ['brazil', 'BAD_SIGNATURE', 'signature_invalid'],
  'br-no-interaction-id': ['brazil', 'PARAMETRO_NAO_INFORMADO', 'member_missing'],
  'br-idempotency-payload': ['brazil', 'ERRO_IDEMPOTENCIA', 'duplicate'],
  'br-overloaded': ['brazil', 'SITE_OVERLOADED', null],
  'cdr-version-unsupported': [
    'cdr',
    'urn:au-cds:error:cds-all:Header/UnsupportedVersion',
    'version',
  ],
  'cdr-header-missing': ['cdr', 'urn:au-cds:error:cds-all:Header/Missing', 'header_missing'],
  'cdr-revoked': ['cdr', 'urn:au-cds:error:cds-all:Authorisation/RevokedConsent', 'consent_ended'],
  'cdr-arrangement': [
    'cdr',
    'urn:au-cds:error:cds-all:Authorisation/InvalidArrangement',
    'consent_ended',
  ],
  'cdr-own-code': ['cdr', 'TESTBANK-17', 'other_reason'],
  'cdr-no-detail': ['cdr', 'urn:au-cds:error:cds-all:Resource/NotFound', 'resource_unknown'],
  'bg-format': ['berlin-group', 'FORMAT_ERROR', 'member_invalid'],
  'bg-consent-expired': ['berlin-group', 'CONSENT_EXPIRED', 'consent_ended'],
  'bg-exceeded': ['berlin-group', 'ACCESS_EXCEEDED', 'rate'],
  'bg-problem': ['berlin-group', 'TOKEN_EXPIRED', 'token'],
  'bg-warning': null,
  'se-assertion': ['salt-edge', 'InvalidClientAssertion', 'assertion'],
  'se-early': ['salt-edge', 'TooEarly', 'too_early'],
  'problem-plain': ['problem', 'Forbidden', null],
  'problem-status-differs': ['problem', 'https://api.example/problems/limit', null],
  'bearer-none': null,
  'bearer-scope': ['oauth', 'insufficient_scope', null],
  'dpop-nonce-rs': null,
  'dpop-two-schemes': null,
  'step-up': null,
  'dcr-statement': ['oauth', 'invalid_software_statement', null],
  'dcr-redirect': ['oauth', 'invalid_redirect_uri', null],
  'ciba-user': ['oauth', 'unknown_user_id', null],
  'ciba-slow': ['oauth', 'slow_down', null],
  'device-expired': ['oauth', 'expired_token', null],
  'exchange-target': ['oauth', 'invalid_target', null],
  'par-unsigned': ['oauth', 'invalid_request', null],
  'jar-object': ['oauth', 'invalid_request_object', null],
  'rar-details': ['oauth', 'invalid_authorization_details', null],
  'set-delivery': ['set', 'invalid_audience', 'set'],
  'gateway-html': null,
  'br-v5-purpose': ['brazil', 'PROPOSITO_INVALIDO', 'member_invalid'],
  'bg2-consent-type': ['berlin-group', 'CONSENT_TYPE_NOT_SUPPORTED', 'consent_permissions'],
  'my-consent-suspended': ['malaysia', 'Consent.Invalid', 'consent_status'],
  'my-rate': ['malaysia', 'Request.RateLimited', 'rate'],
}

const read = ({ headers, body }: Sample) =>
  serverErrors({
    headers: Object.entries(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('every sample has an expectation', () => {
  expect(samples.map(({ id }) => id).toSorted()).toEqual(Object.keys(expected).toSorted())
})

test.each(samples as readonly Sample[])('the error in $id', (sample) => {
  const [first] = read(sample)
  const found = first ? [first.dialect, first.code, errorCause(first)] : null
  expect(found).toEqual(expected[sample.id])
})

test('a signed error body is read like its payload', async () => {
  const body = await sign({ errors: [{ code: 'ERRO_IDEMPOTENCIA', detail: 'data differs' }] })
  const [error] = serverErrors({ headers: [['Content-Type', 'application/jwt']], body })
  expect(error).toMatchObject({ dialect: 'brazil', code: 'ERRO_IDEMPOTENCIA' })
})

test('all errors of a body are named with description and path', () => {
  const body = JSON.stringify({
    Errors: [
      { ErrorCode: 'U004', Message: 'Missing', Path: 'Data.Risk' },
      { ErrorCode: 'U028' },
      'broken',
      { Message: 'without a code' },
    ],
  })
  expect(errorLine(serverErrors({ headers: [], body }))).toBe('U004: Missing (Data.Risk); U028')
})

test('any body gives a list and no exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), fc.string(), (body, contentType) => {
      const errors = serverErrors({ headers: [['content-type', contentType]], body })
      expect(errors.length).toBeLessThanOrEqual(20)
      for (const { code } of errors) expect(code).not.toBe('')
    }),
  )
})

/** Bodies of no standard: of frameworks, gateways and products, as their documentation shows them. */
test.each([
  [{ status: 401, error: 'Unauthorized', message: 'Log in', path: '/x' }, 'Unauthorized: Log in'],
  [
    { error: { code: 403, message: 'denied', status: 'PERMISSION_DENIED' } },
    'PERMISSION_DENIED: denied',
  ],
  [
    { error: { code: 'InvalidAuthenticationToken', message: 'm' } },
    'InvalidAuthenticationToken: m',
  ],
  [
    { fault: { faultstring: 'm', detail: { errorcode: 'oauth.v2.InvalidAccessToken' } } },
    'oauth.v2.InvalidAccessToken: m',
  ],
  [{ fault: { code: 900901, message: 'm', description: 'd' } }, '900901: m'],
  [{ Message: 'm' }, 'm'],
  [{ statusCode: 401, message: 'm' }, '401: m'],
  [{ httpCode: '401', httpMessage: 'Unauthorized', moreInformation: 'm' }, '401: m'],
  [{ errorCode: 'E0000011', errorSummary: 'm', errorCauses: [] }, 'E0000011: m'],
  [{ errorMessage: 'm' }, 'm'],
  [{ error_description: 'm' }, 'm'],
  [{ error: 401, error_description: 'm' }, '401: m'],
  [{ errors: ['a', 'b'] }, 'a; b'],
  [{ errors: { scope: ['m'] } }, 'm (scope)'],
  [{ errors: [{ message: 'm', path: ['a'] }] }, 'm'],
  [[{ errorCode: 'INVALID_SESSION_ID', message: 'm' }], 'INVALID_SESSION_ID: m'],
  [{ status: 'ok', data: [] }, 'ok'],
  [{ data: [] }, ''],
])('a body of no standard: %j', (body, line) => {
  expect(errorLine(serverErrors({ headers: [], body: JSON.stringify(body) }))).toBe(line)
})

test.each([
  [{ error: 'invalid_grant', message: 'm' }, ['oauth']],
  [{ error: { class: 'InvalidToken', message: 'm' } }, ['salt-edge']],
  [{ error: 'invalid_request', Errors: [{ ErrorCode: 'U004', Path: 'Data' }] }, ['oauth', 'uk']],
  [{ error: 'invalid_grant', tppMessages: [{ code: 'TOKEN_EXPIRED' }] }, ['oauth', 'berlin-group']],
])('each dialect of a body: %j', (body, dialects) => {
  const errors = serverErrors({ headers: [], body: JSON.stringify(body) })
  expect(errors.map(({ dialect }) => dialect)).toEqual(dialects)
})
