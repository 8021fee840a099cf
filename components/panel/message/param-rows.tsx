import { Chip } from '@/components/ui/chip'
import { isSecret, type Place } from '@/lib/model/credentials'
import type { Params } from '@/lib/model/params'
import { rowOf } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { jsonTreeOf } from '@/lib/model/json'
import { isJwe } from '@/lib/oauth/jwt-text'
import { Compare, isCompared } from './compare'
import { Decode } from './decode'
import type { ValueRow } from './value-row'

interface ParamRowsInput {
  readonly place: Place
  readonly params: Params
  readonly results: readonly RuleResult[]
  /** Parameters that contain a token. */
  readonly tokens?: readonly string[]
  readonly onDecode?: (name: string) => void
}

/** A row for each parameter as sent, then one for each missing parameter with a failed check. */
export function paramRows({
  place,
  params,
  results,
  tokens,
  onDecode,
}: ParamRowsInput): readonly ValueRow[] {
  const rows = params.map(([name, text]): ValueRow => {
    const json = isSecret(place, name) ? undefined : (jsonTreeOf(text) ?? undefined)
    const about = results.filter((result) => rowOf(result) === name)
    const tools = isCompared(name) ? { tools: <Compare name={name} /> } : {}
    const row = { name, text, json, results: about, ...tools }
    if (json) return { ...row, shown: <Chip>{countOf(json)}</Chip> }
    if (!tokens?.includes(name) || !onDecode)
      return isSecret(place, name) ? { ...row, phrase: lengthOf(text) } : row
    return {
      ...row,
      lead: <Chip>{isJwe(text) ? 'JWE' : 'JWT'}</Chip>,
      tools: <Decode name={name} onDecode={onDecode} />,
    }
  })
  const names = new Set(params.map(([name]) => name))
  const missing = Map.groupBy(
    results.filter((result) => isMissing(result) && !names.has(rowOf(result) ?? '')),
    (result) => rowOf(result) ?? result.about,
  )
  return [
    ...rows,
    ...[...missing].map(([name, about]): ValueRow => ({ name, text: null, results: about })),
  ]
}

/** The message lacks the parameter, or its body is a JWT with a failed check. */
function isMissing(result: RuleResult): boolean {
  return result.outcome === 'failed' && (result.of === 'message' || result.of === 'body')
}

/** The number of members or items of a JSON value. */
export function countOf(json: object): string {
  return Array.isArray(json)
    ? t('panel.json.items', json.length)
    : t('panel.json.members', Object.keys(json).length)
}

/** What can be said of a secret without a look at it. */
function lengthOf(text: string): string | undefined {
  return text === '' ? undefined : t('panel.value.opaque', text.length)
}
