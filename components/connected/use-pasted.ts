import { useEffect, useMemo, useState } from 'react'
import { recognise } from '@/lib/oauth/recognise'
import type { Recognition } from '@/lib/oauth/recognition'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/**
 * Hands a text that was pasted elsewhere to the screen that it is for, once. The panel in DevTools leaves it to the
 * one in a tab.
 */
export function usePasted(
  isWanted: (kind: Recognition['kind']) => boolean,
  onText: (text: string) => void,
): void {
  const { inDevtools } = useHost()
  const stored = useMirror((state) => state.pasted)
  const kind = useMemo(() => (stored ? recognise(stored.text).kind : 'empty'), [stored])
  const pasted = !inDevtools && isWanted(kind) ? stored : null
  const [takenId, setTakenId] = useState<string | null>(null)
  if (pasted && pasted.id !== takenId) {
    setTakenId(pasted.id)
    onText(pasted.text)
  }
  useEffect(() => {
    if (pasted) void command('pastedTaken', { id: pasted.id })
  }, [pasted])
}
