import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { LongText } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { resultText } from '@/components/ui/result-text'
import { SpecLink } from '@/components/ui/spec-link'
import { uncheckedText } from '@/components/ui/unchecked-text'
import { resultKey } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import type { ValueRow } from './value-row'

/** Longer values are cut in their line. */
const maxOnLine = 36

interface ExplanationProps {
  row: ValueRow
  isSecret: boolean
}

/** What a value means, in full if it is long, and each check of it with its clause. */
export function Explanation({ row, isSecret }: ExplanationProps) {
  const { text, json, meaning, source, detail, results } = row
  const isLong = text !== null && text.length > maxOnLine && !isSecret && json === undefined
  const isUnknown = meaning === undefined && results.length === 0
  return (
    <tr className="qmore">
      <td colSpan={4}>
        <div className="qmore__in">
          {meaning !== undefined && (
            <p className="wrap">
              <Prose>{meaning}</Prose> {source !== undefined && <SpecLink specRef={source} />}
            </p>
          )}
          {detail !== undefined && <p className="mono">{detail}</p>}
          {isLong && (
            <p className="mono wrap qmore__v">
              <LongText text={text} />
            </p>
          )}
          {isUnknown && <p className="meta">{t('panel.value.unknown')}</p>}
          {keyed(results, resultKey).map(({ key, item }) => (
            <div key={key} className="check__line">
              <StatusIcon status={statusOf(item)} />
              <span className="check__text">
                <Prose>{sentenceOf(item)}</Prose>
              </span>
              <span className="src">{item.refs[0] && <SpecLink specRef={item.refs[0]} />}</span>
            </div>
          ))}
        </div>
      </td>
    </tr>
  )
}

/** A check that was not run is named by its id, because its sentence says what is missing. */
function sentenceOf(result: RuleResult): string {
  return result.outcome === 'not-observed'
    ? `\`${result.id}\`: ${uncheckedText(result)}`
    : resultText(result)
}
