import { useEffect, useState } from 'react'
import type { Protocol } from '@/lib/messaging/protocol'
import type { TokenView } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'

type Input = Parameters<Protocol['tokenInspect']>[0]

export interface Inspection {
  readonly view: TokenView | null
  /** The newest result is late. */
  readonly slow: boolean
  /** The newest request to the background failed. */
  readonly failed: boolean
  readonly retry: () => void
}

const idle = { view: null, slow: false, failed: false } as const
const debounce = 120
const patience = 300

/** Decodes and verifies a token while it is typed; only the result for the newest text counts. */
export function useInspection(input: Input): Inspection {
  const { text, flowId, jwks, nonce, payload, kind, anyKey } = input
  const [state, setState] = useState<Omit<Inspection, 'retry'>>(idle)
  const [attempt, setAttempt] = useState(0)

  const isEmpty = text.trim() === ''
  const isShown = state !== idle

  useEffect(() => {
    if (!isEmpty || !isShown) return
    const clear = setTimeout(() => setState(idle))
    return () => clearTimeout(clear)
  }, [isEmpty, isShown])

  useEffect(() => {
    if (text.trim() === '') return
    let newest = true
    let isSettled = false
    const settle = (next: Omit<Inspection, 'retry'>) => {
      if (!newest) return
      isSettled = true
      setState(next)
    }
    const ask = setTimeout(() => {
      command('tokenInspect', { text, flowId, jwks, nonce, payload, kind, anyKey }).then(
        (view) => settle({ view, slow: false, failed: false }),
        () => settle({ view: null, slow: false, failed: true }),
      )
    }, debounce)
    const late = setTimeout(
      () => isSettled || setState({ ...idle, slow: true }),
      debounce + patience,
    )
    return () => {
      newest = false
      clearTimeout(ask)
      clearTimeout(late)
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new attempt asks the same again
  }, [text, flowId, jwks, nonce, payload, kind, anyKey, attempt])

  return { ...state, retry: () => setAttempt((now) => now + 1) }
}
