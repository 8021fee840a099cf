import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { Button, IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
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
  /** The host that receives the code, and whether it deserves a look; null if it is not known. */
  readonly target: { readonly host: string; readonly isOdd: boolean } | null
  /** Copies the tokens; null without tokens. */
  readonly copy: ReactNode
  readonly onExchange: () => void
  readonly onInspect: () => void
  /** Discards a held response. */
  readonly onDiscard: () => void
}

/** The safe action is first and filled. */
export function DockActions(props: DockActionsProps) {
  const { state, isAlone, held, copy, onDiscard } = props
  const inspect = <Inspect key="inspect" {...props} isFirst={copy === null && looksFirst(props)} />
  if (copy !== null)
    return (
      <div className="dock__acts">
        {copy}
        {inspect}
        <Again {...props} />
      </div>
    )
  const exchange = state !== null && <ExchangeButton key="exchange" {...props} />
  const discard = held && isAlone && (
    <Button key="discard" onClick={onDiscard}>
      {t('popup.dock.discard')}
    </Button>
  )
  return (
    <div className="dock__acts">
      {looksFirst(props) ? [inspect, discard, exchange] : [exchange, inspect]}
      {state !== null && !isAlone && <Note {...props} />}
    </div>
  )
}

/** Inspecting comes first, unless the code is unused and nothing is wrong. */
function looksFirst({ state, isAlone, bad, held }: DockActionsProps): boolean {
  if (state === null) return bad || held
  return bad || isAlone || (state !== 'unused' && state !== 'expired')
}

function Inspect({ held, onInspect, isFirst }: DockActionsProps & { readonly isFirst: boolean }) {
  return (
    <Button variant={isFirst ? 'primary' : undefined} aria-keyshortcuts="I" onClick={onInspect}>
      {t(held ? 'popup.dock.inspect_held' : 'popup.dock.inspect')}
    </Button>
  )
}

/** Why the code cannot be sent, what happened to it, or where it goes. */
function Note({ state, off, target }: DockActionsProps) {
  if (off !== null)
    return (
      <span className="meta wrap dock__note" title={off}>
        {off}
      </span>
    )
  if (state !== null && state !== 'unused')
    return <span className="meta wrap dock__note">{t(`popup.dock.notes.${state}`)}</span>
  return (
    target && (
      <span className="meta wrap dock__note">
        {target.isOdd && <StatusIcon status="warn" />} {t('popup.dock.at')}{' '}
        <span className="mono">{target.host}</span>
      </span>
    )
  )
}

function ExchangeButton(props: DockActionsProps) {
  const { state, isAlone, bad, off, pending, onExchange } = props
  const isNext = !looksFirst(props) && state === 'unused' && off === null
  return (
    <ActionButton
      variant={isNext ? 'primary' : undefined}
      pending={pending}
      off={off}
      aria-keyshortcuts="E"
      onClick={onExchange}
    >
      {t(isAlone ? 'popup.dock.exchange_ask' : exchangeWord(state, bad))}
    </ActionButton>
  )
}

function exchangeWord(state: CodeState, anyway: boolean) {
  if (state === 'used') return 'popup.dock.again'
  return anyway || state !== 'unused' ? 'popup.dock.anyway' : 'popup.dock.exchange'
}

/** Sends a used code again, to see what the server does. */
function Again({ off, pending, onExchange }: DockActionsProps) {
  return (
    <IconButton
      label={t('popup.dock.again')}
      title={off ?? t('popup.dock.again')}
      aria-keyshortcuts="E"
      aria-disabled={pending || off !== null || undefined}
      onClick={() => !pending && off === null && onExchange()}
    >
      <Icon of={RotateCw} />
    </IconButton>
  )
}
