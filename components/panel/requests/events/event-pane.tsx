import { useState } from 'react'
import '../calls/calls.css'
import { destinationsAt } from '@/components/connected/destination'
import { Destinations } from '@/components/connected/sends-to'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { ActionButton } from '@/components/ui/action-button'
import { IssueNotes } from '@/components/ui/issue-notes'
import { plainText, Prose } from '@/components/ui/prose'
import { Segmented } from '@/components/ui/segmented'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { param } from '@/lib/model/params'
import { callScope, emptyCall, fillCall } from '@/lib/oauth/call-values'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'
import { RowsProvider } from '@/components/connected/request/sheet-context'
import { chosenToken, whyNoCall } from '../calls/readiness'
import { TokenChoice } from '../calls/token-choice'
import { useCallTokens } from '../calls/use-call-tokens'
import type { LibraryPaneProps } from '../library'
import { PollSheet, usualSettings, whyNoMaximum, type PollSettings } from './poll-sheet'
import { SetDetail } from './set-detail'
import { SetList } from './set-list'
import { useFeed } from './use-feed'
import { usePoll } from './use-poll'

/** Event notifications: polled, verified, explained and acknowledged, each at a press. */
export function EventPane(props: LibraryPaneProps) {
  const profile = useCurrentProfile()
  return profile && <Events {...props} profile={profile} />
}

const noAccess: ReturnType<typeof useMirror.getState>['access'][string] = []

function Events({ item, onFlow, profile }: LibraryPaneProps & { readonly profile: Profile }) {
  const feed = useFeed(profile.id)
  const access = useMirror((state) => state.access[profile.id]) ?? noAccess
  const { tokens, isReading } = useCallTokens(profile.id)
  const usualUrl = param(profile.variables, 'events_url') ?? '{{resource_base}}/events'
  const [settings, setSettings] = useState<PollSettings>({ ...usualSettings, url: usualUrl })
  const [tokenId, setTokenId] = useState<string | null>(null)
  const [jti, setJti] = useState<string | null>(null)
  const [view, setView] = useState<'values' | 'preview'>('values')
  const [openedAt] = useState(() => Date.now())
  // A poll is a call of the client itself.
  const chosen = chosenToken(tokens, tokenId, ({ token }) => token.ofClient === true)
  const fresh = t('panel.calls.fresh')
  const scope = callScope(profile, { now: openedAt, uuid: () => fresh }, chosen?.values)
  const filled = fillCall(profile, { ...emptyCall, method: 'POST', url: settings.url }, scope)
  const to = destinationsAt(profile, access, filled.url)
  const off = whyNoCall({ chosen, isReading, filled, to })
  const offPoll = off ?? whyNoMaximum(settings)
  const polling = usePoll(profile.id, settings.url, chosen)
  const set = feed.sets.find((each) => each.jti === jti) ?? feed.sets[0]
  const poll = () => {
    polling.poll({
      maxEvents: settings.maximum.trim() === '' ? null : Number(settings.maximum),
      returnImmediately: !settings.waits,
    })
    setView('preview')
  }
  const pane = useKeyDown<HTMLDivElement>((event) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    if (offPoll === null) poll()
  })
  return (
    <div ref={pane} className={`work__pane work__pane--${view}`}>
      <div className="bar worktop">
        <h2 className="cut">{item.name}</h2>
        <span className="grow" />
        <div className="workseg">
          <Segmented
            label={t('panel.requests.show_as')}
            options={[
              { value: 'values', label: t('panel.requests.values') },
              { value: 'preview', label: t('panel.events.sets') },
            ]}
            value={view}
            onChange={setView}
          />
        </div>
      </div>
      <section className="pane pane--values" aria-label={t('panel.requests.values')}>
        <RowsProvider
          value={{ issues: filled.issues, now: openedAt, variables: scope.values, fresh }}
        >
          <PollSheet {...{ settings, usualUrl }} onChange={setSettings} />
        </RowsProvider>
      </section>
      <section className="pane pane--pv" aria-label={t('panel.events.sets')}>
        <SetList feed={feed} selected={set} onSelect={setJti} onFlow={onFlow} />
        {set && <SetDetail key={set.jti} set={set} polling={polling} off={off} />}
      </section>
      <div className="work__foot">
        <Destinations destinations={to} isNamed issuer={profile.issuer} />
        <IssueNotes issues={polling.issues} />
        <div className="bar bar--foot">
          <ActionButton
            variant="primary"
            pending={polling.pending}
            off={offPoll === null ? null : plainText(offPoll)}
            aria-keyshortcuts="Control+Enter"
            onClick={poll}
          >
            {t('panel.events.poll')}
          </ActionButton>
          {chosen && <TokenChoice {...{ tokens, chosen }} onToken={setTokenId} />}
          <span className="meta cut grow" title={offPoll === null ? undefined : plainText(offPoll)}>
            {offPoll !== null && <Prose>{offPoll}</Prose>}
          </span>
        </div>
      </div>
    </div>
  )
}
