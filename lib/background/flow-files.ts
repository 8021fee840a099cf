import type { CommandResult } from '@/lib/messaging/protocol'
import { judgeComplete } from '@/lib/judge/judge-flow'
import { readFlowFile } from '@/lib/share/flow-file'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

/** Reads a flow file and stores all its flows, or none. */
export function createFlowFiles(ports: Ports, store: Store) {
  return (text: string): Promise<CommandResult<{ readonly flowIds: readonly string[] }>> =>
    store.run(async (data, save) => {
      const read = readFlowFile(text, { now: ports.now(), newId: ports.newId })
      if (!read.ok) return refuse(read.issue)
      const judged = read.flows.map((flow) => judgeComplete(flow, data))
      await save({ putFlows: await Promise.all(judged) })
      return { ok: true, flowIds: read.flows.map(({ id }) => id) }
    })
}
