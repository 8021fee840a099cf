import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Consent } from '@/lib/consent/consent'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { MessageKind } from '@/lib/flow/model/message'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { AddPar } from '@/components/panel/message/add-par'
import { countsOfMessages } from '@/components/panel/message/counts'
import { ConsentInspector } from '@/components/panel/consent/consent-inspector'
import { ConsentStrip } from '@/components/panel/consent/consent-strip'
import { ConsentRow } from '@/components/panel/consent/consent-row'
import { useConsent } from '@/components/panel/consent/use-consent'
import { FlowFoot } from './flow-foot'
import { FlowNote } from './flow-note'
import { useTarget, type FlowTarget } from './flow-target'
import type { FlowTasks } from './flow-tasks'
import { FlowToolbar } from './flow-toolbar'
import { GrantDialog } from './grant-dialog'
import { ImportedBanner } from './imported-banner'
import { OtherRulesBanner } from './rule-profile-picker'
import { TokenList } from './token-list'
import { Inspector } from '@/components/panel/message/inspector'
import { nextTab, type InspectorTab } from '@/components/panel/message/inspector-tabs'
import { plainKey, takesLetters } from '@/components/ui/keyboard'
import { LateNote } from '@/components/ui/late-note'
import { FoldedSequence, useFolded } from './folded-sequence'
import { Sequence } from './sequence'
import { sequenceRows, type SequenceRow } from '@/components/panel/message/sequence-rows'
import { useArrival } from './use-arrival'
import type { FlowKeeping } from './use-keep'
import { useFlowActions } from '@/components/connected/use-flow-actions'
import { useKeyDown } from '@/components/ui/use-key-down'

interface FlowViewProps {
  summary: FlowSummary
  /** The message to open on its Checks tab. */
  target: FlowTarget | null
  tasks: FlowTasks
  keeping: FlowKeeping
  onForget: () => void
  /** Edits the name of the flow. */
  onRename: () => void
  /** Starts a new flow by pushing a request. */
  onPush: () => void
  /** Opens a flow that was started from this one. */
  onFlow: (id: string) => void
}

/** The selected flow: its messages, and details about the selected one. */
export function FlowView({ summary, ...rest }: FlowViewProps) {
  const flow = useMirror((state) => state.flow[summary.id])
  if (flow) return <LoadedFlow flow={flow} {...rest} />
  return (
    <section className="pane pane--rest" aria-label={t('panel.sequence.title')}>
      <LateNote>{t('panel.flows.loading')}</LateNote>
    </section>
  )
}

interface LoadedProps extends Omit<FlowViewProps, 'summary'> {
  flow: Flow
}

