import { useMemo, useRef, useState } from 'react'
import { flowName, flowNumbers } from '@/components/ui/flow-text'
import { formatIso, formatMoment } from '@/components/ui/format'
import { LateNote } from '@/components/ui/late-note'
import { beginningOf } from '@/components/ui/long-text'
import { Segmented } from '@/components/ui/segmented'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import { CompareHead } from './compare-head'
import { comparisonMarkdown } from './compare-markdown'
import {
  compareSubject,
  firstParts,
  partsOf,
  subjects,
  type Chosen,
  type Subject,
} from './compare-subjects'
import { CompareTable } from './compare-table'
import { Task } from './task'
import { useCompareKeys } from './use-compare-keys'
import { useFlows } from './use-share'

interface ComparePaneProps {
  /** The flows to choose from. */
  readonly rows: readonly FlowSummary[]
  readonly a: string
  readonly b: string
  /** What is compared at first. */
  readonly of: Subject
  readonly onClose: () => void
}

/** Two flows side by side: all of their messages, a token of each, or the consent of each. */
export function ComparePane({ rows, a, b, of, onClose }: ComparePaneProps) {
  const [ids, setIds] = useState([a, b] as const)
  const [subject, setSubject] = useState<Subject>(of)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [isAll, setIsAll] = useState(of === 'consents')
  const flows = usePair(ids)
  const parts = useMemo(
    () => chosen ?? (flows ? firstParts(...flows, subject) : null),
    [chosen, flows, subject],
  )
  const shown = useMemo(
    () => flows && parts && compareSubject(...flows, subject, parts),
    [flows, subject, parts],
  )
  const pane = useRef<HTMLDivElement>(null)
  const swap = () => {
    setIds([ids[1], ids[0]])
    setChosen(parts && [parts[1], parts[0]])
  }
  useCompareKeys(pane, { onSwap: swap, onAll: () => setIsAll(!isAll) })
  const choose = (at: 0 | 1, id: string) => {
    setIds(at === 0 ? [id, ids[1]] : [ids[0], id])
    setChosen(null)
  }
  const side = (at: 0 | 1) => (
    <Side
      name={at === 0 ? 'A' : 'B'}
      rows={rows}
      id={ids[at]}
      onId={(id) => choose(at, id)}
      parts={flows ? partsOf(flows[at], subject) : []}
      part={parts?.[at] ?? 0}
      onPart={(part) => parts && setChosen(at === 0 ? [part, parts[1]] : [parts[0], part])}
    />
  )
  return (
    <Task title={t(titles[subject])} about="" onClose={onClose}>
      <div className="cmp__pane" ref={pane}>
        <CompareHead
          sides={[side(0), side(1)]}
          onSwap={swap}
          isAll={isAll}
          onAll={setIsAll}
          markdown={flows && parts && shown ? () => markdownOf(flows, subject, parts, rows) : null}
        >
          <Segmented
            label={t('panel.share.subject')}
            options={subjects.map((value) => ({
              value,
              label: t(`panel.share.subjects.${value}`),
            }))}
            value={subject}
            onChange={(value) => {
              setSubject(value)
              setChosen(null)
              setIsAll(value === 'consents')
            }}
          />
        </CompareHead>
        {!flows && <LateNote>{t('panel.share.preparing')}</LateNote>}
        {flows && !shown && <p className="note-line">{t(missing[subject])}</p>}
        {shown && <CompareTable shown={shown} isAll={isAll} />}
      </div>
    </Task>
  )
}

const titles = {
  flows: 'panel.share.compare',
  tokens: 'panel.share.compare_tokens',
  consents: 'panel.share.compare_consents',
} as const satisfies Record<Subject, string>

const missing = {
  flows: 'panel.share.no_difference',
  tokens: 'panel.share.no_token',
  consents: 'panel.share.no_consent',
} as const satisfies Record<Subject, string>

/** Both flows; null until they were read. A flow may be compared with itself. */
function usePair(ids: readonly [string, string]): readonly [Flow, Flow] | null {
  const flows = useFlows(ids)
  return useMemo(() => {
    const [first, second = first] = flows ?? []
    return first && second ? [first, second] : null
  }, [flows])
}

/** The difference without secrets. The parts have the same places in the flows without them. */
function markdownOf(
  [a, b]: readonly [Flow, Flow],
  subject: Subject,
  parts: Chosen,
  rows: readonly FlowSummary[],
): string {
  const { flows, text: redacted } = redactFlows([a, b], defaultRedaction)
  const [first = a, second = b] = flows
  const nameOf = (flow: Flow, part: number) => {
    const row = rows.find((each) => each.id === flow.id)
    const names = [
      row ? flowName(row) : flow.id,
      formatIso(flow.createdAt),
      partsOf(flow, subject)[part],
    ]
    return redacted(names.filter((name) => name !== undefined).join(', '))
  }
  const shown = compareSubject(first, second, subject, parts) ?? { sections: [], sums: [] }
  const named = { a: nameOf(a, parts[0]), b: nameOf(b, parts[1]) }
  return comparisonMarkdown({ title: t(titles[subject]), ...named, shown })
}

interface SideProps {
  readonly name: 'A' | 'B'
  readonly rows: readonly FlowSummary[]
  readonly id: string
  readonly onId: (id: string) => void
  /** The tokens or consents of the flow; empty if whole flows are compared. */
  readonly parts: readonly string[]
  readonly part: number
  readonly onPart: (part: number) => void
}

function Side({ name, rows, id, onId, parts, part, onPart }: SideProps) {
  const [now] = useState(Date.now)
  const numbers = useMemo(() => flowNumbers(rows), [rows])
  return (
    <>
      <select
        className="pick grow"
        aria-label={t(name === 'A' ? 'panel.share.side_a' : 'panel.share.side_b')}
        value={id}
        onChange={({ target }) => onId(target.value)}
      >
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {[
              beginningOf(flowName(row), 60),
              numbers.has(row.id) ? `#${numbers.get(row.id)}` : '',
              formatMoment(row.createdAt, now),
            ]
              .filter(Boolean)
              .join(' ')}
          </option>
        ))}
      </select>
      {parts.length > 0 && (
        <select
          className="pick"
          aria-label={t(name === 'A' ? 'panel.share.part_a' : 'panel.share.part_b')}
          value={part}
          onChange={({ target }) => onPart(Number(target.value))}
        >
          {parts.map((text, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- its place is what is chosen
            <option key={at} value={at}>
              {text}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
