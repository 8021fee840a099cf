import { useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announcer'
import { ask } from '@/components/connected/ask'
import { serverErrorOf, tokensVerdict, type Exchange } from '@/components/connected/exchange'
import type { Issue } from '@/lib/model/issue'
import { plainText } from '@/components/ui/prose'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/** Exchanges a code, one at a time, and reports the result. */
export function useExchange(flowId: string, exchange: Exchange | null) {
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const tokenResponse = exchange?.tokenResponse
  const known = useRef(tokenResponse?.id)

  useEffect(() => {
    if (!tokenResponse || tokenResponse.id === known.current) return
    known.current = tokenResponse.id
    const error = serverErrorOf(tokenResponse)
    announce(
      error ? t('popup.dock.refused', [error.code]) : plainText(tokensVerdict(tokenResponse).text),
    )
  }, [tokenResponse])

  const run = async (isConfirmed: boolean) => {
    if (busy.current || !exchange) return
    busy.current = true
    setPending(true)
    setIssues([])
    const sent = await ask(
      command('codeExchange', {
        flowId,
        responseId: exchange.response.id,
        ...(isConfirmed && { confirmed: true }),
      }),
    )
    busy.current = false
    setPending(false)
    if (!sent.ok) setIssues(sent.issues)
  }
  return { pending, issues, run: (isConfirmed: boolean) => void run(isConfirmed) }
}
