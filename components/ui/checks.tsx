import { StatusIcon } from './icon'
import type { Checked } from './checked'
import { CheckItem } from './check-item'
import { CheckLine, UncheckedLine, type UncheckedActs } from './check-line'
import { Fold } from './fold'
import { keyed } from './keyed'
import { verdictText } from './phrase-text'
import { plainText } from './prose'
import { SectionBar } from './section-bar'
import type { MessagePart } from '@/lib/model/rule-result'
import { resultKey } from '@/lib/model/result-place'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'

interface Failures {
  readonly count: number
  readonly items: React.ReactNode
}

interface ChecksProps {
  readonly checked: readonly Checked[]
  /** Other reasons why the message failed. */
  readonly failures?: Failures
  /** What failed is shown elsewhere. */
  readonly isRest?: true
  /** The name of the rules. */
  readonly rules?: string | undefined
  /** Goes to the line that a result is about. */
  readonly onOpen?: ((checked: Checked) => void) | undefined
  /** Copies what a result found. */
  readonly onCopy?: ((checked: Checked) => void) | undefined
  /** What the user can do for checks that were not run. */
  readonly acts?: UncheckedActs | undefined
}

const groups = ['failed', 'warnings', 'notes', 'unchecked', 'passed'] as const
type Group = (typeof groups)[number]

const groupOf = ({ result }: Checked): Group =>
  (({ fail: 'failed', warn: 'warnings', info: 'notes', pass: 'passed' }) as const)[
    statusOf(result) as string
  ] ?? 'unchecked'

/** Failures, warnings, notes, what was not checked, and what passed, as groups that fold. */
export function Checks({ checked, failures, isRest, rules, onOpen, onCopy, acts }: ChecksProps) {
  const found = Map.groupBy(checked, groupOf)
  const of = (group: Group) => found.get(group) ?? []
  const failed = of('failed').length + (failures?.count ?? 0)
  const isGood = !isRest && failed === 0 && of('warnings').length === 0 && of('passed').length > 0
  if (checked.length === 0 && failed === 0)
    return <p className="note-line meta">{t('panel.checks.none')}</p>
  return (
    <>
      {isGood && <AllPassed count={of('passed').length} rules={rules} />}
      {failed > 0 && (
        <Fold title={t('panel.checks.failed')} count={failed} isOpen>
          {failures?.items}
          <CheckItems checked={of('failed')} onOpen={onOpen} onCopy={onCopy} />
        </Fold>
      )}
      <ItemGroup
        title={t('panel.checks.warnings')}
        checked={of('warnings')}
        onOpen={onOpen}
        onCopy={onCopy}
        isOpen
      />
      <ItemGroup
        title={t('panel.checks.notes')}
        checked={of('notes')}
        onOpen={onOpen}
        onCopy={onCopy}
      />
      <Unchecked checked={of('unchecked')} onOpen={onOpen} acts={acts} />
      <Passed checked={of('passed')} />
    </>
  )
}

function AllPassed({ count, rules }: { count: number; rules: string | undefined }) {
  return (
    <div className="verify verify--line">
      <StatusIcon status="pass" />
      <span className="strong">{t('panel.checks.all_passed', count)}</span>
      {rules !== undefined && (
        <span className="meta cut">{t('panel.checks.by_rules', [rules])}</span>
      )}
    </div>
  )
}

type ListProps = Pick<ChecksProps, 'checked' | 'onOpen' | 'onCopy' | 'acts'>

function ItemGroup({
  title,
  isOpen,
  checked,
  onOpen,
  onCopy,
}: ListProps & { title: string; isOpen?: true }) {
  const [first] = checked
  if (!first) return null
  const { id, findings } = first.result
  const summary = findings[0] && plainText(verdictText(id, findings[0]))
  return (
    <Fold title={title} count={checked.length} isOpen={isOpen} summary={summary}>
      <CheckItems checked={checked} onOpen={onOpen} onCopy={onCopy} />
    </Fold>
  )
}

function CheckItems({ checked, onOpen, onCopy }: ListProps) {
  return keyed(checked, keyOf).map(({ key, item }) => (
    <CheckItem key={key} checked={item} onOpen={onOpen} onCopy={onCopy} />
  ))
}

/** With several messages, what was not checked is folded: it is much, and says little. */
function Unchecked({ checked, onOpen, acts }: ListProps) {
  if (checked.length === 0) return null
  const isOpen = checked.every(({ messageName }) => messageName === undefined)
  return (
    <Fold title={t('panel.checks.not_run')} count={checked.length} isOpen={isOpen}>
      <ul>
        {keyed(checked, keyOf).map(({ key, item }) => (
          <UncheckedLine key={key} checked={item} onOpen={onOpen} acts={acts} />
        ))}
      </ul>
    </Fold>
  )
}

/** By message if there are several, otherwise by the part of the message. */
function Passed({ checked }: Pick<ChecksProps, 'checked'>) {
  if (checked.length === 0) return null
  const parts = [...Map.groupBy(checked, partOf).values()]
  const counts = parts.map((part) => `${partName(part)} ${part.length}`)
  return (
    <Fold title={t('panel.checks.passed')} count={checked.length} summary={counts.join(', ')}>
      {parts.map((part) => (
        <div key={part[0] && partOf(part[0])}>
          <SectionBar level={3} title={partName(part)}>
            {part.length}
          </SectionBar>
          <ul>
            {keyed(part, keyOf).map(({ key, item }) => (
              <CheckLine key={key} {...item} />
            ))}
          </ul>
        </div>
      ))}
    </Fold>
  )
}

function partName([first]: readonly Checked[]): string {
  if (!first) return ''
  return first.messageName ?? nameOfPart(first.result.of)
}

const partOf = ({ messageId, messageName, result }: Checked) =>
  messageName === undefined ? result.of : messageId

const nameOfPart = (of: MessagePart) => (of === 'message' ? t('panel.checks.message') : of)

function keyOf({ result, messageId = '' }: Checked): string {
  return `${messageId} ${resultKey(result)}`
}
