import {
  responseTo,
  isEndpointRequest,
  isEndpointResponse,
} from '@/lib/flow/read/endpoint-response'
import { flushSync } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { useKeyDown } from '@/components/ui/use-key-down'
import { ChecksTab, type CheckedIn } from './checks-tab'
import { CompareContext } from './compare'
import { FoldTable } from './fold-table'
import { InspectorTabs, type InspectorTab } from './inspector-tabs'
import { focusLine, lineOf, onProblemKey } from './inspector-keys'
import { JwtTab, selectedToken } from './jwt-tab'
import { MessageTab } from './message-tab'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { RawTab } from './raw-tab'
import type { FoldRow, MessageRow, SequenceRow } from './sequence-rows'
import { responseTime, messageDetail, offsetText, rowName } from './sequence-text'
import { MessageCopies } from './message-copies'
import { NotVisibleView } from './not-visible-view'

interface InspectorProps {
  flow: Flow
  row: SequenceRow
  tab: InspectorTab
  /** The selected token of the message; null selects the first. */
  token: string | null
  onTab: (tab: InspectorTab) => void
  onToken: (name: string) => void
  /** Shows the checks of all messages of the flow. */
  whole: boolean
  onWhole: (whole: boolean) => void
  onMessage: (id: string) => void
  /** Null if no PAR response is missing. */
  onAddPar: (() => void) | null
  /** Opens the export of the flow. */
  onExport: () => void
  /** Shows the consent of the flow; null without one. */
  onCompare: (() => void) | null
}

/** Details about the selected row. */
export function Inspector({ flow, row, onAddPar, onExport, ...rest }: InspectorProps) {
  return (
    <>
      <div className="insp__title">
        <h2 className="cut">{rowName(row)}</h2>
        {row.kind === 'message' && <MessageChip message={row.message} />}
        {row.kind === 'not-visible' && <Chip>{t('panel.sequence.not_visible')}</Chip>}
        {row.kind !== 'not-visible' && <span className="meta num nowrap">{timeOf(flow, row)}</span>}
        <span className="grow" />
        {row.kind === 'message' && (
          <MessageCopies flow={flow} message={row.message} onExport={onExport} />
        )}
      </div>
      {row.kind === 'message' && (
        <MessageInspector key={row.id} flow={flow} message={row.message} {...rest} />
      )}
      {row.kind === 'fold' && <FoldTable row={row} />}
      {row.kind === 'not-visible' && (
        <NotVisibleView message={row.notVisible} onAddPar={onAddPar} />
      )}
    </>
  )
}

/** The response time, also for a request; otherwise the time of the message. */
function timeOf({ messages }: Flow, row: MessageRow | FoldRow): string {
  const response =
    row.kind === 'message' && isEndpointRequest(row.message)
      ? responseTo(messages, row.message.id)
      : row.kind === 'message' && isEndpointResponse(row.message)
        ? row.message
        : undefined
  const took = response?.took ?? null
  return took === null ? `${offsetText(row.offset)} s` : responseTime(took)
}

function MessageChip({ message }: { message: OAuthMessage }) {
  const detail = messageDetail(message)
  return detail === '' ? null : <Chip>{detail}</Chip>
}

interface MessageInspectorProps extends Omit<InspectorProps, 'row' | 'onAddPar' | 'onExport'> {
  message: OAuthMessage
}

function MessageInspector(props: MessageInspectorProps) {
  const { flow, message, tab, token, whole, onTab, onToken, onWhole, onMessage, onCompare } = props
  const tokens = tokensOf(message)
  const shown = tab === 'jwt' && tokens.length === 0 ? 'message' : tab
  const body = useKeyDown<HTMLDivElement>(onProblemKey)
  const onDecode = (name: string) => {
    onToken(name)
    onTab('jwt')
  }
  const onOpen = ({ result, message: its }: CheckedIn) => {
    const line = lineOf(result, its)
    flushSync(() => {
      if (its.id !== message.id) onMessage(its.id)
      if (line.token !== null) onToken(line.token)
      onTab(line.token === null ? 'message' : 'jwt')
    })
    focusLine(document.querySelector('#inspector-panel'), line.name)
  }
  return (
    <>
      <div className="bar">
        <InspectorTabs tab={shown} message={message} onTab={onTab} />
        <span className="grow" />
        {shown === 'checks' && (
          <Button aria-pressed={whole} onClick={() => onWhole(!whole)}>
            {t('panel.checks.whole')}
          </Button>
        )}
        {shown === 'jwt' && tokens.length > 1 && (
          <select
            className="pick mono"
            aria-label={t('panel.tokens.which')}
            value={selectedToken(tokens, token).name}
            onChange={(event) => onToken(event.target.value)}
          >
            {tokens.map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
          </select>
        )}
      </div>
      <div
        ref={body}
        className="insp__body"
        role="tabpanel"
        id="inspector-panel"
        aria-labelledby={`inspector-tab-${shown}`}
      >
        {shown === 'message' && (
          <div className="scroll">
            <CompareContext value={onCompare}>
              <MessageTab flow={flow} message={message} onDecode={onDecode} />
            </CompareContext>
          </div>
        )}
        {shown === 'jwt' && <JwtTab flow={flow} message={message} name={token} />}
        {shown === 'checks' && (
          <ChecksTab flow={flow} message={message} whole={whole} onOpen={onOpen} />
        )}
        {shown === 'raw' && <RawTab message={message} />}
      </div>
    </>
  )
}
