import { randomUUID } from 'node:crypto'
import { errors, type AuthorizationDetail } from 'oidc-provider'
import { customer, published } from './settings.ts'

/** The consent inside an authorization detail, as requested. */
export interface RequestedConsent {
  readonly dc_id?: string
  /** The data provider; if undefined, the user chooses one. */
  readonly dp_id?: string
  readonly consent_type: string
  readonly consent_purpose: string
  readonly permissions: readonly string[]
  readonly expiration_datetime: string
}

const day = 24 * 60 * 60 * 1000

/** Builds the `authorization_details` of a request for account access for 90 days. */
export function requestConsent(options: {
  readonly dcId: string
  readonly dpId?: string | undefined
  readonly permissions?: readonly string[] | undefined
}) {
  const consent: RequestedConsent = {
    dc_id: options.dcId,
    ...(options.dpId === undefined ? {} : { dp_id: options.dpId }),
    consent_type: published.consentType,
    consent_purpose: 'pfm',
    permissions: options.permissions ?? published.permissions,
    expiration_datetime: new Date(Date.now() + 90 * day).toISOString().replace(/\.\d+Z$/, 'Z'),
  }
  return [{ type: published.consentType, consent }]
}

/** Reads the consent of an authorization detail; undefined without one. */
export function consentOf(detail: AuthorizationDetail | undefined): RequestedConsent | undefined {
  const consent: unknown = detail?.['consent']
  return typeof consent === 'object' && consent !== null ? (consent as RequestedConsent) : undefined
}

/** Rejects a detail without permissions, or with an unknown one. */
export function assertConsent(detail: AuthorizationDetail): void {
  const known: readonly string[] = published.permissions
  const permissions: unknown = consentOf(detail)?.permissions
  const valid =
    Array.isArray(permissions) &&
    permissions.length > 0 &&
    permissions.every((permission) => known.includes(String(permission)))
  if (!valid) {
    throw new errors.InvalidAuthorizationDetails(
      `consent.permissions must name some of ${known.join(', ')}`,
    )
  }
}

/** Turns a requested detail into the granted one, with an id, a status and the chosen accounts. */
export function grantConsent(detail: AuthorizationDetail, dpId: string): AuthorizationDetail {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    ...detail,
    consent: {
      ...consentOf(detail),
      dp_id: dpId,
      consent_id: randomUUID(),
      status: 'authorized',
      created_at: now,
      updated_at: now,
      accounts: customer.accounts,
    },
  }
}
