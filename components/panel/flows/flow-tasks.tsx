import { Import } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type DragEvent, type RefObject } from 'react'
import { announce } from '@/components/ui/announcer'
import { Icon } from '@/components/ui/icon'
import { LateNote } from '@/components/ui/late-note'
import { useSharing } from '@/components/connected/sharing'
import { ImportPane } from '@/components/panel/share/import-pane'
import { useImport, type FlowImport } from '@/components/panel/share/use-import'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { isFileText, usePaste } from './use-paste'
import type { Ticks } from './use-ticks'

/** The formats need the catalogue of rules, which is large. */
const ExportPane = lazy(async () => {
  const { ExportPane: pane } = await import('@/components/panel/share/export-pane')
  return { default: pane }
})

const ComparePane = lazy(async () => {
  const { ComparePane: pane } = await import('@/components/panel/share/compare-pane')
  return { default: pane }
})

type OpenTask =
  | { readonly kind: 'export'; readonly rows: readonly FlowSummary[] }
  | {
      readonly kind: 'compare'
      readonly a: string
      readonly b: string
      readonly of: 'flows' | 'consents'
    }
  | { readonly kind: 'import' }

/** The jobs of the flows screen: export, import and comparison. */
export interface FlowTasks {
  readonly open: OpenTask | null
  /** All flows, to choose from. */
  readonly rows: readonly FlowSummary[]
  readonly jobs: FlowImport['jobs']
  /** The field that chooses files. */
  readonly picker: RefObject<HTMLInputElement | null>
  /** Files are dragged over the screen. */
  readonly isOver: boolean
  readonly dropProps: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
  /** Exports this flow, or those that are selected. */
  export(id: string): void
  /** Compares the two flows that are selected, or this one with the one before it. */
  compare(id: string): void
  /** Copies the report of this flow, or of those that are selected. */
  copyReport(id: string): void
  compareTwo(a: string, b: string): void
  /** Compares the consent of this flow with that of another one, or what it requested with what was granted. */
  compareConsents(id: string): void
  /** Saves a safe flow file of this flow, or of those that are selected. */
  save(id: string): void
  cancel: FlowImport['cancel']
  /** Imports files. */
  import(files: readonly File[]): void
  close(): void
}

/** `onOpen` makes room for the job beside the list. */
export function useTasks(
  flows: readonly FlowSummary[],
  ticks: Ticks,
  onOpen: () => void,
): FlowTasks {
  const sharing = useSharing()
  const [open, setOpen] = useState<OpenTask | null>(null)
  const [isOver, setOver] = useState(false)
  const { jobs, add, paste, cancel, clear } = useImport()
  const picker = useRef<HTMLInputElement>(null)
  const start = (task: OpenTask) => {
    setOpen(task)
    onOpen()
  }
  const idsOf = (id: string) => (ticks.ids.size > 0 ? [...ticks.ids] : [id])
  const rowsOf = (ids: readonly string[]) => flows.filter((flow) => ids.includes(flow.id))
  const importFiles = (files: readonly File[]) => {
    if (files.length === 0) return
    add(files)
    start({ kind: 'import' })
  }
  const pasteText = (text: string) => {
    paste(text)
    start({ kind: 'import' })
  }
  usePaste((data) => {
    const text = data.getData('text/plain')
    if (data.files.length > 0) importFiles([...data.files])
    else if (isFileText(text)) pasteText(text)
    else return false
    return true
  })
  return {
    open,
    rows: flows,
    jobs,
    picker,
    cancel,
    isOver,
    dropProps: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setOver(false)
      },
      onDrop: (event) => {
        setOver(false)
        const files = [...event.dataTransfer.files]
        if (files.length > 0) event.preventDefault()
        importFiles(files)
      },
    },
    export: (id) => start({ kind: 'export', rows: rowsOf(idsOf(id)) }),
    compare: (id) => {
      const pair = pairOf(flows, ticks.ids, id)
      if (pair) start({ kind: 'compare', ...pair, of: 'flows' })
      else announce(t('panel.share.no_other'))
    },
    copyReport: (id) => sharing.copyReport(idsOf(id)),
    compareTwo: (a, b) => start({ kind: 'compare', a, b, of: 'flows' }),
    compareConsents: (id) =>
      start({
        kind: 'compare',
        ...(pairOf(flows, ticks.ids, id) ?? { a: id, b: id }),
        of: 'consents',
      }),
    save: (id) => sharing.saveFlowFile(idsOf(id)),
    import: importFiles,
    close: () => {
      setOpen(null)
      clear()
    },
  }
}

/** The two flows to compare; null without a second one. The older one is A. */
function pairOf(
  flows: readonly FlowSummary[],
  ticked: ReadonlySet<string>,
  id: string,
): { readonly a: string; readonly b: string } | null {
  const chosen = flows.filter((flow) => ticked.has(flow.id))
  const flow = flows.find((each) => each.id === id)
  const isLike = (other: FlowSummary) =>
    other.issuer === flow?.issuer && other.clientId === flow?.clientId
  const others = flows.filter((other) => other.id !== id)
  const pair =
    chosen.length === 2 ? chosen : [flow, others.find(isLike) ?? others[0]].filter(isPresent)
  const [b, a] = pair.toSorted((one, two) => two.createdAt - one.createdAt)
  return a && b ? { a: a.id, b: b.id } : null
}

const isPresent = <T,>(value: T | undefined): value is T => value !== undefined

interface TaskViewProps {
  readonly tasks: FlowTasks
  /** Shows a flow. */
  readonly onFlow: (id: string) => void
}

/** The job that is open. */
export function TaskView({ tasks, onFlow }: TaskViewProps) {
  const { open, rows, jobs, cancel, close, compareTwo } = tasks
  if (open?.kind === 'compare')
    return (
      <Suspense fallback={<LateNote>{t('panel.share.preparing')}</LateNote>}>
        <ComparePane
          key={`${open.a} ${open.b} ${open.of}`}
          rows={rows}
          a={open.a}
          b={open.b}
          of={open.of}
          onClose={close}
        />
      </Suspense>
    )
  if (open?.kind === 'export')
    return (
      <Suspense fallback={<LateNote>{t('panel.share.preparing')}</LateNote>}>
        <ExportPane
          key={open.rows.map(({ id }) => id).join(' ')}
          rows={open.rows}
          onClose={close}
        />
      </Suspense>
    )
  return open && <ImportPane {...{ jobs, cancel, onFlow }} onCompare={compareTwo} onClose={close} />
}

/** Chooses files to import. */
export function ImportPicker({ tasks: { picker, import: onFiles } }: { tasks: FlowTasks }) {
  return (
    <input
      ref={picker}
      aria-label={t('panel.share.import_files')}
      type="file"
      accept=".json,.har"
      multiple
      hidden
      onChange={({ target }) => {
        onFiles([...(target.files ?? [])])
        target.value = ''
      }}
    />
  )
}

/** Covers the screen while files are dragged over it. */
export function DropArea() {
  return (
    <div className="drop-cover">
      <Icon of={Import} />
      <div className="empty__t">{t('panel.share.drop')}</div>
      <p>{t('panel.share.drop_text')}</p>
    </div>
  )
}
