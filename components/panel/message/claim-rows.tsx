import { Chip } from '@/components/ui/chip'
import { formatDistance, formatIso, formatMoment, formatRelative } from '@/components/ui/format'
import { useNow } from '@/components/ui/time'
import { isSecret } from '@/lib/model/credentials'
import { jsonText } from '@/lib/model/json'
import type { ClaimView } from '@/lib/oauth/claim-views'
import type { RuleResult } from '@/lib/model/rule-result'
import { t, tData, tMaybe } from '@/lib/i18n'
import { countOf } from './param-rows'
import type { ValueRow } from './value-row'

/**
 * The results for the header and for the payload. A name that is in both belongs to the header if it is
 * registered there. Otherwise the header only repeats a claim.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-5.3)
 */
export function resultsOfParts(
  header: readonly ClaimView[],
  payload: readonly ClaimView[],
  results: readonly RuleResult[],
): { readonly header: readonly RuleResult[]; readonly payload: readonly RuleResult[] } {
  const claims = new Set(payload.map(({ name }) => name))
  const own = header.filter(({ name, registered }) => registered || !claims.has(name))
  const names = new Set(own.map(({ name }) => name))
  return {
    header: results.filter(({ about }) => names.has(about)),
    payload: results.filter(({ about }) => !names.has(about)),
  }
}

/** A row for each member of a header or a claims set. */
export function claimRows(
  claims: readonly ClaimView[],
  results: readonly RuleResult[],
  names: 'claims' | 'headers',
): readonly ValueRow[] {
  const issuedAt = claims.find(({ name }) => name === 'iat')?.value
  return claims.map((claim): ValueRow => {
    const { name, value, kind, registered, source } = claim
    const json = isSecret('claim', name) ? undefined : treeOf(value)
    const row = {
      name,
      text: jsonText(value),
      json,
      meaning: registered ? tData(`${names}.${name}`) : undefined,
      source,
      results: results.filter(({ about }) => about === name),
    }
    if (json) return { ...row, shown: <Chip>{countOf(json)}</Chip> }
    if (names === 'headers' && name === 'alg') return { ...row, phrase: algorithmName(value) }
    return isMoment(kind, value)
      ? {
          ...row,
          shown: <Moment seconds={value} />,
          detail: formatIso(value * 1000),
          phrase: name === 'iat' ? undefined : sinceIssue(value, issuedAt),
        }
      : row
  })
}

function isMoment(kind: ClaimView['kind'], value: unknown): value is number {
  return kind === 'time' && typeof value === 'number' && Math.abs(value * 1000) <= lastMoment
}

/** The name of an algorithm; undefined for an unknown one. */
function algorithmName(value: unknown): string | undefined {
  return tMaybe(`algorithms.${String(value)}`) ?? undefined
}

/** The distance of a time from the issue of the token: "5 min after iat". */
function sinceIssue(seconds: number, issuedAt: unknown): string | undefined {
  if (typeof issuedAt !== 'number') return undefined
  const distance = formatDistance((seconds - issuedAt) * 1000)
  if (distance === '') return t('panel.value.at_iat')
  return t(seconds < issuedAt ? 'panel.value.before_iat' : 'panel.value.after_iat', [distance])
}

/** Objects and long arrays are shown as a tree; a short list of words fits on one line. */
function treeOf(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const flat = Array.isArray(value) && value.every((item) => typeof item !== 'object')
  return flat && jsonText(value).length <= 80 ? undefined : value
}

/** The latest time that a `Date` can represent, in milliseconds. */
const lastMoment = 8.64e15

/** A time relative to now, then by the clock, then the number as sent. */
function Moment({ seconds }: { seconds: number }) {
  const now = useNow()
  const ms = seconds * 1000
  return (
    <>
      <span className="qv__v">
        <span className="qv__v--ui">{formatRelative(ms - now)}</span>
        <span className="qv__clock">{formatMoment(ms, now)}</span>
      </span>
      <span className="qv__n">{String(seconds)}</span>
    </>
  )
}
