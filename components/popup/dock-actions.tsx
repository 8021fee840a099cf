import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/time'
import { t } from '@/lib/i18n'

interface DockActionsProps {
  /** When the assumed lifetime of the code ends; null without a code. */
  readonly until: number | null
  readonly used: boolean
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
 * The primary next step and the other one. After a failed check or for a used code, inspecting comes
 * first.
 */
export function DockActions({ until, held, onInspect, ...rest }: DockActionsProps) {
  const looks = until === null ? held : rest.used
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
  const exchange = until !== null && (
    <ExchangeButton key="exchange" until={until} lookFirst={lookFirst} {...rest} />
  )
  const { off, used } = rest
  return (
    <div className="dock__acts">
      {lookFirst ? [inspect, exchange] : [exchange, inspect]}
      {until !== null && (
        <span className="meta cut dock__note" title={off ?? undefined}>
          {off ?? (used ? null : t('popup.dock.uses_up'))}
        </span>
      )}
    </div>
  )
}

interface ExchangeButtonProps extends Omit<DockActionsProps, 'until' | 'held' | 'onInspect'> {
  readonly until: number
  readonly lookFirst: boolean
}

function ExchangeButton(props: ExchangeButtonProps) {
  const { until, lookFirst, used, bad, off, pending, onExchange } = props
  const isLate = useNow(until) >= until
  const isNext = !lookFirst && !isLate && off === null
  return (
    <ActionButton
      variant={isNext ? 'primary' : undefined}
      pending={pending}
      off={off}
      aria-keyshortcuts="E"
      onClick={onExchange}
    >
      {t(exchangeWord(used, bad || isLate))}
    </ActionButton>
  )
}

function exchangeWord(used: boolean, anyway: boolean) {
  if (used) return 'popup.dock.again'
  return anyway ? 'popup.dock.anyway' : 'popup.dock.exchange'
}
