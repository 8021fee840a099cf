import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Plus } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { useHoldings, whyNoPush } from '@/components/connected/can-push'
import { destinationsOf, foreignText, pushTargets } from '@/components/connected/destination'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { SendsTo } from '@/components/connected/sends-to'
import { SectionBar } from '@/components/ui/section-bar'
import { useNow } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'
import { DetailsDialog } from './details-dialog'
import { moveFocus } from './list-focus'
import { PushRows } from './push-rows'
import { RequestRow } from './request-row'
import { countStates, countsUntil, listedRequests } from './listed-requests'
import type { Pushes } from './use-pushes'
import type { useRequests } from './use-requests'

interface RequestListProps extends ReturnType<typeof useRequests> {
  /** The request that was just added: its row takes the focus. */
  readonly added: string | null
  readonly onLeave: () => void
  readonly profile: Profile | null
  readonly pushes: Pushes
  /** The profile whose access is requested above; null if it is not requested. */
  readonly requested: string | null
  readonly onFlow: (flowId: string) => void
}

/** The maximum number of visible requests in the popup. */
const rowsInSight = 8

const counts = {
  live: 'popup.list.live',
  used: 'popup.list.used',
  expired: 'popup.list.expired',
} as const

export function RequestList(props: RequestListProps) {
  const { issues, actions, added, onLeave, profile, pushes, requested, onFlow } = props
  const requests = useMirror((state) => state.requests)
  const profiles = useMirror((state) => state.profiles)
  const held = useHoldings()
  const now = useNow(useMemo(() => countsUntil(requests), [requests]))
  const listed = listedRequests(requests, now)
  // Renders the visible rows first; the rest follows in a deferred render.
  const whole = useDeferredValue(true, false)
  const rows = whole ? listed : listed.slice(0, rowsInSight)
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [details, setDetails] = useState<string | null>(null)
  const current = listed.find(({ request }) => request.id === chosen) ?? listed[0]
  const shown = listed.find(({ request }) => request.id === details)
  const addedShown = listed.some(({ request }) => request.id === added)
  useEffect(() => {
    if (addedShown) rowOf(list.current, added)?.focus()
  }, [added, addedShown])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.target instanceof HTMLInputElement) return
    if (list.current && moveFocus(list.current, event.key, onLeave)) event.preventDefault()
  }

  return (
    <>
      <SectionBar title={t('popup.list.title')}>
        <span>
          {countStates(listed)
            .map(([state, count]) => t(counts[state], [String(count)]))
            .join(', ')}
        </span>
        <span className="grow" />
        <PushButton pushes={pushes} off={whyNoPush(profile, held)} />
      </SectionBar>
      <SendsTo profile={profile} targets={pushTargets(profile)} isRequested={requested !== null} />
      <PushRows pushes={pushes} profile={profile} onFlow={onFlow} />
      {listed.length === 0 ? (
        <div className="popup__body scroll">
          <NoRequest pushes={pushes} off={whyNoPush(profile, held)} />
        </div>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys inside one tab stop
        <ul
          ref={list}
          className="popup__body scroll"
          aria-label={t('popup.list.title')}
          onKeyDown={onKeyDown}
        >
          {rows.map(({ request, state }) => (
            <RequestRow
              key={request.id}
              request={request}
              state={state}
              current={request === current?.request}
              issues={issues[request.id]}
              actions={actions}
              onCurrent={setChosen}
              onDetails={setDetails}
              onAgain={pushes.again}
              onFlow={onFlow}
              pushOff={whyNoPush(profileOf(profiles, request), held)}
              pushTo={pushText(profileOf(profiles, request), held)}
            />
          ))}
        </ul>
      )}
      {shown && <DetailsDialog request={shown.request} onClose={() => setDetails(null)} />}
    </>
  )
}

/** The hosts of a push other than the issuer's. */
function pushText(
  profile: Profile | null,
  { access }: ReturnType<typeof useHoldings>,
): string | null {
  return foreignText(destinationsOf(profile, access, pushTargets(profile)))
}

function profileOf(profiles: readonly Profile[], { profileId }: StoredRequest): Profile | null {
  return profiles.find(({ id, removedAt }) => id === profileId && removedAt === undefined) ?? null
}

interface PushButtonProps {
  readonly pushes: Pushes
  /** Why the profile cannot push; null if it can. */
  readonly off: string | null
}

function PushButton({ pushes: { push, pending }, off }: PushButtonProps) {
  return (
    <ActionButton
      icon={<Icon of={Plus} />}
      pending={pending !== null}
      off={off}
      aria-keyshortcuts="N"
      onClick={() => push(null)}
    >
      {t('popup.push.new')}
    </ActionButton>
  )
}

function NoRequest({ pushes: { push, pending }, off }: PushButtonProps) {
  return (
    <EmptyState title={t('popup.list.empty')}>
      <p>{t(off === null ? 'popup.list.empty_push' : 'popup.list.empty_body')}</p>
      {off === null && (
        <ActionButton variant="primary" pending={pending !== null} onClick={() => push('tab')}>
          {t('popup.push.and_open')}
        </ActionButton>
      )}
    </EmptyState>
  )
}

function rowOf(list: HTMLElement | null, id: string | null): HTMLElement | undefined {
  return [...(list?.querySelectorAll<HTMLElement>('.req') ?? [])].find(
    (row) => row.dataset['id'] === id,
  )
}
