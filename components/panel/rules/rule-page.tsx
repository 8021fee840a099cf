import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import type { FlowTarget } from '@/components/panel/flows/flow-target'
import { t } from '@/lib/i18n'
import type { ReadRule } from './rule-items'
import { RuleExamples, RuleFindings, RuleNeeds, RuleSeverities, RuleSuite } from './rule-parts'
import { RuleResults } from './rule-results'
import { artefactName, ownerText, ruleText } from './rule-text'
import type { Rules } from './use-rules'

interface RulePageProps {
  readonly rule: ReadRule
  readonly rules: Rules
  /** The rules before and after it in the list. */
  readonly neighbours: readonly [before: string | null, after: string | null]
  readonly onSelect: (id: string) => void
  readonly onBack: () => void
  readonly onFlow: (target: FlowTarget) => void
}

/** The URL that opens the panel on a rule. */
export function linkTo(id: string): string {
  return new URL(`#${new URLSearchParams({ screen: 'rules', rule: id })}`, location.href).href
}

/** Everything about one rule. */
export function RulePageView(props: RulePageProps) {
  const { rule, rules, neighbours, onSelect, onBack, onFlow } = props
  const { id, page, title } = rule
  const [before, after] = neighbours
  const text = ruleText(id)
  return (
    <>
      <div className="bar">
        <Button variant="link" className="rules__back" onClick={onBack}>
          <Icon of={ChevronLeft} />
          {t('panel.rules.back')}
        </Button>
        <span className="mono cut">{id}</span>
        <span className="grow" />
        <IconButton
          label={t('panel.rules.previous')}
          disabled={before === null}
          onClick={() => before !== null && onSelect(before)}
        >
          <Icon of={ChevronLeft} />
        </IconButton>
        <IconButton
          label={t('panel.rules.next')}
          disabled={after === null}
          onClick={() => after !== null && onSelect(after)}
        >
          <Icon of={ChevronRight} />
        </IconButton>
        <CopyButton label={t('panel.rules.copy_link')} value={linkTo(id)} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <section className="scroll" tabIndex={0} aria-label={id} data-page>
        <article className="rulep">
          <h2>
            <Prose>{title}</Prose>
          </h2>
          <div className="rulep__facts">
            <Chip>{artefactName(page.on)}</Chip>
            {page.refs.map((ref) => (
              <SpecLink key={ref} specRef={ref} />
            ))}
            <span>{ownerText(page.owner)}</span>
          </div>
          {text !== null && (
            <p>
              <Prose>{text}</Prose>
            </p>
          )}
          <RuleResults key={id} id={id} on={page.on} results={rules.results} onFlow={onFlow} />
          <RuleFindings page={page} profile={rules.profile} />
          <RuleExamples page={page} />
          <RuleSeverities page={page} />
          <RuleSuite page={page} />
          <RuleNeeds page={page} />
        </article>
      </section>
    </>
  )
}
