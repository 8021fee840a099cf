import { useEffect, useEffectEvent } from 'react'

const fields = 'input, textarea, select, dialog, [contenteditable]'

/** Whether a pasted text may be a flow file or a recording. */
export const isFileText = (text: string) => /^\s*\{\s*"/.test(text)

/** Receives what is pasted outside of a field. `onPaste` returns whether it used the data. */
export function usePaste(onPaste: (data: DataTransfer) => boolean): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const { target, clipboardData } = event
    if (target instanceof Element && target.closest(fields)) return
    if (clipboardData && onPaste(clipboardData)) event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [])
}
