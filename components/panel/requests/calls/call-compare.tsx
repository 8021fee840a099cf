import { useMemo, useRef, useState } from 'react'
import { formatClock } from '@/components/ui/format'
import { CompareHead } from '@/components/panel/share/compare-head'
import { comparisonMarkdown } from '@/components/panel/share/compare-markdown'
import { shownMessages } from '@/components/panel/share/compare-messages'
import { CompareTable } from '@/components/panel/share/compare-table'
import { useCompareKeys } from '@/components/panel/share/use-compare-keys'
import { LateNote } from '@/components/ui/late-note'
import { t } from '@/lib/i18n'
import type { CallRun } from '@/lib/storage/saved-calls'
import { useExchange } from './use-exchange'
import { runNote } from './run-row'

interface CallCompareProps {
  readonly run: CallRun
  /** All runs with a response, the newest first. */
  readonly others: readonly CallRun[]
}

const nameOf = (run: CallRun) =>
  [formatClock(run.at), run.status ?? '–', runNote(run)].filter((part) => part !== '').join(', ')

/** Compares a response with that of another call, the one before it unless another is chosen. */
export function CallCompare({ run, others }: CallCompareProps) {
  const rest = others.filter(({ id }) => id !== run.id)
  const [otherId, setOther] = useState<string | null>(null)
  const [isSwapped, setSwapped] = useState(false)
  const [isAll, setAll] = useState(false)
  const before = rest.find(({ at }) => at < run.at) ?? rest[0]
  const other = rest.find(({ id }) => id === otherId) ?? before
  const pane = useRef<HTMLDivElement>(null)
  const swap = () => setSwapped(!isSwapped)
  useCompareKeys(pane, { onSwap: swap, onAll: () => setAll(!isAll) })
  const one = useExchange(run)?.response
  const two = useExchange(other ?? run)?.response
  const shown = useMemo(
    () => (one && two ? (isSwapped ? shownMessages(one, two) : shownMessages(two, one)) : null),
    [one, two, isSwapped],
  )
  if (!other) return null
  const fixed = <span className="cut">{nameOf(run)}</span>
  const choice = (
    <select
      className="pick grow"
      aria-label={t('panel.calls.other_call')}
      value={other.id}
      onChange={({ target }) => setOther(target.value)}
    >
      {rest.map((each) => (
        <option key={each.id} value={each.id}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  )
  const names = isSwapped ? ([run, other] as const) : ([other, run] as const)
  return (
    <div className="cmp__pane call-cmp" ref={pane}>
      <CompareHead
        sides={isSwapped ? [fixed, choice] : [choice, fixed]}
        onSwap={swap}
        isAll={isAll}
        onAll={setAll}
        markdown={
          shown &&
          (() =>
            comparisonMarkdown({
              title: t('panel.calls.compare_title'),
              a: nameOf(names[0]),
              b: nameOf(names[1]),
              shown,
            }))
        }
      />
      {shown ? (
        <CompareTable shown={shown} isAll={isAll} />
      ) : (
        <LateNote>{t('panel.requests.reading_response')}</LateNote>
      )}
    </div>
  )
}
