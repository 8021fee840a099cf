import { placeText } from '@/lib/model/result-place'
import { t } from '@/lib/i18n'
import { Button } from './button'
import type { Checked } from './checked'
import { StatusIcon } from './icon'
import { Prose } from './prose'
import { RuleLink } from './rule-link'
import { actFor, actLabel, type UncheckedAct } from './unchecked-act'
import { resultText } from './result-text'
import { isVerifiable, uncheckedText } from './unchecked-text'

/** A passed check: what it is about, what it found, and its id. */
export function CheckLine({ result, isBeforeRedaction }: Checked) {
  return (
    <li className="passline">
      <span className="mono" title={result.about}>
        {result.about}
      </span>
      <span className="wrap">
        <Prose>{resultText(result)}</Prose>
        {isBeforeRedaction && <span className="meta"> {t('panel.checks.before_redaction')}</span>}
      </span>
      <RuleLink id={result.id} />
    </li>
  )
}

/** What a screen offers for checks that were not run. */
export type UncheckedActs = Readonly<Partial<Record<UncheckedAct, () => void>>>

interface UncheckedLineProps {
  readonly checked: Checked
  readonly onOpen: ((checked: Checked) => void) | undefined
  readonly acts: UncheckedActs | undefined
}

/** A check that was not run, why, and what can be done. */
export function UncheckedLine({ checked, onOpen, acts }: UncheckedLineProps) {
  const { result, messageName } = checked
  const act = result.outcome === 'not-observed' ? actFor(result.id) : null
  const run = act === null ? undefined : acts?.[act]
  return (
    <li className="nc">
      <StatusIcon status="neutral" />
      <div>
        {messageName !== undefined && `${messageName}, `}
        <span className="mono">{placeText(result)}</span> <RuleLink id={result.id} />
        <span className="meta">
          <Prose>{uncheckedText(result)}</Prose>
        </span>
      </div>
      {onOpen && isVerifiable(result) && (
        <Button
          aria-label={t('panel.checks.verify_name', [result.of])}
          onClick={() => onOpen(checked)}
        >
          {t('panel.checks.verify')}
        </Button>
      )}
      {act !== null && run && <Button onClick={run}>{t(actLabel(act))}</Button>}
    </li>
  )
}
