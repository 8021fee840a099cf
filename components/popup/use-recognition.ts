import { useCallback, useRef, useState } from 'react'
import type { Recognition } from '@/lib/oauth/recognition'
import { command } from '@/lib/state/actions'

const empty: Recognition = { kind: 'empty' }

/** Recognises a text while it is typed; only the result for the newest text counts. */
export function useRecognition() {
  const [text, setOwnText] = useState('')
  const [found, setFound] = useState<Recognition>(empty)
  const newest = useRef(Promise.resolve(empty))
  const setText = useCallback((next: string) => {
    setOwnText(next)
    const requested = recognise(next)
    newest.current = requested
    void requested.then((result) => newest.current === requested && setFound(result))
  }, [])
  /** The recognition of the text in the field, once it is complete. */
  const settled = useCallback(async () => {
    const requested = newest.current
    const result = await requested
    return newest.current === requested ? result : empty
  }, [])
  return { text, found: text.trim() === '' ? empty : found, setText, settled }
}

async function recognise(text: string): Promise<Recognition> {
  if (text.trim() === '') return empty
  try {
    return await command('pasteRecognise', { text })
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { kind: 'unknown', issues: [{ code: 'no_response', seen }] }
  }
}
