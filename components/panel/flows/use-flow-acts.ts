import { useState } from 'react'
import { plainKey } from '@/components/ui/keyboard'
import { announce } from '@/components/ui/announcer'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import type { FlowTasks } from './flow-tasks'
import { useKeep, type FlowKeeping } from './use-keep'
import type { Ticks } from './use-ticks'

/** What the tester does to flows of the list. */
export interface FlowActs {
  /** The flow whose name is being edited. */
  readonly editing: string | null
  edit(id: string): void
  /** Ends the editing; null keeps the name. */
  rename(id: string, name: string | null): void
  readonly keeping: FlowKeeping
  remove(ids: readonly string[]): void
  /** A key on a row of the list. */
  onKey(event: KeyboardEvent, id: string, select: (id: string) => void): void
}

/** `flows` are those of the list, in its order. */
export function useFlowActs(
  flows: readonly FlowSummary[],
  ticks: Ticks,
  tasks: Pick<FlowTasks, 'export' | 'compare' | 'copyReport' | 'close'>,
  { onWide, onNarrow }: { readonly onWide: () => void; readonly onNarrow: () => void },
): FlowActs {
  const [editing, setEditing] = useState<string | null>(null)
  const keeping = useKeep(flows, () => {
    tasks.close()
    onNarrow()
  })
  const remove = (ids: readonly string[]) => {
    void command('flowsRemove', { ids })
    ticks.clear()
    announce(t('panel.flows.cleared', ids.length))
  }
  const keys: Readonly<Record<string, (id: string, select: (id: string) => void) => void>> = {
    x: ticks.toggle,
    p: keeping.pin,
    k: (id) => keeping.toggle(ticks.ids.size > 0 ? [...ticks.ids] : [id]),
    n: (id, select) => {
      select(id)
      keeping.writeNote(id)
    },
    l: onWide,
    d: tasks.compare,
    e: tasks.export,
    'shift+c': tasks.copyReport,
    f2: (id) => setEditing(id),
    delete: (id, select) => {
      const gone = ticks.ids.size > 0 ? ticks.ids : new Set([id])
      const next = neighbour(flows, id, gone)
      remove([...gone])
      if (next) select(next.id)
    },
  }
  return {
    editing,
    edit: setEditing,
    keeping,
    remove,
    rename: (id, name) => {
      setEditing(null)
      if (name !== null) void command('flowRename', { id, name })
    },
    onKey: (event, id, select) => {
      const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey)
      const run = keys[keyName(event)]
      if (!isAll && !run) return
      event.preventDefault()
      if (isAll) ticks.set(flows.map((flow) => flow.id))
      else run?.(id, select)
    },
  }
}

const keyName = (event: KeyboardEvent) =>
  `${event.shiftKey ? 'shift+' : ''}${plainKey(event)?.toLowerCase() ?? ''}`

/** The flow that is selected once some are gone: the next one, or otherwise the one before. */
function neighbour(
  flows: readonly FlowSummary[],
  id: string,
  gone: ReadonlySet<string>,
): FlowSummary | undefined {
  const at = flows.findIndex((flow) => flow.id === id)
  const stays = (flow: FlowSummary) => !gone.has(flow.id)
  return flows.slice(at).find(stays) ?? flows.slice(0, at).findLast(stays)
}
