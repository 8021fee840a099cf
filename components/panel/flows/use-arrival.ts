import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announcer'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { countsOfMessages } from '@/components/panel/message/counts'
import { countWord, messageName } from '@/components/panel/message/sequence-text'

/**
 * A response is announced after this time, in milliseconds, because it is judged after its arrival.
 */
const settleMs = 250

/**
 * Announces a new response once, with its worst check. A response that the tester added is not
 * announced.
 */
export function useArrival(flow: Flow): void {
  const responses = flow.messages.filter(
    ({ kind, source }) => kind.endsWith('-response') && source !== 'pasted',
  )
  const count = responses.length
  const known = useRef(count)
  const last = responses.at(-1)

  useEffect(() => {
    if (count <= known.current || !last) {
      known.current = count
      return
    }
    const timer = setTimeout(() => {
      known.current = count
      const worst = countsOfMessages([last])[0]
      const name = messageName(last.kind)
      announce(
        worst
          ? t('panel.announce.checked', [name, countWord(worst.status, worst.count)])
          : t('panel.announce.arrived', [name]),
      )
    }, settleMs)
    return () => clearTimeout(timer)
  }, [count, last, known])
}
