import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { LateNote } from '@/components/ui/late-note'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import type { PagingRule } from '@/lib/oauth/paging'
import type { Profile } from '@/lib/oauth/profile'
import type { CallRun } from '@/lib/storage/saved-calls'
import { CallCompare } from './call-compare'
import { CallResponse } from './call-response'
import { RunRow } from './run-row'
import { useExchange } from './use-exchange'
import type { SendingCall } from './use-send-call'

interface CallHistoryProps {
  /** The newest first. */
  readonly runs: readonly CallRun[]
  /** The run that was chosen; any other value shows the newest. */
  readonly chosenId: string | null
  readonly onChoose: (runId: string) => void
  readonly paging: PagingRule
  readonly profile: Profile
  readonly sending: SendingCall
  readonly hasToken: boolean
  readonly onFlow: (flowId: string) => void
}

/** The calls that were made, newest first, and the response of one of them. */
export function CallHistory(props: CallHistoryProps) {
  const { runs, chosenId, onChoose } = props
  const [isComparing, setComparing] = useState(false)
  const shown = runs.find(({ id }) => id === chosenId) ?? runs[0]
  const ended = runs.filter(({ responseId }) => responseId !== null)
  const isCompared = isComparing && shown?.responseId != null && ended.length > 1
  return (
    <section className="pane pane--pv" aria-label={t('panel.requests.parts.response')}>
      <SectionBar title={t('panel.calls.history')}>
        <span className="cut">
          {runs.length === 0 ? t('panel.calls.no_calls') : t('panel.calls.calls', runs.length)}
        </span>
        <span className="grow" />
        {ended.length > 1 && (
          <Button
            variant="link"
            aria-pressed={isComparing}
            onClick={() => setComparing(!isComparing)}
          >
            {t('panel.calls.compare')}
          </Button>
        )}
      </SectionBar>
      {runs.length > 0 && (
        <ul className="call-runs">
          {runs.map((run) => (
            <li key={run.id}>
              <RunRow run={run} isSelected={run === shown} onSelect={() => onChoose(run.id)} />
            </li>
          ))}
        </ul>
      )}
      {shown && isCompared && <CallCompare key={shown.id} run={shown} others={ended} />}
      {shown && !isCompared && <Shown key={shown.id} {...props} run={shown} />}
    </section>
  )
}

function Shown({ run, ...rest }: CallHistoryProps & { readonly run: CallRun }) {
  const made = useExchange(run)
  if (run.responseId === null)
    return (
      <p className="note-line">
        {t(run.verdict === null ? 'panel.calls.running' : 'panel.calls.lost')}
      </p>
    )
  if (made === undefined) return <LateNote>{t('panel.requests.reading_response')}</LateNote>
  if (made === null) return <p className="note-line">{t('panel.calls.flow_gone')}</p>
  return <CallResponse run={run} made={made} {...rest} />
}
