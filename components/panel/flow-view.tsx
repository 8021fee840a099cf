import { useMemo, useState } from 'react'
import { Trash2 } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/button'
import { TimeBar } from '@/components/ui/time'
import type { Flow, FlowSummary } from '@/lib/flow/flow'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { codeLife } from './code-life'
import { countsOf, StatusCount } from './counts'
import { Inspector } from './inspector'
import { neighbourTab, type InspectorTab } from './inspector-tabs'
import { takesLetters } from './keys'
import { LateNote } from './late-note'
import { tokensOf } from './params'
import { Sequence } from './sequence'
import { sequenceRows, type SequenceRow } from './sequence-rows'
import { durationOf, tookText } from './sequence-text'
import { useArrival } from './use-arrival'
import { useKeyDown } from './use-key-down'

interface FlowViewProps {
  summary: FlowSummary
  onForget: () => void
}

/** The selected flow: its messages, and what is known of the selected one. */
export function FlowView({ summary, onForget }: FlowViewProps) {
  const flow = useMirror((state) => state.flow[summary.id])
  if (flow) return <LoadedFlow flow={flow} onForget={onForget} />
  return (
    <section className="pane pane--rest" aria-label={t('panel.sequence.title')}>
      <LateNote>{t('panel.flows.loading')}</LateNote>
    </section>
  )
}

interface LoadedProps {
  flow: Flow
  onForget: () => void
}

function LoadedFlow({ flow, onForget }: LoadedProps) {
  useArrival(flow)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(null)
  const [tab, setTab] = useState<InspectorTab>('message')
  const rows = useMemo(() => sequenceRows(flow.messages, open), [flow.messages, open])
  const row = rows.find(({ id }) => id === chosen) ?? telling(rows)

  const onFold = (id: string, unfold: boolean) => {
    const next = new Set(open)
    if (unfold) next.add(id)
    else next.delete(id)
    setOpen(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!takesLetters(event) || row?.kind !== 'message') return
    const by = { '[': -1, ']': 1 }[event.key]
    if (by !== undefined)
      setTab(neighbourTab(tab, by, tokensOf(row.message).length === 0 ? ['jwt'] : []))
    if (event.key.toLowerCase() !== 'j') return
    const failure = nextFailure(rows, row.id)
    if (!failure) return
    setChosen(failure.id)
    setTab('checks')
  }
  const sequence = useKeyDown<HTMLElement>(onKeyDown)
  const inspector = useKeyDown<HTMLElement>(onKeyDown)

  return (
    <>
      <section className="pane" aria-label={t('panel.sequence.title')} ref={sequence}>
        <Toolbar flow={flow} onForget={onForget} />
        <Sequence
          flow={flow}
          rows={rows}
          selectedId={row?.id ?? null}
          onSelect={setChosen}
          onFold={onFold}
        />
        {rows.some(({ kind }) => kind === 'unseen') && (
          <div className="bar bar--foot only-wide">
            <span className="meta cut">{t('panel.sequence.dotted')}</span>
          </div>
        )}
      </section>
      <section className="pane insp" aria-label={t('panel.inspector')} ref={inspector}>
        {row && <Inspector flow={flow} row={row} tab={tab} onTab={setTab} />}
      </section>
    </>
  )
}

function Toolbar({ flow, onForget }: LoadedProps) {
  const { messages } = flow
  const life = codeLife(flow)
  return (
    <div className="bar bar--time">
      <StatusCount counts={countsOf(messages.flatMap(({ results }) => results))} />
      <span className="meta cut only-wide sum">
        {t('panel.sequence.sum', messages.length, [
          tookText(durationOf(messages)),
          String(messages.length),
        ])}
      </span>
      <span className="grow" />
      <IconButton label={t('panel.flows.forget')} onClick={onForget}>
        <Icon of={Trash2} />
      </IconButton>
      {life && <TimeBar from={life.from} until={life.until} />}
    </div>
  )
}

/** What is shown until a row is chosen: the response, or else the newest message. */
function telling(rows: readonly SequenceRow[]): SequenceRow | undefined {
  return (
    rows.findLast(
      (row) => row.kind === 'message' && row.message.kind === 'authorization-response',
    ) ??
    rows.findLast(({ kind }) => kind === 'message') ??
    rows.at(-1)
  )
}

/** The next row with a failed check, going round. */
function nextFailure(rows: readonly SequenceRow[], from: string): SequenceRow | undefined {
  const index = rows.findIndex(({ id }) => id === from)
  return [...rows.slice(index + 1), ...rows.slice(0, index + 1)].find(
    (row) =>
      row.kind === 'message' &&
      row.message.results.some(
        ({ outcome, severity }) => outcome === 'failed' && severity === 'fail',
      ),
  )
}
