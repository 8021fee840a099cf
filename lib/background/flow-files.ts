import type { CommandResult } from '@/lib/messaging/protocol'
import { judgeComplete } from '@/lib/judge/judge-flow'
import { flowUseOf } from '@/lib/flow/reduce/flow-budget'
import type { Issue } from '@/lib/model/issue'
import { readFlowFile } from '@/lib/share/flow-file'
import type { Data } from '@/lib/storage/data'
import { presentFacts } from '@/lib/storage/select'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

/** Reads a flow file and stores all its flows, or none. */
export function createFlowFiles(ports: Ports, store: Store) {
  return (text: string): Promise<CommandResult<{ readonly flowIds: readonly string[] }>> =>
    store.run(async (data, save) => {
      const read = readFlowFile(text, { now: ports.now(), newId: ports.newId })
      if (!read.ok) return refuse(read.issue)
      const full = noRoom(data, read.flows.length)
      if (full) return refuse(full)
      const judged = read.flows.map((flow) => judgeComplete(flow, data))
      await save({ putFlows: await Promise.all(judged) })
      return { ok: true, flowIds: read.flows.map(({ id }) => id) }
    })
}

/** Why so many more flows do not fit; null if they do. An import never displaces the tester's own flows. */
function noRoom(data: Data, count: number): Issue | null {
  const { own, maxOwn } = flowUseOf(presentFacts(data))
  if (own + count <= maxOwn) return null
  return {
    code: 'flow_file_no_room',
    seen: String(count),
    expected: String(Math.max(0, maxOwn - own)),
  }
}
