import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import { judgeComplete } from '@/lib/judge/judge-flow'
import type { Flow } from '@/lib/flow/model/flow'
import { flowUseOf } from '@/lib/flow/reduce/flow-budget'
import type { Issue } from '@/lib/model/issue'
import { readFlowFile } from '@/lib/share/flow-file'
import type { Data } from '@/lib/storage/data'
import { presentFacts } from '@/lib/storage/select'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

type Imported = CommandResult<{ readonly flowIds: readonly string[] }>

/** Reads a flow file and stores all its flows, or none. */
export function createFlowFiles(ports: Ports, store: Store) {
  return async ({ text, file }: Parameters<Protocol['flowsImport']>[0]): Promise<Imported> => {
    const read = readFlowFile(text, { now: ports.now(), newId: ports.newId, file })
    if (!read.ok) return refuse(read.issue)
    return storeImported(store, (data) =>
      Promise.all(read.flows.map((flow) => judgeComplete(flow, data))),
    )
  }
}

/** Stores all flows of a file, or none. */
export function storeImported(
  store: Store,
  flowsOf: (data: Data) => Promise<readonly Flow[]>,
): Promise<Imported> {
  return store.run(async (data, save): Promise<Imported> => {
    const flows = await flowsOf(data)
    const full = noRoom(data, flows.length)
    if (full) return refuse(full)
    await save({ putFlows: flows })
    return { ok: true, flowIds: flows.map(({ id }) => id) }
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
