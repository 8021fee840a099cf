import type { JsonObject } from '@/lib/model/json'
import { inSuccess } from '../response-reading'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { detailDifferences, isDetail } from '@/lib/consent/grant-details'
import { findingsOf } from '../grant-findings'
import { requestedDetails, detailsGranted, hasOwnDetails, refreshOf } from '../grant-reading'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

type Details = readonly JsonObject[]

/**
 * The response contains the granted authorization_details, and they agree with the request. A user may grant
 * less, and a server may add members, such as the accounts that the user chose.
 *
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-7)
 */
export default defineRule({
  id: 'tr-authorization-details',
  on: 'token-response',
  about: 'authorization_details',
  refs: ['RFC9396-7', 'RFC9396-7.1', 'RFC9396-2'],
  check: (artefact) =>
    inSuccess(artefact.message, (members) => {
      const granted = members['authorization_details']
      const requested = requestedDetails(artefact)
      if (granted === undefined) return requested?.length ? [finding('missing')] : undefined
      if (!Array.isArray(granted)) return [finding('type', show(granted), 'array')]
      const odd = granted.find((each) => !isDetail(each)) as unknown
      if (odd !== undefined) return [finding('member', show(odd), 'type')]
      const before = refreshOf(artefact) && detailsGranted(artefact)
      if (before) return sinceGrant(artefact, before, granted)
      return requested ? differences(requested, granted) : notObserved
    }),
})

function differences(requested: Details, granted: Details): readonly Finding[] {
  const found = detailDifferences(requested, granted)
  return found ? findingsOf(found) : [finding('large')]
}

/** Differences from the request that the first grant did not have, and anything that exceeds the first grant. */
function sinceGrant(
  artefact: Artefacts['token-response'],
  before: Details,
  granted: Details,
): readonly Finding[] {
  const requested = requestedDetails(artefact)
  const atFirst = requested && !hasOwnDetails(artefact) ? differences(requested, before) : []
  const known = new Set(atFirst.filter(({ code }) => code !== 'large').map(textOf))
  const more = differences(before, granted).filter(({ code }) => regained.has(code))
  const found = [...(requested ? differences(requested, granted) : []), ...more]
  const texts = new Set<string>()
  return found.filter((each) => {
    const text = textOf(each)
    const isNew = !known.has(text) && !texts.has(text)
    texts.add(text)
    return isNew
  })
}

/** Findings that are not allowed for a refresh, whatever was originally requested. */
const regained: ReadonlySet<string> = new Set(['wider', 'not_asked'])

/**
 * The key of a finding. A value that exceeds both the request and the first grant has the same key in both
 * comparisons.
 */
function textOf({ code, seen, expected }: Finding): string {
  return JSON.stringify(
    regained.has(code) && seen !== undefined ? [code, seen] : [code, seen, expected],
  )
}
