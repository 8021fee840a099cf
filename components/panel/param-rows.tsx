import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { middle } from '@/components/ui/format'
import type { Params } from '@/lib/flow/message'
import type { RuleResult } from '@/lib/rules/rule'
import { t } from '@/lib/i18n'
import { parseJson } from './params'
import type { ValueRow } from './value-table'

interface ParamRowsInput {
  readonly params: Params
  readonly results: readonly RuleResult[]
  /** Parameters that hold a token. */
  readonly tokens?: readonly string[]
  readonly onDecode?: (name: string) => void
}

/** A row for each parameter as it was sent, then one for each that a failed check misses. */
export function paramRows({
  params,
  results,
  tokens,
  onDecode,
}: ParamRowsInput): readonly ValueRow[] {
  const rows = params.map(([name, text]): ValueRow => {
    const json = parseJson(text)
    const about = results.filter((result) => result.about === name)
    const row = { name, text, json, results: about }
    if (json) return { ...row, shown: countOf(json) }
    if (!tokens?.includes(name)) return row
    return { ...row, shown: <TokenValue text={text} onDecode={() => onDecode?.(name)} /> }
  })
  const names = new Set(params.map(([name]) => name))
  const missing = Map.groupBy(
    results.filter(({ about, outcome }) => outcome === 'failed' && !names.has(about)),
    ({ about }) => about,
  )
  return [
    ...rows,
    ...[...missing].map(([name, about]): ValueRow => ({ name, text: null, results: about })),
  ]
}

/** How many members or items a JSON value has. */
export function countOf(json: object): string {
  return Array.isArray(json)
    ? t('panel.json.items', json.length)
    : t('panel.json.members', Object.keys(json).length)
}

interface TokenValueProps {
  text: string
  onDecode: () => void
}

function TokenValue({ text, onDecode }: TokenValueProps) {
  return (
    <span className="token-value">
      <Chip>JWT</Chip>
      <span className="cut">{middle(text, 36)}</span>
      <Button variant="link" onClick={onDecode}>
        {t('panel.message.decode')}
      </Button>
    </span>
  )
}
