import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { formatLeft, formatRelative } from '@/components/ui/format'
import { useNow } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { codeStateOf, isUnsolicited, type CodeState } from '@/lib/flow/read/code-state'

/** Facts about the code, apart from its checks. */
export interface CodeLine {
  readonly state: Exclude<CodeState, null>
  readonly status: Status
  readonly text: string
  /** The quieter line below. */
  readonly note: string | null
  /** The source of the lifetime. */
  readonly title: string
  /** For a code that is valid, or that expired unused. */
  readonly span: { readonly from: number; readonly until: number } | null
}

const closed = {
  used: 'held.code.used',
  released: 'held.code.released',
  discarded: 'held.code.discarded',
} as const

/** The lifetime of the code in a response, updated every second; null without a code. */
export function useCodeLine(flow: Flow, response: AuthorizationResponse): CodeLine | null {
  const life = useCodeLife(flow)
  const until = response.at + life.ms
  const now = useNow(response.hold?.state === 'held' ? Number.POSITIVE_INFINITY : until)
  const state = codeStateOf(flow, response, now >= until)
  if (state === null) return null
  const seconds = t('ui.time.s', [String(life.ms / 1000)])
  const title = codeLifeNote(life)
  const span = { from: response.at, until }
  if (state === 'unused')
    return {
      state,
      status: isUnsolicited(response) ? 'neutral' : 'pass',
      text: t(life.assumed ? 'held.code.unused_assumed' : 'held.code.unused', [
        formatLeft(until - now),
        seconds,
      ]),
      note: null,
      title,
      span,
    }
  if (state === 'expired')
    return {
      state,
      status: 'warn',
      text: t('held.code.expired', [formatRelative(until - now)]),
      note: t(life.assumed ? 'held.code.expired_assumed' : 'held.code.expired_note', [seconds]),
      title,
      span,
    }
  return {
    state,
    status: 'neutral',
    text: t(closed[state]),
    note: null,
    title,
    span: null,
  }
}
