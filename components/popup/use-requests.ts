import { useCallback, useMemo, useState } from 'react'
import type { OpenWhere } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { ask } from '@/components/connected/ask'

type Issues = Readonly<Record<string, readonly Issue[] | undefined>>

/** The actions on a stored request; a refusal is kept with the request. */
export interface RequestActions {
  /** Opens it; with `hold` its response is held. */
  open(id: string, where: OpenWhere, hold?: boolean): void
  /** The authorization URL; null after a failure, with the reason kept with the request. */
  url(id: string): Promise<string | null>
  say(id: string, issues: readonly Issue[]): void
}

export function useRequests(): { readonly issues: Issues; readonly actions: RequestActions } {
  const host = useHost()
  const [issues, setIssues] = useState<Issues>({})
  const say = useCallback(
    (id: string, found: readonly Issue[]) => setIssues((all) => ({ ...all, [id]: found })),
    [],
  )
  const actions = useMemo((): RequestActions => {
    const open = async (id: string, where: OpenWhere, hold: boolean) => {
      const requested = hold ? { id, where, hold } : { id, where }
      const result = await ask(command('requestOpen', requested))
      say(id, result.ok ? [] : result.issues)
      if (result.ok) host.close()
    }
    return {
      say,
      open: (id, where, hold = false) => void open(id, where, hold),
      async url(id) {
        const result = await ask(command('requestUrl', { id }))
        say(id, result.ok ? [] : result.issues)
        return result.ok ? result.url : null
      },
    }
  }, [host, say])
  return { issues, actions }
}
