import { useEffect, useState, type ReactNode } from 'react'
import { StatusIcon } from './icon'

/** A progress message that appears after 300 ms. */
export function LateNote({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return late ? (
    <p className="note-line with-icon">
      <StatusIcon status="pending" />
      {children}
    </p>
  ) : null
}
