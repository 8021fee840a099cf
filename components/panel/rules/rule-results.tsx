import { useState } from 'react'
import { flowName } from '@/components/ui/flow-text'
import type { FlowTarget } from '@/components/panel/flows/flow-target'
import { messageName } from '@/components/panel/message/sequence-text'
import { Button } from '@/components/ui/button'
import { formatMoment } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { resultText } from '@/components/ui/result-text'
import { useToday } from '@/components/ui/time'
import { uncheckedText } from '@/components/ui/unchecked-text'
import { t } from '@/lib/i18n'
import type { ArtefactKind } from '@/lib/model/rule-result'
import { countText } from './rule-text'
import type { FlowResults, RuleUse } from './use-flow-results'

/** Flows that are listed at first. */
const maxShown = 6

interface RuleResultsProps {
  readonly id: string
  readonly on: ArtefactKind
  readonly results: FlowResults
  readonly onFlow: (target: FlowTarget) => void
}

/** The results of a rule in the present flows, the worst first. */
export function RuleResults({ id, on, results, onFlow }: RuleResultsProps) {
  const { uses, numbers, isReading } = results
  const [isWhole, setIsWhole] = useState(false)
  const found = uses.get(id) ?? []
  const shown = isWhole ? found : found.slice(0, maxShown)
  const more = found.length - shown.length
  const counts = [...Map.groupBy(found, ({ status }) => status)]
  return (
    <>
      <h3>
        {t('panel.rules.results')}
        <span className="meta">
          {counts.map(([status, group]) => countText(status, group.length)).join(', ')}
        </span>
      </h3>
      {found.length === 0 ? (
        <p className="meta">{t(isReading ? 'panel.rules.reading' : noResultsOf(on))}</p>
      ) : (
        <ul className="seens">
          {shown.map((use) => (
            <Seen key={use.flow.id} use={use} nth={numbers.get(use.flow.id)} onFlow={onFlow} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="link" onClick={() => setIsWhole(true)}>
          {t('panel.rules.all_results', more)}
        </Button>
      )}
    </>
  )
}

/** Documents of a server are not in flows. */
const noResultsOf = (on: ArtefactKind) =>
  on === 'metadata' || on === 'jwks' ? 'panel.rules.on_server' : 'panel.rules.no_results'

interface SeenProps extends Pick<RuleResultsProps, 'onFlow'> {
  readonly use: RuleUse
  /** The number of a flow with the same name as another. */
  readonly nth: number | undefined
}

function Seen({ use, nth, onFlow }: SeenProps) {
  const now = useToday()
  const { flow, messageId, kind, at, result, status } = use
  const isChecked = status !== 'neutral'
  return (
    <li className="seen">
      <StatusIcon status={status} />
      <span className="seen__what">
        <Button variant="link" onClick={() => onFlow({ flowId: flow.id, messageId })}>
          {flowName(flow)}
          {nth !== undefined && <span className="quiet num"> #{nth}</span>}
        </Button>
        {status !== 'pass' && (
          <span className="meta">
            <Prose>{isChecked ? resultText(result) : uncheckedText(result)}</Prose>
          </span>
        )}
      </span>
      <span className="meta">
        {t('panel.rules.in', [formatMoment(at, now), messageName(kind)])}
      </span>
    </li>
  )
}
