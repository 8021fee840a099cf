import { useEffect, useMemo, useRef, useState } from 'react'
import { Search } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { pushTargets } from '@/components/connected/destination'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon, Logo } from '@/components/ui/icon'
import { SendsTo } from '@/components/connected/sends-to'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { flowItems, lastRemoved, liveFlows, type FlowItem } from './flow-items'
import { DroppedNote } from './dropped-note'
import { FlowList } from './flow-list'
import { FlowPicker } from './flow-picker'
import { FlowView } from './flow-view'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { takesLetters } from '@/components/ui/keyboard'
import { NewRequests, RequestDialog, type OpenDialog } from './new-requests'
import { usePush, type Push } from '@/components/connected/use-push'
import { useKeyDown } from '@/components/ui/use-key-down'

function undoOf(item: FlowItem | undefined): (() => void) | undefined {
  if (!item) return undefined
  return item.kind === 'cleared'
    ? () => void command('flowsRestore')
    : () => void command('flowRestore', { id: item.id })
}

interface FlowsScreenProps {
  initialFlowId: string | null
  /** Shows the Profiles screen. */
  onProfiles: () => void
  /** Shows the Tokens screen. */
  onTokens: () => void
}

export function FlowsScreen({ initialFlowId, onProfiles, onTokens }: FlowsScreenProps) {
  const flows = useMirror((state) => state.flows)
  const [chosen, setChosen] = useState(initialFlowId)
  const [filter, setFilter] = useState('')
  const [picking, setPicking] = useState(false)
  const [requested, setRequested] = useState<OpenDialog>(null)
  const [refocus, setRefocus] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const items = useMemo(() => flowItems(flows, filter), [flows, filter])
  const live = liveFlows(items)
  const current = live.find(({ id }) => id === chosen) ?? live[0]
  const currentId = current?.id

  useEffect(() => {
    if (currentId !== undefined) void mirrorFlow(currentId)
  }, [currentId])

  const select = (id: string) => {
    setChosen(id)
    setPicking(false)
  }
  const push = usePush(select)
  const toList = (element: HTMLElement) => {
    setPicking(false)
    const stop = element.querySelector<HTMLElement>('.pane--list [tabindex="0"], .flowpick .pick')
    stop?.focus()
  }
  const screen = useKeyDown<HTMLDivElement>((event, element) => {
    if (event.key === 'Escape' && !event.defaultPrevented) toList(element)
    if (event.key !== '/' || !takesLetters(event)) return
    event.preventDefault()
    setPicking(true)
    field.current?.focus()
  })

  return (
    <div
      ref={screen}
      className={`panel__main flows${current ? '' : ' flows--empty'}${picking ? ' is-picking' : ''}`}
    >
      <FlowPicker
        flows={live}
        selected={current}
        onUndo={undoOf(lastRemoved(items))}
        open={picking}
        onOpen={setPicking}
        onSelect={select}
      >
        <NewRequests push={push} onAsk={setRequested} />
      </FlowPicker>
      <section className="pane pane--list" aria-label={t('panel.nav.flows')}>
        <div className="bar">
          <div className="field field--bare grow">
            <Icon of={Search} />
            <input
              ref={field}
              aria-label={t('panel.flows.filter')}
              placeholder={t('panel.flows.filter_hint')}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </div>
          <NewRequests push={push} onAsk={setRequested} />
        </div>
        <SendsTo profile={push.profile} targets={pushTargets(push.profile)} />
        {requested === null && <IssueNotes issues={push.issues} />}
        <FlowList
          items={items}
          selectedId={currentId ?? null}
          refocus={refocus}
          onSelect={select}
          onRefocus={setRefocus}
        />
        <DroppedNote />
      </section>
      {current ? (
        <FlowView
          key={current.id}
          summary={current}
          onPush={push.run}
          onFlow={select}
          onForget={() => {
            setRefocus(current.id)
            void command('flowRemove', { id: current.id })
          }}
        />
      ) : (
        <section className="pane pane--rest" aria-label={t('panel.sequence.title')}>
          <NoFlow
            filtered={flows.length > 0 && filter.trim() !== ''}
            {...{ push, onProfiles, onTokens }}
          />
        </section>
      )}
      <RequestDialog
        requested={requested}
        push={push}
        onFlow={select}
        onClose={() => setRequested(null)}
      />
    </div>
  )
}

/** Requests that the page sent before DevTools recorded. */
const beforeTexts = {
  chrome: 'panel.flows.before_chrome',
  firefox: 'panel.flows.before_firefox',
} as const

type NoFlowProps = Pick<FlowsScreenProps, 'onProfiles' | 'onTokens'> & {
  readonly filtered: boolean
  readonly push: Push
}

function NoFlow({ filtered, push, onProfiles, onTokens }: NoFlowProps) {
  const { browser, inDevtools } = useHost()
  if (filtered)
    return (
      <EmptyState title={t('panel.flows.no_match')}>
        <p>
          <Prose>{t('panel.flows.no_match_text')}</Prose>
        </p>
      </EmptyState>
    )
  if (push.profile === null)
    return (
      <EmptyState icon={<Logo />} title={t('panel.flows.empty')}>
        <p>{t('panel.flows.empty_no_profile')}</p>
        {inDevtools && <p className="meta">{t(beforeTexts[browser])}</p>}
        <div className="btns">
          <Button variant="primary" onClick={onProfiles}>
            {t('panel.server.new_profile')}
          </Button>
          <Button onClick={onTokens}>{t('panel.flows.inspect')}</Button>
        </div>
      </EmptyState>
    )
  return (
    <EmptyState icon={<Logo />} title={t('panel.flows.empty')}>
      <p>
        <Prose>{t('panel.flows.empty_text')}</Prose>
      </p>
      {inDevtools && <p className="meta">{t(beforeTexts[browser])}</p>}
      <ActionButton variant="primary" pending={push.pending} off={push.off} onClick={push.run}>
        {t('panel.push.new')}
      </ActionButton>
      {push.off !== null && <p className="meta">{push.off}</p>}
      <IssueNotes issues={push.issues} />
    </EmptyState>
  )
}
