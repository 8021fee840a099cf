import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { SectionBar } from '@/components/ui/section-bar'
import { Clock } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import { decodedEvents } from './decoded-events'
import type { EventFeed, FeedSet } from '@/lib/storage/event-feeds'

interface SetListProps {
  readonly feed: EventFeed
  readonly selected: FeedSet | undefined
  readonly onSelect: (jti: string) => void
  readonly onFlow: (flowId: string) => void
}

/** The result of the last poll, and the SETs that were received. */
export function SetList({ feed: { sets, last }, selected, onSelect, onFlow }: SetListProps) {
  return (
    <>
      <SectionBar title={t('panel.events.sets')}>
        <span className="cut">{last ? resultText(last) : t('panel.events.no_sets')}</span>
        <span className="grow" />
        {last && (
          <Button variant="link" onClick={() => onFlow(last.flowId)}>
            {t('panel.requests.show_flow')}
          </Button>
        )}
      </SectionBar>
      {last && <IssueNotes issues={last.issues} />}
      {sets.length === 0 ? (
        <div className="scroll call-empty">
          <EmptyState title={t('panel.events.empty')}>
            <p>{t('panel.events.empty_text')}</p>
          </EmptyState>
        </div>
      ) : (
        <ul className="call-runs">
          {sets.map((set) => (
            <li key={set.jti}>
              <SetRow set={set} isSelected={set === selected} onSelect={() => onSelect(set.jti)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type Last = NonNullable<EventFeed['last']>

function resultText({ accepted, status, count, moreAvailable }: Last): string {
  if (!accepted)
    return `${t('panel.events.refused_poll')}, ${status ?? t('panel.requests.no_response')}`
  const received = count === 0 ? t('panel.events.none_received') : t('panel.events.received', count)
  const more = { true: 'panel.events.more', false: 'panel.events.no_more' } as const
  const rest = moreAvailable === null ? null : t(more[`${moreAvailable}`])
  return [received, rest].filter((part) => part !== null).join('. ')
}

const icons = { new: 'info', acknowledged: 'pass', refused: 'warn' } as const

interface SetRowProps {
  readonly set: FeedSet
  readonly isSelected: boolean
  readonly onSelect: () => void
}

function SetRow({ set, isSelected, onSelect }: SetRowProps) {
  const { receivedAt, state, err } = set
  return (
    <button
      type="button"
      className={isSelected ? 'lib set-row is-sel' : 'lib set-row'}
      aria-current={isSelected ? true : undefined}
      onClick={onSelect}
    >
      <StatusIcon status={icons[state]} />
      <span className="mono">
        <Clock at={receivedAt} />
      </span>
      <span className="cut">{decodedEvents(set.text)}</span>
      <span className="meta cut">{err ?? t(`panel.events.set_state.${state}`)}</span>
    </button>
  )
}