function LoadedFlow(props: LoadedProps) {
  const { flow, target, tasks, keeping, onForget, onRename, onPush, onFlow } = props
  useArrival(flow)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setOwnChosen] = useState<string | null>(null)
  const [tab, setTab] = useState<InspectorTab>('message')
  const [token, setToken] = useState<string | null>(null)
  const [whole, setWhole] = useState(false)
  const [requested, setRequested] = useState<'grant' | 'par' | null>(null)
  const setChosen = (id: string) => {
    setOwnChosen(id)
    setToken(null)
  }
  useTarget(target, ({ messageId }) => {
    if (messageId === null) return
    setChosen(messageId)
    setTab('checks')
    setWhole(false)
  })
  const actions = useFlowActions(flow.id, (flowId, messageId) => {
    if (flowId !== flow.id) return onFlow(flowId)
    setChosen(messageId)
    setTab('message')
  })
  const [isFolded, setFolded] = useFolded()
  const rows = useMemo(() => sequenceRows(flow, open), [flow, open])
  const consent = useConsent(flow)
  const isConsent = isConsentChosen(chosen, consent)
  const row = shownRow(rows, chosen, isConsent)
  const lacksPar = rows.some(
    (one) => one.kind === 'not-visible' && one.notVisible === 'par-response',
  )
  const onAddPar = lacksPar ? () => setRequested('par') : null
  const onClose = () => {
    flushSync(() => setRequested(null))
    // The button that opened the dialog disappears once nothing can be added.
    if (document.activeElement === document.body)
      sequence.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
  }
  const dialog = { flow, actions, onClose }

  const onFold = (id: string, unfold: boolean) => {
    const next = new Set(open)
    if (unfold) next.add(id)
    else next.delete(id)
    setOpen(next)
  }
  const onKeyDown = (event: KeyboardEvent, pane: HTMLElement) => {
    if (!takesLetters(event)) return
    if (onTaskKey(event, flow.id, tasks) || row?.kind !== 'message') return
    const by = { '[': -1, ']': 1 }[event.key]
    if (by !== undefined) setTab(nextTab(row.message, tab, by))
    if (event.key.toLowerCase() !== 'j') return
    const failure = nextFailure(rows, row.id)
    if (!failure) return
    flushSync(() => {
      setChosen(failure.id)
      setTab('checks')
      setWhole(false)
    })
    focusProblem(pane)
  }
  const sequence = useKeyDown<HTMLElement>(onKeyDown)
  const inspector = useKeyDown<HTMLElement>(onKeyDown)
  const onRow = (id: string, selector: string) => {
    flushSync(() => setChosen(id))
    sequence.current?.querySelector<HTMLElement>(selector)?.focus()
  }
  const onConsent = ifConsent(consent, () => onRow(consentId, '[data-consent]'))
  const onCounts = () => {
    const shown = row?.kind === 'message' ? row : initialRow(rows)
    if (!shown) return
    flushSync(() => {
      setChosen(shown.id)
      setTab('checks')
      setWhole(true)
    })
    focusProblem(inspector.current)
  }

  return (
    <>
      <section
        className={`pane pane--seq${isFolded ? ' is-folded' : ''}`}
        aria-label={t('panel.sequence.title')}
        ref={sequence}
      >
        <FlowToolbar
          flow={flow}
          tasks={tasks}
          keeping={keeping}
          onForget={onForget}
          onRename={onRename}
          onPush={onPush}
          onGrant={() => setRequested('grant')}
          isFolded={isFolded}
          onFolded={setFolded}
          onCounts={onCounts}
        />
        <FlowNote flow={flow} keeping={keeping} />
        <ImportedBanner flow={flow} />
        <OtherRulesBanner flow={flow} />
        <ConsentStrip
          flow={flow}
          onMessage={(messageId) => {
            setChosen(messageId)
            setTab('message')
          }}
        />
        <ConsentRow
          consent={consent}
          isSelected={isConsent}
          onSelect={() => setChosen(consentId)}
          onDown={() => onRow(firstId(rows), '[data-row]')}
        />
        {isFolded ? (
          <FoldedSequence rows={rows} selectedId={row?.id ?? null} onSelect={setChosen} />
        ) : (
          <Sequence
            flow={flow}
            rows={rows}
            selectedId={row?.id ?? null}
            onSelect={setChosen}
            onFold={onFold}
            onConsent={onConsent}
          />
        )}
        <TokenList
          flow={flow}
          actions={actions}
          onDecode={({ messageId, kind }) => {
            setChosen(messageId)
            setToken(kind)
            setTab('jwt')
          }}
        />
        <FlowFoot flow={flow} actions={actions} onAddPar={onAddPar} />
        {requested === 'grant' && <GrantDialog {...dialog} />}
        {requested === 'par' && <AddPar {...dialog} />}
      </section>
      <section className="pane insp" aria-label={t('panel.inspector')} ref={inspector}>
        {isConsent && (
          <ConsentInspector
            flow={flow}
            onFlow={onFlow}
            onCompare={() => tasks.compareConsents(flow.id)}
          />
        )}
        {row && (
          <Inspector
            flow={flow}
            row={row}
            tab={tab}
            token={token}
            onTab={setTab}
            onToken={setToken}
            whole={whole}
            onWhole={setWhole}
            onMessage={setChosen}
            onAddPar={onAddPar}
            onExport={() => tasks.export(flow.id)}
            onCompare={onConsent}
          />
        )}
      </section>
    </>
  )
}

/** The keys of the list that also work in the flow. Returns whether it was one of them. */
function onTaskKey(event: KeyboardEvent, id: string, tasks: FlowTasks): boolean {
  const key = plainKey(event)
  if (key === 'c' && event.shiftKey) tasks.copyReport(id)
  else if (key === 'e') tasks.export(id)
  else if (key === 'd') tasks.compare(id)
  else return false
  event.preventDefault()
  return true
}

/** The selection of the consent; messages have other ids. */
const consentId = 'consent'

const isConsentChosen = (chosen: string | null, consent: Consent | null) =>
  chosen === consentId && consent !== null

/** An action that only a flow with a consent has. */
const ifConsent = (consent: Consent | null, action: () => void) => (consent ? action : null)

const firstId = ([first]: readonly SequenceRow[]) => first?.id ?? consentId

/** The selected row; undefined while the consent is selected. */
function shownRow(rows: readonly SequenceRow[], chosen: string | null, isConsent: boolean) {
  if (isConsent) return undefined
  return rows.find(({ id }) => id === chosen) ?? initialRow(rows)
}

function focusProblem(pane: HTMLElement | null): void {
  pane?.querySelector<HTMLElement>('[data-problem]')?.focus()
}

/** The most informative messages of a flow, first. */
const initialKinds: readonly MessageKind[] = ['token-response', 'authorization-response']

/** The initial selection: the tokens, the response, or otherwise the newest message. */
function initialRow(rows: readonly SequenceRow[]): SequenceRow | undefined {
  const messages = rows.filter((row) => row.kind === 'message')
  const found = initialKinds
    .map((kind) => messages.findLast(({ message }) => message.kind === kind))
    .find((row) => row !== undefined)
  return found ?? messages.at(-1) ?? rows.at(-1)
}

/** The next row with a failed check, cyclically. */
function nextFailure(rows: readonly SequenceRow[], from: string): SequenceRow | undefined {
  const index = rows.findIndex(({ id }) => id === from)
  return [...rows.slice(index + 1), ...rows.slice(0, index + 1)].find(
    (row) =>
      row.kind === 'message' &&
      countsOfMessages([row.message]).some(({ status }) => status === 'fail'),
  )
}
