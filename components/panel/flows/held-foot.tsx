import { ActionButton } from '@/components/ui/action-button'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { exchangeOfResponse } from '@/components/connected/exchange'
import { useExchangeQuestion } from '@/components/connected/exchange-question'
import { useNow } from '@/components/ui/time'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { responsesOf } from '@/lib/flow/read/find-response'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import { useCodeSpan } from './use-code-span'
import type { FlowActions } from '@/components/connected/use-flow-actions'

interface HeldFootProps {
  flow: Flow
  response: AuthorizationResponse
  actions: FlowActions
}

/** The newest response of a flow while it is held or discarded. */
export function heldResponse(flow: Flow): AuthorizationResponse | undefined {
  const response = responsesOf(flow).at(-1)
  const state = response?.hold?.state
  return state === 'held' || state === 'discarded' ? response : undefined
}

/** The actions on a held response. Its release can be edited on a separate page. */
export function HeldFoot({ flow, response, actions }: HeldFootProps) {
  if (response.hold?.state === 'discarded')
    return (
      <div className="bar bar--foot">
        <span className="meta grow cut">{t('panel.held_response.discarded')}</span>
        <ActionButton
          pending={actions.pending === 'restore'}
          onClick={() => actions.onHeld('restore', response.id)}
        >
          {t('panel.held_response.undo')}
        </ActionButton>
      </div>
    )
  return <Held {...{ flow, response, actions }} />
}

function Held({ flow, response, actions }: HeldFootProps) {
  const unable = whyNoCall(useFlowProfile(flow), useHoldings(), 'token')
  const until = useCodeSpan(flow)?.until ?? 0
  const late = useNow(until) >= until
  const failed = response.results.some((result) => statusOf(result) === 'fail')
  const hasCode = exchangeOfResponse(flow, response) !== null
  const isAlone = isUnsolicited(response)
  const isDoubtful = failed || isAlone
  const exchangeFirst = hasCode && !isDoubtful && unable === null
  const ask = useExchangeQuestion(response, (isConfirmed) =>
    actions.exchange(response.id, isConfirmed),
  )
  const exchange = hasCode && (
    <ActionButton
      key="exchange"
      variant={exchangeFirst ? 'primary' : undefined}
      pending={actions.pending === 'exchange'}
      off={unable}
      onClick={ask.start}
    >
      {t(isDoubtful || late ? 'panel.exchange.anyway' : 'panel.held_response.exchange')}
    </ActionButton>
  )
  const release = (
    <ActionButton
      key="release"
      variant={exchangeFirst ? undefined : 'primary'}
      title={t('panel.held_response.release_text')}
      pending={actions.pending === 'focus'}
      onClick={() => actions.onHeld('focus', response.id)}
    >
      {t('panel.held_response.release')}
    </ActionButton>
  )
  const note = noteOf(isAlone)
  return (
    <div className="bar bar--foot">
      <span className="meta grow cut" title={note}>
        <span className="only-wide">{note}</span>
      </span>
      {exchangeFirst ? [exchange, release] : [release, exchange]}
      <ActionButton
        variant="quiet"
        pending={actions.pending === 'discard'}
        onClick={() => actions.onHeld('discard', response.id)}
      >
        {t('panel.held_response.discard')}
      </ActionButton>
      {ask.question}
    </div>
  )
}

function noteOf(isAlone: boolean): string {
  return t(isAlone ? 'panel.exchange.unsolicited' : 'panel.held_response.note')
}
