import type { ReactNode } from 'react'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import type { FlowTarget } from './flow-target'
import { TaskView, type FlowTasks } from './flow-tasks'
import { FlowView } from './flow-view'
import type { FlowKeeping } from './use-keep'

interface FlowSideProps {
  readonly current: FlowSummary | undefined
  /** The message to open on its Checks tab. */
  readonly target: FlowTarget | null
  readonly tasks: FlowTasks
  readonly keeping: FlowKeeping
  readonly onPush: () => void
  readonly onFlow: (id: string) => void
  /** Shows a flow that was imported. */
  readonly onImported: (id: string) => void
  readonly onForget: (id: string) => void
  /** Edits the name of a flow. */
  readonly onRename: (id: string) => void
  /** Shown while no flow is selected. */
  readonly children: ReactNode
}

/** Beside the list: a job, the selected flow, or what to do first. */
export function FlowSide(props: FlowSideProps) {
  const { current, target, tasks, keeping, onPush, onFlow } = props
  const { onImported, onForget, onRename, children } = props
  if (tasks.open) return <TaskView tasks={tasks} onFlow={onImported} />
  if (current)
    return (
      <FlowView
        key={current.id}
        summary={current}
        target={target?.flowId === current.id ? target : null}
        {...{ tasks, keeping, onPush, onFlow }}
        onForget={() => onForget(current.id)}
        onRename={() => onRename(current.id)}
      />
    )
  return (
    <section className="pane pane--rest" aria-label={t('panel.sequence.title')}>
      {children}
    </section>
  )
}
