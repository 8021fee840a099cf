import { detailType } from '@/lib/consent/types'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { elementsRequested } from '../consent-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

const isText = (value: unknown) => typeof value === 'string'
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)

/** The members of a consent of Open Finance Malaysia that a request has, and their types. */
const types: ReadonlyMap<string, readonly [name: string, isValid: (value: unknown) => boolean]> =
  new Map([
    ['dc_id', ['string', isText]],
    ['dp_id', ['string', isText]],
    ['consent_type', ['string', isText]],
    ['consent_purpose', ['string', isText]],
    ['permissions', ['array', isTexts]],
    ['expiration_datetime', ['string', isText]],
  ])

/** Rules about the other members judge their values. */
const parties: ReadonlySet<string> = new Set(['dc_id', 'dp_id'])

/** Members that the server adds. A client may repeat them. */
const returned: ReadonlySet<string> = new Set([
  'consent_id',
  'status',
  'status_reason',
  'created_at',
  'updated_at',
  'updated_by',
  'accounts',
])

/**
 * The members of a type whose schema is known. Which members are required, and their values, is left to the
 * rules about them.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-5)
 */
export default defineRule({
  id: 'cd-unknown-type-fields',
  on: 'consent',
  about: 'authorization_details',
  refs: ['RFC9396-5'],
  check(artefact) {
    const known = elementsRequested(artefact)?.filter(
      (element) => detailType(element).name === 'open_finance_malaysia',
    )
    return known && known.length > 0 ? known.flatMap(inElement) : undefined
  },
})

function inElement(element: JsonObject): readonly Finding[] {
  const { consent } = element
  const others = Object.keys(element).filter((name) => name !== 'type' && name !== 'consent')
  const unknown = others.map((name) => finding('unknown', show(name)))
  if (consent === undefined) return [...unknown, finding('missing', null, 'consent')]
  if (!isObject(consent))
    return [...unknown, finding('type', `consent: ${show(consent)}`, 'object')]
  return [...unknown, ...Object.entries(consent).flatMap(([name, value]) => inConsent(name, value))]
}

function inConsent(name: string, value: unknown): readonly Finding[] {
  const type = types.get(name)
  if (!type) return returned.has(name) ? [] : [finding('unknown', show(`consent.${name}`))]
  const [expected, isValid] = type
  // A null counts as missing.
  if (value === null) return []
  if (!isValid(value)) return [finding('type', `${name}: ${show(value)}`, expected)]
  return value === '' && parties.has(name) ? [finding('value', `${name}: ""`)] : []
}
