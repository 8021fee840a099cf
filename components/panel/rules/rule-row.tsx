import { ChevronRight } from 'lucide-react'
import { StatusCount } from '@/components/panel/message/counts'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Marked } from './marked'
import type { ListedRule, RuleGroup } from './rule-items'
import { artefactName, seenText, severityWord } from './rule-text'
import type { RuleUse } from './use-flow-results'

interface RuleRowProps {
  readonly rule: ListedRule
  readonly uses: readonly RuleUse[]
  readonly words: readonly string[]
  readonly selected: boolean
  readonly stop: boolean
  /** With the keyboard, or with the pointer. */
  readonly onOpen: (byKey: boolean) => void
}

/** A rule in the list: its worst result in the present flows, what it checks, and its severity. */
export function RuleRow({ rule, uses, words, selected, stop, onOpen }: RuleRowProps) {
  const { id, title, clauses, severity } = rule
  const worst = uses[0]?.status
  return (
    <button
      type="button"
      className={selected ? 'rule is-sel' : 'rule'}
      data-row={id}
      tabIndex={stop ? 0 : -1}
      aria-current={selected ? true : undefined}
      onClick={({ detail }) => onOpen(detail === 0)}
    >
      <span className="rule__st">{worst && <StatusIcon status={worst} />}</span>
      <span className="cut">
        <Marked text={title} words={words} />
      </span>
      <span className="meta">{severityWord(severity)}</span>
      <span className="rule__sub">
        <span className="mono">
          <Marked text={id} words={words} />
        </span>
        <span className="cut">
          <Marked text={clauses} words={words} />
        </span>
        {worst && (
          <span className="rule__n">
            {seenText(worst, uses.filter(({ status }) => status === worst).length)}
          </span>
        )}
      </span>
    </button>
  )
}

interface GroupRowProps {
  readonly id: string
  readonly group: RuleGroup
  readonly isOpen: boolean
  /** Not while a filter shows all groups. */
  readonly folds: boolean
  readonly stop: boolean
  readonly onFold: (isOpen: boolean) => void
}

/** The heading of an artefact, which folds its rules. */
export function GroupRow({ id, group, isOpen, folds, stop, onFold }: GroupRowProps) {
  return (
    <h2 className="grp">
      <button
        type="button"
        className="grp__b"
        data-row={id}
        tabIndex={stop ? 0 : -1}
        aria-expanded={isOpen}
        aria-disabled={folds ? undefined : true}
        onClick={() => folds && onFold(!isOpen)}
      >
        {folds && <Icon of={ChevronRight} />}
        <b>{artefactName(group.on)}</b>
        <span>{group.rules.length}</span>
        <span className="grp__end">
          <StatusCount counts={group.counts} />
        </span>
      </button>
    </h2>
  )
}
