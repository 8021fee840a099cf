import { useEffect, useState } from 'react'

/** Nothing that ends sooner is said to be under way, in milliseconds. */
const patience = 300

/** Whether something has taken so long that the screen should say so. */
export function useLate(pending: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setLate(true), patience)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [pending])
  return late
}
