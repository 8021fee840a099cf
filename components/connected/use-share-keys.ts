import { useEffect, useEffectEvent } from 'react'
import { plainKey } from '@/components/ui/keyboard'
import { useSharing } from './sharing'

/** Shift+C copies the report of the only flow of a page, Ctrl+S saves its flow file. */
export function useShareKeys(flowId: string): void {
  const { copyReport, saveFlowFile } = useSharing()
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const run = isSave(event) ? saveFlowFile : isReport(event) ? copyReport : null
    if (!run || event.defaultPrevented) return
    event.preventDefault()
    run([flowId])
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** Ctrl+S, or Cmd+S. */
export const isSave = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  key.toLowerCase() === 's' && (ctrlKey || metaKey) && !altKey && !shiftKey

function isReport(event: KeyboardEvent): boolean {
  const { target } = event
  const isInField =
    target instanceof Element && target.closest('input, textarea, select, dialog') !== null
  return !isInField && event.shiftKey && plainKey(event) === 'c'
}
