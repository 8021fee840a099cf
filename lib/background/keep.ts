import type { Flow, FlowKeep } from '@/lib/flow/model/flow'
import type { CommandResult } from '@/lib/messaging/command-result'
import { maxKeptFlows, maxNoteLength } from '@/lib/model/bounds'
import type { Issue } from '@/lib/model/issue'
import { cutText } from '@/lib/model/text-bound'
import { presentFacts } from '@/lib/storage/select'
import type { createKept } from './kept'
import type { Ports } from './ports'
import { refuse } from './refuse'
import type { Store } from './store'

type Kept = CommandResult<object>

/** What the tester keeps beyond the browser session. A note and a pin keep a flow as well. */
export function createKeep(ports: Ports, store: Store, kept: ReturnType<typeof createKept>) {
  /** Changes flows; those that the change keeps must be on the disk afterwards. */
  const change = async (
    ids: readonly string[],
    edit: (flow: Flow, mayKeep: boolean) => Flow,
  ): Promise<Kept> => {
    const changed = await store.run(async (data, save) => {
      const flows = await store.flows(ids)
      const use = presentFacts(data).filter((facts) => facts.kept).length
      let room = maxKeptFlows - use
      const edited = flows.map((flow) => {
        const next = edit(flow, !flow.incognito && room > 0)
        if (next.kept && !flow.kept) room -= 1
        return next
      })
      await save({ putFlows: edited })
      return edited
    })
    const wanted = changed.filter((flow) => flow.kept).map(({ id }) => id)
    await kept.sync().catch(() => {})
    const stored = new Set(await kept.stored(wanted).catch(() => []))
    const lost = wanted.filter((id) => !stored.has(id))
    if (lost.length === 0) return { ok: true }
    await store.run(async (_, save) => {
      const flows = await store.flows(lost)
      await save({ putFlows: flows.map(({ kept: __, ...flow }) => flow) })
    })
    return refuse({ code: 'keep_failed' })
  }

  const keeping = (mode: FlowKeep['mode']) => ({ kept: { mode, at: ports.now() } }) as const

  return {
    /** Keeps flows; null ends that, and they are gone once the browser closes. */
    async keep(ids: readonly string[], mode: FlowKeep['mode'] | null): Promise<Kept> {
      if (mode === null) return change(ids, ({ kept: _, ...flow }) => flow)
      const refused: Issue[] = []
      const result = await change(ids, (flow, mayKeep) => {
        // The secrets of a safe file are gone.
        const possible = flow.imported?.mode === 'safe' ? 'safe' : mode
        if (flow.kept?.mode === possible) return flow
        if (mayKeep || flow.kept) return { ...flow, ...keeping(possible) }
        refused.push(whyNot(flow))
        return flow
      })
      return result.ok && refused.length > 0 ? refuse(...refused.slice(0, 1)) : result
    },

    /** Pins a flow to the top of the list, where it is not dropped to make room. */
    pin: (id: string, on: boolean): Promise<Kept> =>
      change([id], ({ pinned: _, ...flow }, mayKeep) =>
        on ? { ...flow, ...(mayKeep && !flow.kept && keeping('safe')), pinned: true } : flow,
      ),

    /** Writes a note about a flow. An empty one removes it. */
    note: (id: string, text: string): Promise<Kept> => {
      const note = { text: cutText(text.trim(), maxNoteLength), at: ports.now() }
      return change([id], ({ note: _, ...flow }, mayKeep) =>
        note.text === '' ? flow : { ...flow, ...(mayKeep && !flow.kept && keeping('safe')), note },
      )
    },
  }
}

/** Why a flow cannot be kept. */
function whyNot({ incognito }: Flow): Issue {
  return incognito
    ? { code: 'keep_private' }
    : { code: 'keep_full', expected: String(maxKeptFlows) }
}
