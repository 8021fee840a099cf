import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import type { Flow } from '@/lib/flow/flow'
import type { OAuthMessage } from '@/lib/flow/message'
import { t } from '@/lib/i18n'
import { Checks } from './checks'
import { FoldTable } from './fold-table'
import { InspectorTabs, type InspectorTab } from './inspector-tabs'
import { JwtTab } from './jwt-tab'
import { MessageTab } from './message-tab'
import { tokensOf } from './params'
import { RawTab } from './raw-tab'
import type { SequenceRow } from './sequence-rows'
import { messageDetail, offsetText, rowName } from './sequence-text'

interface InspectorProps {
  flow: Flow
  row: SequenceRow
  tab: InspectorTab
  onTab: (tab: InspectorTab) => void
}

/** What is known of the selected row. */
export function Inspector({ flow, row, tab, onTab }: InspectorProps) {
  return (
    <>
      <div className="insp__title">
        <h2 className="cut">{rowName(row)}</h2>
        {row.kind === 'message' && <MessageChip message={row.message} />}
        {row.kind !== 'unseen' && <span className="meta num">{offsetText(row.offset)} s</span>}
      </div>
      {row.kind === 'message' && (
        <MessageInspector key={row.id} flow={flow} message={row.message} tab={tab} onTab={onTab} />
      )}
      {row.kind === 'fold' && <FoldTable row={row} />}
      {row.kind === 'unseen' && <p className="note-line">{t('panel.sequence.unseen_note')}</p>}
    </>
  )
}

function MessageChip({ message }: { message: OAuthMessage }) {
  const detail = messageDetail(message)
  return detail === '' ? null : <Chip>{detail}</Chip>
}

interface MessageInspectorProps {
  flow: Flow
  message: OAuthMessage
  tab: InspectorTab
  onTab: (tab: InspectorTab) => void
}

function MessageInspector({ flow, message, tab, onTab }: MessageInspectorProps) {
  const [token, setToken] = useState<string | null>(null)
  const [whole, setWhole] = useState(false)
  const tokens = tokensOf(message)
  const shown = tab === 'jwt' && tokens.length === 0 ? 'message' : tab
  const results = whole ? flow.messages.flatMap((each) => each.results) : message.results
  return (
    <>
      <div className="bar">
        <InspectorTabs
          tab={shown}
          results={message.results}
          disabled={tokens.length === 0 ? ['jwt'] : []}
          onTab={onTab}
        />
        <span className="grow" />
        {shown === 'checks' && (
          <Button aria-pressed={whole} onClick={() => setWhole(!whole)}>
            {t('panel.checks.whole')}
          </Button>
        )}
      </div>
      <div
        className="insp__body"
        role="tabpanel"
        id="inspector-panel"
        aria-labelledby={`inspector-tab-${shown}`}
      >
        {shown === 'message' && (
          <div className="scroll">
            <MessageTab
              flow={flow}
              message={message}
              onDecode={(name) => {
                setToken(name)
                onTab('jwt')
              }}
            />
          </div>
        )}
        {shown === 'jwt' && <JwtTab flow={flow} tokens={tokens} name={token} onName={setToken} />}
        {shown === 'checks' && (
          <div className="scroll">
            <Checks results={results} />
          </div>
        )}
        {shown === 'raw' && <RawTab message={message} />}
      </div>
    </>
  )
}
