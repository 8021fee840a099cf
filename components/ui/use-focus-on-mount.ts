import { useEffect, useRef } from 'react'

/** For a button that appears in the place of what had the focus. */
export function useFocusOnMount(wanted: boolean) {
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wanted) element.current?.focus()
    // Only at mount: later the focus goes where the user takes it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return element
}
