import { useState } from 'react'

/** Whether something has come a moment ago, so that its row is tinted as it appears. */
export function useFresh(at: number): boolean {
  const [fresh] = useState(() => Math.abs(Date.now() - at) < 1500)
  return fresh
}
