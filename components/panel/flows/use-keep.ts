import { useState } from 'react'
import { announce } from '@/components/ui/announcer'
import type { FlowKeep, FlowSummary } from '@/lib/flow/model/flow'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Issue } from '@/lib/model/issue'
import { ask } from '@/components/connected/ask'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/** What the tester keeps beyond the browser session, and writes about flows. */
export interface FlowKeeping {
  /** Why the last flow was not kept. */
  readonly issues: readonly Issue[]
  /** The flow whose note is being written. */
  readonly noting: string | null
  /** The flow that the tester may keep with its secrets, once asked. */
  readonly asking: string | null
  /** Keeps flows without secrets, or no longer if all of them are kept. */
  toggle(ids: readonly string[]): void
  keepWithSecrets(id: string): void
  pin(id: string): void
  writeNote(id: string | null): void
  saveNote(id: string, text: string): void
  /** Asks whether a flow is kept with its secrets; null ends that. */
  ask(id: string | null): void
}

/** `onNote` makes room for the note. */
export function useKeep(flows: readonly FlowSummary[], onNote: () => void): FlowKeeping {
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [noting, setNoting] = useState<string | null>(null)
  const [asking, setAsking] = useState<string | null>(null)
  const run = async (result: Promise<CommandResult<object>>, done: string): Promise<void> => {
    const found = await ask(result)
    setIssues(found.ok ? [] : found.issues)
    announce(found.ok ? done : t('panel.flows.not_kept'))
  }
  const keep = (ids: readonly string[], mode: FlowKeep['mode'] | null) =>
    run(
      command('flowsKeep', { ids, mode }),
      t(mode === null ? 'panel.flows.keep_ended' : 'panel.flows.keep_done', ids.length),
    )
  return {
    issues,
    noting,
    asking,
    toggle: (ids) => {
      const chosen = flows.filter(({ id }) => ids.includes(id))
      void keep(ids, chosen.every(({ kept }) => kept !== undefined) ? null : 'safe')
    },
    keepWithSecrets: (id) => void keep([id], 'complete'),
    pin: (id) => {
      const isPinned = flows.find((flow) => flow.id === id)?.pinned ?? false
      const text = t(isPinned ? 'panel.flows.unpinned' : 'panel.flows.pinned')
      void run(command('flowPin', { id, on: !isPinned }), text)
    },
    writeNote: (id) => {
      setNoting(id)
      if (id !== null) onNote()
    },
    saveNote: (id, text) => {
      setNoting(null)
      void run(command('flowNote', { id, text }), t('panel.flows.note_saved'))
    },
    ask: setAsking,
  }
}
