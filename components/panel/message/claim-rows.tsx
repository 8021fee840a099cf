import { formatIso, formatRelative } from '@/components/ui/format'
import { useNow } from '@/components/ui/time'
import { isSecret } from '@/lib/model/credentials'
import { jsonText } from '@/lib/model/json'
import type { ClaimView } from '@/lib/messaging/views'
import type { RuleResult } from '@/lib/model/rule-result'
import { tData } from '@/lib/i18n'
import { countOf } from './param-rows'
import type { ValueRow } from './value-table'

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
  return claims.map((claim): ValueRow => {
    const { name, value, kind, registered } = claim
    const json = isSecret('claim', name) ? undefined : treeOf(value)
    const row = {
      name,
      text: jsonText(value),
      json,
      meaning: registered ? tData(`${names}.${name}`) : undefined,
      results: results.filter(({ about }) => about === name),
    }
    if (json) return { ...row, shown: countOf(json) }
    return kind === 'time' && typeof value === 'number'
      ? { ...row, shown: <Moment seconds={value} /> }
      : row
  })
}

/** Objects and long arrays are shown as a tree; a short list of words fits on one line. */
function treeOf(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const flat = Array.isArray(value) && value.every((item) => typeof item !== 'object')
  return flat && jsonText(value).length <= 80 ? undefined : value
}

/** The latest time that a `Date` can represent, in milliseconds. */
const lastMoment = 8.64e15

/** A time relative to now, then absolute with its zone, then the number as sent. */
function Moment({ seconds }: { seconds: number }) {
  const now = useNow()
  const ms = seconds * 1000
  if (Math.abs(ms) > lastMoment) return String(seconds)
  return (
    <span className="moment">
      <span className="moment__rel">{formatRelative(ms - now)}</span>
      <span>{formatIso(ms)}</span>
      <span className="quiet">{String(seconds)}</span>
    </span>
  )
}
