import { useEffect, useEffectEvent, type KeyboardEvent } from 'react'
import { plainKey } from '@/components/ui/keyboard'

/** The letter of a key press that is neither typed into a field nor a shortcut of the browser; null otherwise. */
function letterOf(event: KeyboardEvent | globalThis.KeyboardEvent): string | null {
  const key = plainKey(event)
  if (isTaken(event) || key === null || !/^[a-z?]$/.test(key)) return null
  return event.shiftKey && key !== '?' ? null : key.toUpperCase()
}

/** Whether a key press is handled already, or typed into a field. */
function isTaken({ target, defaultPrevented }: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  const isTyped =
    !(target instanceof Element) || target.closest('input, textarea, select, dialog') !== null
  return defaultPrevented || isTyped
}

/** A letter presses the button with that shortcut, except in a field. */
export function pressByLetter(event: KeyboardEvent<HTMLElement>): void {
  const letter = letterOf(event)
  if (letter === null) return
  const button = event.currentTarget.querySelector<HTMLElement>(
    `[aria-keyshortcuts="${letter}"]:not([role^="menuitem"])`,
  )
  if (!button) return
  event.preventDefault()
  button.click()
}

/** Runs an action at a letter that no visible button stands for. */
export function useLetter(letter: string, run: () => void): void {
  const onKeyDown = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (letterOf(event) === letter) run()
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Runs an action at a letter with Shift, except in a field. */
export function useShiftedLetter(letter: string, run: () => void): void {
  const onKeyDown = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!event.shiftKey || isTaken(event) || plainKey(event)?.toUpperCase() !== letter) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
