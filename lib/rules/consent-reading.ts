import { detailType } from '@/lib/consent/types'
import type { Column } from '@/lib/consent/model'
import { isObject, textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import type { Artefacts } from './artefacts'
import type { CheckResult } from './rule'
import { scopesOf } from './grant-reading'

type Consent = Artefacts['consent']

/** `authorization_details` of an authorization request; undefined for a different message or without it. */
export function detailsRequested({ stated }: Consent): unknown {
  const isRequest = stated.column === 'requested' && stated.creation === null
  return isRequest ? stated.body['authorization_details'] : undefined
}

/** The values of `scope` in an authorization request; null for a different message or without it. */
export function scopesRequested({ stated }: Consent): readonly string[] | null {
  const { column, creation, body } = stated
  const scope = column === 'requested' && creation === null ? textIn(body, 'scope') : null
  return scope === null ? null : scopesOf(scope)
}

/** The objects in `authorization_details` of an authorization request; null if it is not an array. */
export function elementsRequested(artefact: Consent): readonly JsonObject[] | null {
  return Array.isArray(detailsRequested(artefact)) ? artefact.stated.elements : null
}

/** The types that the metadata lists; null if it lists none. */
export function listedTypes({ context }: Consent): readonly string[] | null {
  return textsIn(context.metadata, 'authorization_details_types_supported')
}

/** Whether the server is one of Open Finance in the United Arab Emirates, which has types of its own. */
export function isUae(artefact: Consent): boolean {
  return listedTypes(artefact)?.some((type) => type.startsWith('urn:openfinanceuae:')) ?? false
}

/** An account access consent of Open Finance Malaysia. */
interface OfmConsent {
  readonly element: JsonObject
  readonly consent: JsonObject
}

/**
 * Judges each account access consent of Open Finance Malaysia in a message of one of these columns. Undefined
 * for a consent without the member.
 */
export function eachOfmConsent(
  artefact: Consent,
  columns: readonly Column[],
  check: (consent: OfmConsent) => readonly Finding[] | undefined,
): CheckResult {
  const { stated } = artefact
  if (stated.creation !== null || !columns.includes(stated.column)) return undefined
  const consents = stated.elements.flatMap((element): OfmConsent[] => {
    const { consent } = element
    const isOfm = detailType(element).name === 'open_finance_malaysia'
    return isOfm && isObject(consent) ? [{ element, consent }] : []
  })
  const found = consents.flatMap((each) => {
    const findings = check(each)
    return findings ? [findings] : []
  })
  return found.length === 0 ? undefined : found.flat()
}
