import type { JsonObject } from '@/lib/model/json'
import type { ConsentType } from '../schema'
import { berlinGroup } from './berlin-group'
import { brazilConsent } from './brazil-consent'
import { brazilPayment } from './brazil-payment'
import { cdr } from './cdr'
import { openFinanceMalaysia } from './open-finance-malaysia'
import { rfc9396 } from './rfc9396'
import { scopes } from './scopes'
import { ukAccountAccess } from './uk-account-access'
import { ukDomesticPayment } from './uk-domestic-payment'

/** The types that an element or a body is recognised as, the most specific first. */
const documentTypes: readonly ConsentType[] = [
  openFinanceMalaysia,
  ukAccountAccess,
  ukDomesticPayment,
  brazilConsent,
  brazilPayment,
  berlinGroup,
]

/** The types of a grant without authorization_details. */
const scopeTypes: readonly ConsentType[] = [cdr, scopes]

/** The type of an element of authorization_details. */
export function detailType(element: JsonObject): ConsentType {
  return documentTypes.find(({ fits }) => fits(element)) ?? rfc9396
}

/** The type of a consent resource; null if the body is not one. */
export function resourceType(body: JsonObject): ConsentType | null {
  return documentTypes.find(({ fits }) => fits(body)) ?? null
}

export function scopeType(documents: readonly JsonObject[]): ConsentType {
  return scopeTypes.find(({ fits }) => documents.some(fits)) ?? scopes
}
