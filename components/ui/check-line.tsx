import { placeText } from '@/lib/model/result-place'
import type { RuleResult } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { Button } from './button'
import type { Checked } from './checked'
import { StatusIcon } from './icon'
import { Prose } from './prose'
import { RuleLink } from './rule-link'
import { resultText } from './result-text'
import { isVerifiable, uncheckedText } from './unchecked-text'

/** A passed check: what it is about, what it found, and its id. */
export function CheckLine({ result }: { readonly result: RuleResult }) {
  return (
    <li className="passline">
      <span className="mono" title={result.about}>
        {result.about}
      </span>
      <span className="wrap">
        <Prose>{resultText(result)}</Prose>
      </span>
      <RuleLink id={result.id} />
    </li>
  )
}

interface UncheckedAction {
  readonly label: string
  readonly run: () => void
}

export type UncheckedActions = Readonly<Partial<Record<string, UncheckedAction>>>

interface UncheckedLineProps {
  readonly checked: Checked
  readonly onOpen: ((checked: Checked) => void) | undefined
  readonly action: UncheckedAction | undefined
}

/** A check that was not run, why, and what can be done. */
export function UncheckedLine({ checked, onOpen, action }: UncheckedLineProps) {
  const { result, messageName } = checked
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
      {action && <Button onClick={action.run}>{action.label}</Button>}
    </li>
  )
}
