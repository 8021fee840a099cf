import { useState } from 'react'
import type { JwksView } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'

export type PastedKeysState = ReturnType<typeof usePastedKeys>

/** The keys of a pasted document. They are kept only in this page. */
export function usePastedKeys(metadata: string) {
  const host = useHost()
  const [view, setView] = useState<JwksView | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<'access' | 'read' | null>(null)
  const settle = async (reading: Promise<JwksView>) => {
    setBusy(true)
    setFailed(null)
    await reading.then(setView, () => setFailed('read'))
    setBusy(false)
  }
  return {
    view,
    busy,
    failed,
    clear: () => setView(null),
    judge: (keys: string) => void settle(command('pastedKeysJudge', { metadata, keys })),
    /** Asks for access to the host of the keys, and reads them. To be called by a click. */
    read: async (url: string) => {
      const pattern = host.accessPattern(url)
      const isGranted = pattern === null || (await host.requestAccess([pattern]).catch(() => false))
      if (isGranted) await settle(command('pastedKeysRead', { metadata }))
      else setFailed('access')
    },
  }
}
