import { useEffect, useState } from 'react'

/** Becomes true after this many milliseconds. */
export function useDelayed(ms: number): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return over
}
