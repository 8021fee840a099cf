import { ArrowLeftRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { flowName, flowNumbers } from '@/components/ui/flow-text'
import { formatMoment } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { LateNote } from '@/components/ui/late-note'
import { beginningOf } from '@/components/ui/long-text'
import { Segmented } from '@/components/ui/segmented'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { compareFlows } from '@/lib/share/compare-flows'
import { CompareTable } from './compare-table'
import { comparisonMarkdown } from './compare-markdown'
import { Task } from './task'
import { useFlows } from './use-share'

interface ComparePaneProps {
  /** The flows to choose from. */
  readonly rows: readonly FlowSummary[]
  readonly a: string
  readonly b: string
  readonly onClose: () => void
}

/** Two flows side by side: their messages by kind and order, and what differs in them. */
export function ComparePane({ rows, a, b, onClose }: ComparePaneProps) {
  const [ids, setIds] = useState([a, b] as const)
  const [isAll, setIsAll] = useState(false)
  const flows = useFlows(ids)
  const compared = useMemo(() => {
    const [first, second = first] = flows ?? []
    return first && second ? { first, second, comparison: compareFlows(first, second) } : null
  }, [flows])
  return (
    <Task title={t('panel.share.compare')} about="" onClose={onClose}>
      <div className="cmp__head">
        <Side side="A" {...{ rows }} id={ids[0]} onId={(id) => setIds([id, ids[1]])} />
        <IconButton label={t('panel.share.swap')} onClick={() => setIds([ids[1], ids[0]])}>
          <Icon of={ArrowLeftRight} />
        </IconButton>
        <Side side="B" {...{ rows }} id={ids[1]} onId={(id) => setIds([ids[0], id])} />
        <Segmented
          label={t('panel.share.show')}
          options={[
            { value: 'differences', label: t('panel.share.differences') },
            { value: 'all', label: t('panel.share.all') },
          ]}
          value={isAll ? 'all' : 'differences'}
          onChange={(value) => setIsAll(value === 'all')}
        />
        {compared && (
          <CopyButton
            value={() => Promise.resolve(comparisonMarkdown(compared.first, compared.second, rows))}
            label={t('panel.share.copy')}
          >
            {t('panel.share.formats.markdown')}
          </CopyButton>
        )}
      </div>
      {compared ? (
        <CompareTable comparison={compared.comparison} isAll={isAll} />
      ) : (
        <LateNote>{t('panel.share.preparing')}</LateNote>
      )}
    </Task>
  )
}

interface SideProps {
  readonly side: 'A' | 'B'
  readonly rows: readonly FlowSummary[]
  readonly id: string
  readonly onId: (id: string) => void
}

function Side({ side, rows, id, onId }: SideProps) {
  const [now] = useState(Date.now)
  const numbers = useMemo(() => flowNumbers(rows), [rows])
  return (
    <label className="cmp__side">
      <span className="cmp__ab">{side}</span>
      <select
        className="pick grow"
        aria-label={t(side === 'A' ? 'panel.share.side_a' : 'panel.share.side_b')}
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
    </label>
  )
}
