import type { ErrorDialect, ServerError } from './error-body'

type Codes = Partial<Record<ErrorDialect, string>>

/**
 * The causes that the error codes of ecosystems have in common, and the codes of each, separated by spaces.
 * The sentence of a cause is `advice.error_<cause>` in the locale. Codes of the UK are listed in the form of
 * version 3.1, without `UK.OBIE.`, and of version 4; codes of CDR without their URN.
 */
const codes = {
  member_missing: {
    uk: 'Field.Expected Field.Missing U001 U004',
    cdr: 'Field/Missing',
    brazil: 'PARAMETRO_NAO_INFORMADO INFORMACOES_PJ_NAO_INFORMADAS',
  },
  member_invalid: {
    uk: 'Field.Invalid U002',
    cdr: 'Field/Invalid Field/InvalidBrand Field/InvalidIndustry Field/InvalidSoftwareProduct',
    brazil: 'PARAMETRO_INVALIDO DETALHE_PAGAMENTO_INVALIDO PROPOSITO_INVALIDO',
    malaysia: 'Request.InvalidParameter',
    'berlin-group': 'FORMAT_ERROR PARAMETER_NOT_CONSISTENT PARAMETER_NOT_SUPPORTED',
    'salt-edge': 'InvalidRequest',
  },
  member_unexpected: { uk: 'Field.Unexpected U005' },
  date_invalid: {
    uk: 'Field.InvalidDate U003 Rules.AfterCutOffDateTime U012',
    cdr: 'Field/InvalidDateTime',
    brazil: 'DATA_EXPIRACAO_INVALIDA DATA_PAGAMENTO_INVALIDA',
    malaysia: 'Consent.ValidationError',
    'berlin-group': 'TIMESTAMP_INVALID PERIOD_INVALID EXECUTION_DATE_INVALID',
  },
  header_missing: { uk: 'Header.Missing U007', cdr: 'Header/Missing' },
  header_invalid: {
    uk: 'Header.Invalid U006',
    cdr: 'Header/Invalid Header/InvalidVersion',
    'berlin-group': 'REQUESTED_FORMATS_INVALID',
  },
  version: { cdr: 'Header/UnsupportedVersion' },
  page: { cdr: 'Field/InvalidPage Field/InvalidPageSize', malaysia: 'Pagination.InvalidCursor' },
  body_form: { uk: 'Resource.InvalidFormat U010' },
  consent_differs: {
    uk: 'Resource.ConsentMismatch U008 Rules.FailsControlParameters U014',
    brazil: 'PAGAMENTO_DIVERGENTE_CONSENTIMENTO',
  },
  consent_status: {
    uk: 'Resource.InvalidConsentStatus U009 U035 U036',
    brazil:
      'CONSENTIMENTO_INVALIDO CONSENTIMENTO_EM_STATUS_REJEITADO ESTADO_CONSENTIMENTO_INVALIDO CONSENTIMENTO_PENDENTE_AUTORIZACAO DEPENDE_MULTIPLA_ALCADA',
    cdr: 'Authorisation/InvalidConsent',
    malaysia: 'Consent.Invalid Consent.InvalidScope',
    'berlin-group': 'CONSENT_INVALID STATUS_INVALID REFERENCE_STATUS_INVALID',
  },
  consent_ended: {
    cdr: 'Authorisation/RevokedConsent Authorisation/InvalidArrangement',
    'berlin-group': 'CONSENT_EXPIRED',
  },
  consent_unknown: {
    malaysia: 'Consent.NotFound',
    'berlin-group': 'CONSENT_UNKNOWN',
  },
  consent_permissions: {
    brazil:
      'SEM_PERMISSOES_FUNCIONAIS_RESTANTES PERMISSOES_PJ_INCORRETAS PERMISSAO_PF_PJ_EM_CONJUNTO COMBINACAO_PERMISSOES_INCORRETA PERMISSAO_INSUFICIENTE',
    'berlin-group': 'CONSENT_TYPE_NOT_SUPPORTED SESSIONS_NOT_SUPPORTED',
  },
  resource_unknown: {
    uk: 'Resource.NotFound U011',
    cdr: 'Resource/NotFound Resource/NotImplemented Resource/Invalid Authorisation/InvalidBankingAccount Authorisation/InvalidEnergyAccount Authorisation/InvalidServicePoint',
    'berlin-group': 'RESOURCE_UNKNOWN RESOURCE_EXPIRED PRODUCT_UNKNOWN PRODUCT_INVALID',
    'salt-edge': 'NotFound',
  },
  resource_unavailable: {
    cdr: 'Resource/Unavailable Authorisation/UnavailableBankingAccount Authorisation/UnavailableEnergyAccount Authorisation/UnavailableServicePoint',
    malaysia: 'Consent.AccountTemporarilyBlocked',
    'berlin-group': 'RESOURCE_BLOCKED CONTENT_TEMPORARILY_NOT_AVAILABLE',
  },
  user_login: {
    uk: 'Reauthenticate U028',
    'berlin-group': 'PSU_CREDENTIALS_INVALID CORPORATE_ID_INVALID SCA_METHOD_UNKNOWN SCA_INVALID',
    brazil: 'AUTENTICACAO_DIVERGENTE',
  },
  duplicate: {
    uk: 'Rules.DuplicateReference U013 Rules.ResourceAlreadyExists U029',
    brazil: 'ERRO_IDEMPOTENCIA',
  },
  signature_missing: {
    uk: 'Signature.Missing U019 Signature.MissingClaim U017',
    'berlin-group': 'SIGNATURE_MISSING REQUIRED_KID_MISSING',
  },
  signature_invalid: {
    uk: 'Signature.Invalid U015 Signature.InvalidClaim U016 Signature.Malformed U018',
    brazil: 'BAD_SIGNATURE',
    'berlin-group': 'SIGNATURE_INVALID',
  },
  signature_unexpected: { uk: 'Signature.Unexpected U020' },
  value_unsupported: {
    uk: 'Unsupported.AccountIdentifier U021 Unsupported.AccountSecondaryIdentifier U022 Unsupported.Currency U023 Unsupported.EventType U024 Unsupported.Frequency U025 Unsupported.LocalInstrument U026 Unsupported.Scheme U027',
    brazil: 'FORMA_PAGAMENTO_INVALIDA',
  },
  payment: {
    brazil:
      'SALDO_INSUFICIENTE VALOR_ACIMA_LIMITE VALOR_INVALIDO COBRANCA_INVALIDA PAGAMENTO_RECUSADO_DETENTORA PAGAMENTO_RECUSADO_SPI PAGAMENTO_NAO_PERMITE_CANCELAMENTO CONTA_NAO_PERMITE_PAGAMENTO QRCODE_INVALIDO',
    'berlin-group':
      'PAYMENT_FAILED CARD_INVALID NO_PIIS_ACTIVATION REFERENCE_MIX_INVALID CANCELLATION_INVALID',
  },
  certificate: {
    'berlin-group':
      'CERTIFICATE_INVALID CERTIFICATE_EXPIRED CERTIFICATE_BLOCKED CERTIFICATE_REVOKE CERTIFICATE_MISSING ROLE_INVALID',
  },
  client: {
    cdr: 'Authorisation/AdrStatusNotActive',
    brazil: 'INVALID_CLIENT',
    'berlin-group':
      'CLIENT_INVALID CLIENT_INCONSISTENT API_CONTRACT_ID_INVALID SERVICE_BLOCKED SERVICE_INVALID',
    'salt-edge': 'Forbidden',
  },
  assertion: { 'salt-edge': 'InvalidClientAssertion' },
  token: {
    uk: 'TK01 TK09 TKCM TKSG TKSP TKXP',
    brazil: 'UNAUTHORIZED',
    'berlin-group': 'TOKEN_UNKNOWN TOKEN_INVALID TOKEN_EXPIRED',
  },
  too_early: { 'salt-edge': 'TooEarly' },
  rate: { malaysia: 'Request.RateLimited', 'berlin-group': 'ACCESS_EXCEEDED' },
  server: {
    uk: 'UnexpectedError U000',
    cdr: 'GeneralError/Unexpected Service/Unavailable',
    malaysia: 'Upstream.InvalidResponse Upstream.Timeout',
  },
  other_reason: {
    cdr: 'GeneralError/Expected',
    brazil: 'NAO_INFORMADO ERRO_NAO_MAPEADO',
  },
  set: {
    set: 'invalid_request invalid_key invalid_issuer invalid_audience authentication_failed access_denied',
  },
} as const satisfies Readonly<Record<string, Codes>>

