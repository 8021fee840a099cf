import type { FlowSummary } from '@/lib/flow/flow'
import type { Ports } from './ports'
import type { Data, Store } from './store'

/** Flows are taken out of sight first, so that they can be brought back. */
export function createFlows(ports: Ports, store: Store) {
  const mark = (ids: (data: Data) => readonly string[], removedAt: number | null) =>
    store.run(async (data, save) => {
      const chosen = new Set(ids(data))
      const flows = data.flows.map((row) => (chosen.has(row.id) ? marked(row, removedAt) : row))
      await save({ flows, latest: latestOf(data, flows) })
    })

  return {
    remove: (id: string) => mark(() => [id], ports.now()),
    restore: (id: string) => mark(() => [id], null),
    clear: () =>
      mark(
        ({ flows }) => flows.filter((row) => row.removedAt === undefined).map(({ id }) => id),
        ports.now(),
      ),
    restoreAll: () => mark(({ flows }) => flows.map(({ id }) => id), null),
  }
}

function marked(row: FlowSummary, removedAt: number | null): FlowSummary {
  const { removedAt: _, ...rest } = row
  return removedAt === null ? rest : { ...rest, removedAt }
}

/** The latest response is never one of a removed flow. */
function latestOf(data: Data, flows: readonly FlowSummary[]): string | null {
  const shown = flows.filter((row) => row.removedAt === undefined && row.outcome !== 'waiting')
  if (shown.some(({ id }) => id === data.latest)) return data.latest
  return shown.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]?.id ?? null
}
