import { startTransition, useEffect, useState } from 'react'

/**
 * True after the first picture was painted, if there is more to draw than it shows. A deferred render alone begins before it: React's slices leave the
 * browser no frame until they are done.
 */
export function usePainted(hasMore: boolean): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    if (!hasMore) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [hasMore])
  return painted
}
