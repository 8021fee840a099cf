import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { withPastedPar } from '@/lib/flow/reduce/pasted-par'
import { flowUseOf } from '@/lib/flow/reduce/flow-budget'
import { latestOf } from '@/lib/flow/read/summary'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import { maxNameLength } from '@/lib/flow/model/flow-name'
import { cutText } from '@/lib/model/text-bound'
import { recognise } from '@/lib/oauth/recognise'
import { importedIssue, refuse } from './refuse'
import { judgeUnder } from '@/lib/judge/judge-anew'
import { judgeFlow } from '@/lib/judge/judge-flow'
import type { createKept } from './kept'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Ports } from './ports'
import { presentFacts } from '@/lib/storage/select'
import { noneDropped } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

type Added = CommandResult<{ flowId: string; messageId: string }>

/** Removed flows are only hidden at first, so that they can be restored. */
export function createFlows(ports: Ports, store: Store, kept: ReturnType<typeof createKept>) {
  const mark = async (ids: (data: Data) => readonly string[], removedAt: number | null) => {
    await store.run(async (data, save) => {
      const chosen = new Set(ids(data))
      const flows = data.flows.map((row) => (chosen.has(row.id) ? marked(row, removedAt) : row))
      await save({ flows, latest: latestOf(flows, data.latest) })
    })
    await kept.sync()
  }

  /** Changes what no rule reads, so nothing is judged. */
  const label = (id: string, edit: (flow: Flow) => Flow) =>
    store.run(async (_, save) => {
      const flow = await store.flow(id)
      if (flow) await save({ putFlows: [edit(flow)] })
    })

  return {
    remove: (ids: readonly string[]) => mark(() => ids, ports.now()),
    restore: (ids: readonly string[]) => mark(() => ids, null),
    /** Removes all flows that are not kept. */
    clear: async () => {
      const isCleared = ({ removedAt, kept: mode }: FlowSummary) =>
        removedAt === undefined && mode === undefined
      await mark(({ flows }) => flows.filter(isCleared).map(({ id }) => id), ports.now())
      await store.run((_, save) => save({ dropped: noneDropped }))
    },

    /** Names a flow. An empty name brings the automatic one back. */
    rename: async (id: string, text: string): Promise<void> => {
      const name = cutText(text.trim(), maxNameLength)
      await label(id, ({ name: _, ...flow }) => (name === '' ? flow : { ...flow, name }))
      await kept.sync()
    },

    /** Judges a flow under different rules. Nothing is sent. */
    judge: async (id: string, ruleProfile: RuleProfile): Promise<CommandResult<object>> => {
      const result = await store.run(async (data, save): Promise<CommandResult<object>> => {
        const flow = await store.flow(id)
        if (!flow) return refuse({ code: 'flow_gone' })
        if (flow.imported?.mode === 'safe') return refuse({ code: 'flow_redacted' })
        const judged = await judgeUnder(flow, ruleProfile, data)
        if (judged !== flow) await save({ putFlows: [judged] })
        return { ok: true }
      })
      await kept.sync()
      return result
    },

    /** Removed flows do not count, although they can be restored. */
    use: async () => ({ ...flowUseOf(presentFacts(await store.data())), ...(await kept.use()) }),

    addPar: ({ flowId, text }: Parameters<Protocol['parAdd']>[0]): Promise<Added> =>
      store.run(async (data, save): Promise<Added> => {
        const flow = await store.flow(flowId)
        if (!flow) return refuse({ code: 'flow_gone' })
        if (flow.imported) return refuse(importedIssue)
        const messageId = ports.newId()
        const changed = withPastedPar(flow, recognise(text), messageId)
        if ('code' in changed) return refuse(changed)
        await save({ putFlows: [judgeFlow(changed, data)] })
        return { ok: true, flowId, messageId }
      }),
  }
}

function marked(row: FlowSummary, removedAt: number | null): FlowSummary {
  const { removedAt: _, ...rest } = row
  return removedAt === null ? rest : { ...rest, removedAt }
}
