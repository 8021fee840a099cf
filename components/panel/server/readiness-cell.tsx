import { CheckItem } from '@/components/ui/check-item'
import { CheckLine } from '@/components/ui/check-line'
import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { Prose } from '@/components/ui/prose'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { SpecLink } from '@/components/ui/spec-link'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { resultKey } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import type { ReadinessRow, Verdict } from './readiness-rows'
import { wordOf } from './readiness-word'

interface VerdictCellProps {
  readonly verdicts: readonly Verdict[]
  readonly profile: RuleProfile
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** The worst verdict under a profile in a few words, with its clause. */
export function VerdictCell({ verdicts, profile, isOpen, onToggle }: VerdictCellProps) {
  const [worst] = verdicts
  const name = ruleProfileText(profile)
  if (!worst)
    return (
      <td className="ready__cell" data-profile={name}>
        <span className="quiet">{t('panel.server.no_rule')}</span>
      </td>
    )
  const word = wordOf(worst)
  return (
    <td className="ready__cell" data-profile={name}>
      <button type="button" className="ready__verdict" aria-expanded={isOpen} onClick={onToggle}>
        <StatusIcon status={worst.status} label={`${name}: ${word ?? t('ui.status.pass')}`} />
        {word !== null && (
          <span className="strong" aria-hidden="true">
            <Prose>{word}</Prose>
          </span>
        )}
      </button>
      {worst.finding && worst.source && (
        <span className="meta ready__clause">
          <SpecLink specRef={worst.source} />
        </span>
      )}
    </td>
  )
}

interface ReadinessDetailsProps {
  readonly row: ReadinessRow
  readonly meaning: string | undefined
}

/** What the member means, and each rule that ran. */
export function ReadinessDetails({ row: { verdicts }, meaning }: ReadinessDetailsProps) {
  const results = new Map<string, RuleResult>()
  for (const { result } of verdicts.flat()) results.set(resultKey(result), result)
  return (
    <tr className="ready__more">
      <td colSpan={5}>
        {meaning !== undefined && (
          <p className="note-line">
            <Prose>{meaning}</Prose>
          </p>
        )}
        {keyed([...results.values()], resultKey).map(({ key, item }) =>
          item.outcome === 'failed' ? (
            <CheckItem key={key} checked={{ result: item }} onOpen={undefined} />
          ) : (
            <ul key={key}>
              <CheckLine result={item} />
            </ul>
          ),
        )}
      </td>
    </tr>
  )
}
