import { useEffect, useRef } from 'react'
import { announce } from '@/components/ui/announcer'
import type { Flow } from '@/lib/flow/flow'
import { t } from '@/lib/i18n'
import { countsOf } from './counts'
import { countWord, messageName } from './sequence-text'

/** Says once that a response has arrived, with its worst check. */
export function useArrival(flow: Flow): void {
  const responses = flow.messages.filter(({ kind }) => kind === 'authorization-response')
  const count = responses.length
  const known = useRef(count)
  const last = responses.at(-1)

  useEffect(() => {
    if (count > known.current && last) {
      const worst = countsOf(last.results)[0]
      const name = messageName(last.kind)
      announce(
        worst
          ? t('panel.announce.checked', [name, countWord(worst.status, worst.count)])
          : t('panel.announce.arrived', [name]),
      )
    }
    known.current = count
  }, [count, last, known])
}
