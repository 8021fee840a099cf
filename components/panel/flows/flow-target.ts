import { useState } from 'react'

/** A flow to show, with the message to open on its Checks tab, if any. */
export interface FlowTarget {
  readonly flowId: string
  readonly messageId: string | null
}

/** Calls back once for each new target, while drawing: what it sets is shown at once. */
export function useTarget<T>(target: T | null, onTarget: (target: T) => void): void {
  const [known, setKnown] = useState<T | null>(null)
  if (target === known) return
  setKnown(target)
  if (target !== null) onTarget(target)
}