export type ErrorCause = keyof typeof codes | 'account' | 'amount' | 'reason_code'

const causes: ReadonlyMap<string, ErrorCause> = new Map(
  Object.entries(codes as Readonly<Record<string, Codes>>).flatMap(([cause, dialects]) =>
    Object.entries(dialects).flatMap(([dialect, list]) =>
      list.split(' ').map((code) => [`${dialect} ${code}`, cause as ErrorCause] as const),
    ),
  ),
)

/** ISO 20022 reason codes by their first two letters, as UK Open Banking 4.0 uses them. */
const reasonGroups: Readonly<Record<string, ErrorCause>> = {
  AC: 'account',
  AG: 'account',
  AM: 'amount',
  BE: 'account',
  DT: 'date_invalid',
  DU: 'duplicate',
  RC: 'account',
  TK: 'token',
}

/** The cause of an ecosystem's error code; null for an unknown code and for the codes of OAuth. */
export function errorCause({ dialect, code, standardCode }: ServerError): ErrorCause | null {
  const known = shortCode(standardCode ?? code)
  const cause = causes.get(`${dialect} ${known}`)
  if (cause !== undefined || dialect !== 'uk') return cause ?? null
  return /^[A-Z]{2}[A-Z0-9]{2}$/.test(code)
    ? (reasonGroups[code.slice(0, 2)] ?? 'reason_code')
    : null
}

function shortCode(code: string): string {
  return code.replace(/^UK\.OBIE\./, '').replace(/^urn:au-cds:error:[\w-]+:/, '')
}
