import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import type { CodeState } from '@/lib/flow/read/code-state'
import { t } from '@/lib/i18n'

interface DockActionsProps {
  /** The state of the code; null without a code. */
  readonly state: CodeState
  /** No request is known for the response. */
  readonly isAlone: boolean
  /** A check of the response failed. */
  readonly bad: boolean
  readonly pending: boolean
  /** Why the profile cannot exchange; null if it can. */
  readonly off: string | null
  /** The response is held and can be released: the app has not received it. */
  readonly held: boolean
  readonly onExchange: () => void
  readonly onInspect: () => void
}

/**
 * The primary and the secondary action. Inspecting is primary, unless the code is unused.
 */
export function DockActions({ held, onInspect, ...rest }: DockActionsProps) {
  const { state, off, isAlone } = rest
  const looks = state === null ? held : (state !== 'unused' && state !== 'expired') || isAlone
  const lookFirst = rest.bad || looks
  const inspect = (
    <Button
      key="inspect"
      variant={lookFirst ? 'primary' : undefined}
      aria-keyshortcuts="I"
      onClick={onInspect}
    >
      {t(held ? 'popup.dock.inspect_held' : 'popup.dock.inspect')}
    </Button>
  )
  const exchange = state !== null && (
    <ExchangeButton key="exchange" lookFirst={lookFirst} {...rest} />
  )
  return (
    <div className="dock__acts">
      {lookFirst ? [inspect, exchange] : [exchange, inspect]}
      {state !== null && (
        <span className="meta cut dock__note" title={off ?? undefined}>
          {off ?? noteOf(state, isAlone)}
        </span>
      )}
    </div>
  )
}

function noteOf(state: Exclude<CodeState, null>, isAlone: boolean): string {
  if (isAlone) return t('popup.dock.notes.unsolicited')
  return t(state === 'unused' ? 'popup.dock.uses_up' : `popup.dock.notes.${state}`)
}

type ExchangeButtonProps = Omit<DockActionsProps, 'held' | 'onInspect'> & {
  readonly lookFirst: boolean
}

function ExchangeButton(props: ExchangeButtonProps) {
  const { state, isAlone, lookFirst, bad, off, pending, onExchange } = props
  const isNext = !lookFirst && state === 'unused' && off === null
  return (
    <ActionButton
      variant={isNext ? 'primary' : undefined}
      pending={pending}
      off={off}
      aria-keyshortcuts="E"
      onClick={onExchange}
    >
      {t(exchangeWord(state, bad || isAlone))}
    </ActionButton>
  )
}

function exchangeWord(state: CodeState, anyway: boolean) {
  if (state === 'used') return 'popup.dock.again'
  return anyway || state !== 'unused' ? 'popup.dock.anyway' : 'popup.dock.exchange'
}
