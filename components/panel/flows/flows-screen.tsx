import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { pushTargets } from '@/components/connected/destination'
import { EmptyState } from '@/components/ui/empty-state'
import { Logo } from '@/components/ui/icon'
import { SendsTo } from '@/components/connected/sends-to'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { lastRemoved } from './flow-items'
import { DroppedNote } from './dropped-note'
import { FlowPicker } from './flow-picker'
import { useTarget, type FlowTarget } from './flow-target'
import { DropArea, ImportPicker, useTasks } from './flow-tasks'
import { FlowSide } from './flow-side'
import { IssueNotes } from '@/components/ui/issue-notes'
import { KeepDialog } from './keep-dialog'
import { ListBody } from './list-body'
import { ListFoot } from './list-foot'
import { ListHead } from './list-head'
import { Prose } from '@/components/ui/prose'
import { PaneSplitters, usePanes } from './pane-splitters'
import { NewRequests, RequestDialog, type OpenDialog } from './new-requests'
import { useFlowActs } from './use-flow-acts'
import { useList } from './use-list'
import { useTicks } from './use-ticks'
import { usePush, type Push } from '@/components/connected/use-push'
import { useScreenKeys } from './use-screen-keys'

interface FlowsScreenProps {
  initialFlowId: string | null
  /** The message to open on its Checks tab. */
  target: FlowTarget | null
  /** Shows the Profiles screen. */
  onProfiles: () => void
  /** Shows the Tokens screen. */
  onTokens: () => void
}

export function FlowsScreen({ initialFlowId, target, onProfiles, onTokens }: FlowsScreenProps) {
  const flows = useMirror((state) => state.flows)
  const list = useList(flows)
  const ticks = useTicks(list.shown)
  const [chosen, setChosen] = useState(initialFlowId)
  const [picking, setPicking] = useState(false)
  const [isWide, setIsWide] = useState(false)
  const [requested, setRequested] = useState<OpenDialog>(null)
  const panes = usePanes()
  const field = useRef<HTMLInputElement>(null)
  const tasks = useTasks(list.all, ticks, () => setIsWide(false))
  const acts = useFlowActs(list.shown, ticks, tasks, {
    onWide: () => setIsWide(!isWide),
    onNarrow: () => setIsWide(false),
  })
  const current = list.shown.find(({ id }) => id === chosen) ?? list.shown[0]
  const currentId = current?.id
  const isSplit = current !== undefined && tasks.open === null
  const removed = useMemo(() => lastRemoved(flows), [flows])

  useEffect(() => {
    if (currentId !== undefined) void mirrorFlow(currentId)
  }, [currentId])

  const select = (id: string) => {
    setChosen(id)
    setPicking(false)
  }
  useTarget(target, ({ flowId }) => {
    list.clear()
    select(flowId)
  })
  const push = usePush(select)
  const screen = useScreenKeys({
    tasks,
    ticks,
    currentId,
    onEscape(element) {
      setPicking(false)
      focusList(element)
    },
    onFind() {
      flushSync(() => setPicking(true))
      field.current?.focus()
    },
  })
  useFirstFocus(screen)

  return (
    <div
      ref={screen}
      className={lookOf({
        'flows--empty': !current,
        'is-picking': picking,
        'is-wide': isWide,
        'has-task': tasks.open !== null,
      })}
      style={panes.style}
      {...tasks.dropProps}
    >
      {tasks.isOver && <DropArea />}
      <ImportPicker tasks={tasks} />
      <FlowPicker
        list={list}
        selected={current}
        onUndo={removed.length === 0 ? undefined : () => restore(removed)}
        open={picking}
        onOpen={setPicking}
        onSelect={select}
      >
        <NewRequests push={push} onAsk={setRequested} />
      </FlowPicker>
      <section className="pane pane--list" aria-label={t('panel.nav.flows')}>
        <ListHead
          list={list}
          field={field}
          onList={() => screen.current && focusList(screen.current)}
        >
          <NewRequests push={push} onAsk={setRequested} />
        </ListHead>
        <SendsTo profile={push.profile} targets={pushTargets(push.profile)} />
        {requested === null && <IssueNotes issues={push.issues} />}
        <ListBody
          {...{ list, ticks, acts, isWide }}
          selectedId={currentId ?? null}
          onSelect={isWide ? setChosen : select}
          onOpen={(id) => {
            select(id)
            setIsWide(false)
          }}
        />
        <IssueNotes issues={acts.keeping.issues} />
        <DroppedNote />
        <ListFoot
          {...{ list, ticks, acts, tasks, removed, isWide }}
          onUndo={() => restore(removed)}
          onWide={() => setIsWide(!isWide)}
        />
      </section>
      <FlowSide
        {...{ current, target, tasks }}
        keeping={acts.keeping}
        onPush={push.run}
        onFlow={select}
        onImported={(id) => {
          tasks.close()
          list.clear()
          select(id)
        }}
        onForget={(id) => acts.remove([id])}
        onRename={(id) => {
          setPicking(true)
          acts.edit(id)
        }}
      >
        {list.all.length === 0 && <NoFlow {...{ push, onProfiles, onTokens }} />}
      </FlowSide>
      <KeepDialog keeping={acts.keeping} />
      {isSplit && <PaneSplitters panes={panes} screen={screen} />}
      <RequestDialog requested={requested} onFlow={select} onClose={() => setRequested(null)} />
    </div>
  )
}

function lookOf(states: Readonly<Record<string, boolean>>): string {
  const names = Object.keys(states).filter((name) => states[name])
  return ['panel__main flows', ...names].join(' ')
}

function restore(flows: readonly FlowSummary[]): void {
  void command('flowsRestore', { ids: flows.map(({ id }) => id) })
}

/** The tab stop of the list, or the picker in its place. */
function focusList(screen: HTMLElement): void {
  const stops = screen.querySelectorAll<HTMLElement>('.pane--list [tabindex="0"], .flowpick .pick')
  const stop = [...stops].findLast((element) => element.checkVisibility())
  stop?.focus()
}

/** When the panel opens without its list, the focus is on the picker. */
function useFirstFocus(screen: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (screen.current && document.activeElement === document.body) focusList(screen.current)
  }, [screen])
}

/** Requests that the page sent before DevTools recorded. */
const beforeTexts = {
  chrome: 'panel.flows.before_chrome',
  firefox: 'panel.flows.before_firefox',
} as const

type NoFlowProps = Pick<FlowsScreenProps, 'onProfiles' | 'onTokens'> & { readonly push: Push }

function NoFlow({ push, onProfiles, onTokens }: NoFlowProps) {
  const { browser, inDevtools } = useHost()
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
