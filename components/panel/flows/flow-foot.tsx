import { ActionButton } from '@/components/ui/action-button'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { exchangeOf, type Exchange } from '@/components/connected/exchange'
import { useExchangeQuestion } from '@/components/connected/exchange-question'
import { ExchangeTo } from '@/components/connected/exchange-to'
import { useNow } from '@/components/ui/time'
import type { Flow } from '@/lib/flow/model/flow'
import { codeStateOf, isUnsolicited, type CodeState } from '@/lib/flow/read/code-state'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import { useCodeSpan } from './use-code-span'
import { AddParButton } from '@/components/panel/message/add-par'
import { HeldFoot, heldResponse } from './held-foot'
import { IssueNotes } from '@/components/ui/issue-notes'
import { OpenPushed } from './open-pushed'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { offsetText } from '@/components/panel/message/sequence-text'
import type { FlowActions } from '@/components/connected/use-flow-actions'
import { useFlowProfile } from '@/components/connected/use-flow-profile'

interface FlowFootProps {
  flow: Flow
  actions: FlowActions
  /** Null if no PAR response is missing. */
  onAddPar: (() => void) | null
}

/**
 * The next step of a flow: open the pushed request or exchange the code, and why it is not possible.
 */
export function FlowFoot({ flow, actions, onAddPar }: FlowFootProps) {
  const exchange = exchangeOf(flow)
  const held = heldResponse(flow)
  if (flow.imported) return <p className="bar bar--foot meta">{t('panel.flows.imported_foot')}</p>
  return (
    <>
      <IssueNotes issues={actions.issues} />
      <ExchangeTo flow={flow} />
      {held ? (
        <HeldFoot flow={flow} response={held} actions={actions} />
      ) : isOwnOnly(flow) ? (
        <OpenPushed flow={flow} />
      ) : (
        <div className="bar bar--foot">
          {exchange ? (
            <ExchangeCode key={exchange.response.id} {...{ flow, exchange, actions, onAddPar }} />
          ) : (
            <>
              <span className="meta grow cut">{t('panel.exchange.no_code')}</span>
              <AddParButton onAddPar={onAddPar} />
              <ActionButton off={t('panel.exchange.no_code')}>
                {t('panel.exchange.exchange')}
              </ActionButton>
            </>
          )}
        </div>
      )}
    </>
  )
}

/** The browser has sent nothing yet. */
function isOwnOnly({ messages }: Flow): boolean {
  return messages.every((message) => isEndpointRequest(message) || isEndpointResponse(message))
}

interface ExchangeCodeProps extends FlowFootProps {
  exchange: Exchange
}

function ExchangeCode({ flow, exchange, actions, onAddPar }: ExchangeCodeProps) {
  const { response, request } = exchange
  const unable = whyNoCall(useFlowProfile(flow), useHoldings(), 'token')
  const until = useCodeSpan(flow)?.until ?? 0
  const state = codeStateOf(flow, response, useNow(until) >= until)
  const isAlone = isUnsolicited(response)
  const failed = response.results.some((result) => statusOf(result) === 'fail')
  const start = Math.min(...flow.messages.map(({ at }) => at))
  const used = request && t('panel.exchange.used', [offsetText(request.at - start)])
  const note = unable ?? used ?? noteOf(state, isAlone)
  const anyway = failed || isAlone || state !== 'unused'
  const ask = useExchangeQuestion(response, (isConfirmed) =>
    actions.exchange(response.id, isConfirmed),
  )
  return (
    <>
      <span className="meta grow cut" title={note}>
        {note}
      </span>
      <AddParButton onAddPar={onAddPar} />
      <ActionButton
        variant={anyway || unable ? undefined : 'primary'}
        pending={actions.pending === 'exchange'}
        off={unable}
        onClick={ask.start}
      >
        {t(exchangeWord(used !== undefined, anyway))}
      </ActionButton>
      {ask.question}
    </>
  )
}

function noteOf(state: CodeState, isAlone: boolean): string {
  if (isAlone) return t('panel.exchange.unsolicited')
  if (state === 'released') return t('panel.exchange.released')
  return t(state === 'expired' ? 'panel.exchange.late' : 'panel.exchange.uses_up')
}

/**
 * A used code may be sent again: the server may have responded that it was too early, or not at all.
 */
function exchangeWord(used: boolean, anyway: boolean) {
  if (used) return 'panel.exchange.again'
  return anyway ? 'panel.exchange.anyway' : 'panel.exchange.exchange'
}
