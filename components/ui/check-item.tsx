import { Copy } from 'lucide-react'
import { Fragment } from 'react'
import type { Severity } from '@/lib/model/rule-profiles'
import { placeText } from '@/lib/model/result-place'
import type { Finding } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { Button, IconButton } from './button'
import type { Checked } from './checked'
import { AlsoAffects, FindingFacts } from './finding'
import { Icon, StatusIcon } from './icon'
import { keyed } from './keyed'
import { verdictText } from './phrase-text'
import { Prose } from './prose'
import { RuleLink } from './rule-link'

interface CheckItemProps {
  readonly checked: Checked
  readonly onOpen: ((checked: Checked) => void) | undefined
  /** Copies what the check found. */
  readonly onCopy?: ((checked: Checked) => void) | undefined
}

/** A failed check: each finding with its own values and fix. Enter goes to its line, C copies it. */
export function CheckItem({ checked, onOpen, onCopy }: CheckItemProps) {
  const { result } = checked
  const { id, severity, findings } = result
  return (
    <article className={`check check--${severity}`} tabIndex={-1} data-problem aria-label={id}>
      {keyed(findings, ({ code }) => code).map(({ key, item }, index) => (
        <Fragment key={key}>
          <StatusIcon status={severityOf(item, severity)} />
          <div className="check__of">
            <h4 className="wrap">
              <Prose>{verdictText(id, item)}</Prose>
            </h4>
            {index === 0 && <RuleLink id={id} />}
            {index === 0 && onCopy && (
              <IconButton
                label={t('panel.share.copy_finding')}
                aria-keyshortcuts="C"
                data-copy-finding
                onClick={() => onCopy(checked)}
              >
                <Icon of={Copy} />
              </IconButton>
            )}
          </div>
          <FindingFacts result={result} finding={item}>
            <dt>{t('panel.checks.in')}</dt>
            <dd>
              <Place checked={checked} onOpen={onOpen} />
              {checked.isBeforeRedaction && (
                <span className="meta"> {t('panel.checks.before_redaction')}</span>
              )}
            </dd>
          </FindingFacts>
          <AlsoAffects finding={item} />
        </Fragment>
      ))}
    </article>
  )
}

const severityOf = (finding: Finding, severity: Severity) => finding.severity ?? severity

/** The part that a result is about, and the way to it. */
function Place({ checked, onOpen }: CheckItemProps) {
  const { result, messageName } = checked
  const place = <span className="mono">{placeText(result)}</span>
  return (
    <>
      {messageName !== undefined && `${messageName}, `}
      {onOpen ? (
        <Button variant="link" data-open onClick={() => onOpen(checked)}>
          {place}
        </Button>
      ) : (
        place
      )}
    </>
  )
}
