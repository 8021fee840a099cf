import { useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { t, tData } from '@/lib/i18n'
import type { Finding, RuleResult } from '@/lib/model/rule-result'
import { Evidence } from './evidence'
import { Icon } from './icon'
import { keyed } from './keyed'
import { verdictText } from './phrase-text'
import { Prose } from './prose'
import { RuleLink } from './rule-link'
import { SpecLink } from './spec-link'

interface FindingFactsProps {
  readonly result: Pick<RuleResult, 'id' | 'refs'>
  readonly finding: Finding
  readonly children?: React.ReactNode
}

/** What was observed, what is right, what to do, and the clause. */
export function FindingFacts({ result: { id, refs }, finding, children }: FindingFactsProps) {
  return (
    <dl className="check__facts">
      {children}
      <Evidence seen={finding.seen} expected={finding.expected} />
      <dt>{t('panel.checks.fix')}</dt>
      <dd>
        <Prose>{tData(`rules.${id}.fixes.${finding.code}`)}</Prose>
      </dd>
      <dt>{t('panel.checks.clause')}</dt>
      <dd className="check__refs">
        {refs.map((ref) => (
          <SpecLink key={ref} specRef={ref} />
        ))}
      </dd>
    </dl>
  )
}

/** The findings that follow from one; nothing if it has none. */
export function AlsoAffects({ finding: { affects } }: Pick<FindingFactsProps, 'finding'>) {
  const [open, setOpen] = useState(false)
  if (!affects) return null
  return (
    <>
      <button type="button" className="also" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={ChevronRight} />
        {t('panel.checks.affects', affects.length)}
      </button>
      {open && (
        <ul className="also__list">
          {keyed(affects, ({ id, of }) => `${of} ${id}`).map(({ key, item }) => (
            <li key={key}>
              <span className="wrap">
                <Prose>{verdictText(item.id, item)}</Prose>
              </span>
              <span className="rid">
                {item.of !== 'message' && `${item.of} `}
                <RuleLink id={item.id} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
