import { useEffect, useEffectEvent, useRef } from 'react'

/** Listens for keys within an element that is not a control itself. */
export function useKeyDown<E extends HTMLElement>(
  onKeyDown: (event: KeyboardEvent, element: E) => void,
) {
  const element = useRef<E>(null)
  const listener = useEffectEvent(onKeyDown)
  useEffect(() => {
    const target = element.current
    if (!target) return
    const listen = (event: KeyboardEvent) => listener(event, target)
    target.addEventListener('keydown', listen)
    return () => target.removeEventListener('keydown', listen)
  }, [])
  return element
}
