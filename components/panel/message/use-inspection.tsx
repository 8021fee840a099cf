import { useEffect, useState } from 'react'
import { StatusIcon } from '@/components/ui/icon'
import type { Protocol } from '@/lib/messaging/protocol'
import type { TokenView } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

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

  useEffect(() => {
    if (text.trim() === '') {
      const clear = setTimeout(() => setState(idle))
      return () => clearTimeout(clear)
    }
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

/**
 * The progress or failure of an inspection, while nothing else is shown.
 */
export function InspectionState({ inspection }: { inspection: Inspection }) {
  const { slow, failed, retry } = inspection
  if (slow)
    return (
      <p className="note-line with-icon">
        <StatusIcon status="pending" />
        {t('panel.tokens.reading')}
      </p>
    )
  if (!failed) return null
  return (
    <p className="note-line with-icon" role="alert">
      <StatusIcon status="fail" />
      {t('panel.tokens.unread')}
      <button type="button" className="btn" onClick={retry}>
        {t('panel.retry')}
      </button>
    </p>
  )
}
