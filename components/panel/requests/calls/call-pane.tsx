import { useState } from 'react'
import './calls.css'
import { destinationsAt } from '@/components/connected/destination'
import { Destinations } from '@/components/connected/sends-to'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { Chip } from '@/components/ui/chip'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Segmented } from '@/components/ui/segmented'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { callScope, fillCall } from '@/lib/oauth/call-values'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'
import type { CallRun } from '@/lib/storage/saved-calls'
import { RowsProvider } from '@/components/connected/request/sheet-context'
import type { LibraryPaneProps } from '../library'
import { CallEmpty } from './call-empty'
import { CallFoot } from './call-foot'
import { CallHistory } from './call-history'
import { CallSheet } from './call-sheet'
import { chosenToken, whyNoCall } from './readiness'
import { useCall } from './use-call'
import { newCallId } from './use-call-items'
import { useCallTokens } from './use-call-tokens'
import { useSendCall } from './use-send-call'

/** One resource call: its values, the calls that were made, and what sends it. */
export function CallPane(props: LibraryPaneProps) {
  const profile = useCurrentProfile()
  if (!profile) return null
  if (props.item.id === newCallId) return <CallEmpty profile={profile} onSelect={props.onSelect} />
  return <Editor {...props} profile={profile} />
}

const noRuns: readonly CallRun[] = []
const noAccess: ReturnType<typeof useMirror.getState>['access'][string] = []

function Editor({
  item,
  onSelect,
  onFlow,
  profile,
}: LibraryPaneProps & { readonly profile: Profile }) {
  const call = useCall(profile, item.id, onSelect)
  const { values, historyId } = call
  const runs = useMirror(({ callRuns }) => callRuns[`${profile.id} ${historyId}`]) ?? noRuns
  const access = useMirror((state) => state.access[profile.id]) ?? noAccess
  const { tokens, isReading } = useCallTokens(profile.id)
  const [tokenId, setTokenId] = useState<string | null>(null)
  const [view, setView] = useState<'values' | 'response'>('values')
  const [isNaming, setNaming] = useState(false)
  const [chosenRun, setRun] = useState<string | null>(null)
  const [openedAt] = useState(() => Date.now())
  const lastFlow = runs[0]?.flowId
  const chosen = chosenToken(
    tokens,
    tokenId,
    ({ flowId, token }) => flowId === lastFlow && !token.ofClient,
  )
  const fresh = t('panel.calls.fresh')
  const scope = callScope(profile, { now: openedAt, uuid: () => fresh }, chosen?.values)
  const filled = fillCall(profile, values, scope)
  const to = destinationsAt(profile, access, filled.url)
  const sending = useSendCall(profile.id, call, chosen, (run) => {
    setRun(run.id)
    setView('response')
  })
  const off = whyNoCall({ chosen, isReading, filled, to })
  const pane = useKeyDown<HTMLDivElement>((event) => {
    if (event.key === 'Enter' && event.ctrlKey) {
      if (off === null) sending.send(null)
    } else if (event.key.toLowerCase() === 's' && event.ctrlKey) setNaming(true)
    else return
    event.preventDefault()
  })
  const shownView = view === 'values' ? 'values' : 'preview'

  return (
    <div ref={pane} className={`work__pane work__pane--${shownView}`}>
      <div className="bar worktop">
        <h2 className="cut">{item.name}</h2>
        <Chip>{t('panel.calls.resource_call')}</Chip>
        <span className="grow" />
        <div className="workseg">
          <Segmented
            label={t('panel.requests.show_as')}
            options={[
              { value: 'values', label: t('panel.requests.values') },
              { value: 'response', label: t('panel.requests.parts.response') },
            ]}
            value={view}
            onChange={setView}
          />
        </div>
      </div>
      <section className="pane pane--values" aria-label={t('panel.calls.call')}>
        <RowsProvider
          value={{ issues: filled.issues, now: openedAt, variables: scope.values, fresh }}
        >
          <CallSheet profile={profile} call={call} chosen={chosen} lastRun={runs[0] ?? null} />
        </RowsProvider>
      </section>
      <CallHistory
        runs={runs}
        chosenId={chosenRun}
        onChoose={setRun}
        paging={values.paging}
        profile={profile}
        sending={sending}
        hasToken={chosen !== null}
        onFlow={onFlow}
      />
      <div className="work__foot">
        <Destinations destinations={to} isNamed issuer={profile.issuer} />
        <IssueNotes issues={sending.issues} />
        <CallFoot
          {...{ call, sending, off, isNaming, tokens, chosen }}
          onNaming={setNaming}
          onToken={setTokenId}
        />
      </div>
    </div>
  )
}
