import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Plus, SlidersHorizontal } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { ActionButton } from '@/components/ui/action-button'
import { useHoldings, whyNoAccess, whyNoPush } from '@/components/connected/can-push'
import { destinationsOf, foreignText, pushTargets } from '@/components/connected/destination'
import { EmptyState } from '@/components/ui/empty-state'
import { HeldIcon, Icon, StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SendsTo } from '@/components/connected/sends-to'
import { SectionBar } from '@/components/ui/section-bar'
import { useNow } from '@/components/ui/time'
import { usePainted } from '@/components/ui/use-painted'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'
import { moveFocus } from './list-focus'
import { PushRows } from './push-rows'
import { pushWord } from '@/components/connected/push-words'
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
  /** Opens the panel with the values that a flow sent, or with those of the profile. */
  readonly onEdit: (profile: Profile, flowId: string | null) => void
  /** Shows the form of Edit and push. */
  readonly onPush: () => void
  /** Shows the details of a request. */
  readonly onDetails: (id: string) => void
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
  const { onDetails, onEdit } = props
  const requests = useMirror((state) => state.requests)
  const profiles = useMirror((state) => state.profiles)
  const held = useHoldings()
  const off = whyNoPush(profile, held)
  const now = useNow(useMemo(() => countsUntil(requests), [requests]))
  const listed = listedRequests(requests, now)
  // Renders the visible rows first.
  const whole = usePainted(listed.length > rowsInSight)
  const rows = whole ? listed : listed.slice(0, rowsInSight)
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const current = listed.find(({ request }) => request.id === chosen) ?? listed[0]
  const addedShown = listed.some(({ request }) => request.id === added)
  useEffect(() => {
    if (addedShown) rowOf(list.current, added)?.focus()
  }, [added, addedShown])

  const counted = countStates(listed)
    .map(([state, count]) => t(counts[state], [String(count)]))
    .join(', ')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.target instanceof HTMLInputElement) return
    if (list.current && moveFocus(list.current, event.key, onLeave)) event.preventDefault()
  }

  return (
    <>
      <SectionBar title={t('popup.list.title')}>
        <span className="cut popup__count" title={counted}>
          {counted}
        </span>
        <span className="grow" />
        <PushButtons
          {...{ profile, pushes, off }}
          isEmpty={listed.length === 0}
          onEdit={profile && props.onPush}
        />
      </SectionBar>
      <SendsTo profile={profile} targets={pushTargets(profile)} isRequested={requested !== null} />
      {off !== null && off !== whyNoAccess(profile, held, 'par') && <PushOff text={off} />}
      <PushRows {...{ pushes, profile, onFlow, onEdit }} />
      {listed.length === 0 ? (
        <div className="popup__body scroll">
          <NoRequest profile={profile} pushes={pushes} off={off} />
        </div>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys inside one tab stop
        <ul
          ref={list}
          className="popup__body scroll"
          aria-label={t('popup.list.title')}
          onKeyDown={onKeyDown}
        >
          {rows.map(({ request, state }) => {
            const own = profileOf(profiles, request)
            return (
              <RequestRow
                key={request.id}
                request={request}
                state={state}
                current={request === current?.request}
                issues={issues[request.id]}
                actions={actions}
                onCurrent={setChosen}
                onDetails={onDetails}
                onAgain={pushes.again}
                {...{ own, onEdit }}
                onFlow={onFlow}
                againWord={pushWord(own, 'again')}
                pushOff={whyNoPush(own, held)}
                pushTo={pushText(own, held)}
              />
            )
          })}
        </ul>
      )}
    </>
  )
}

/** Why the profile cannot push, next to its disabled buttons. */
function PushOff({ text }: { text: string }) {
  return (
    <p className="sends sends__line meta">
      <StatusIcon status="neutral" />
      <span className="wrap">
        <Prose>{text}</Prose>
      </span>
    </p>
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

interface PushProps {
  readonly profile: Profile | null
  readonly pushes: Pushes
  /** Why the profile cannot push; null if it can. */
  readonly off: string | null
}

/** An empty list has the second button itself. */
interface PushButtonsProps extends PushProps {
  readonly isEmpty: boolean
  /** Shows the form of Edit and push; null without a profile. */
  readonly onEdit: (() => void) | null
}

function PushButtons(props: PushButtonsProps) {
  const { profile, pushes, off, isEmpty, onEdit } = props
  const { push, pending } = pushes
  const shared = { pending: pending !== null, off }
  return (
    <span className="btns">
      {onEdit && (
        <IconButton
          label={`${pushWord(profile, 'edit')}…`}
          aria-keyshortcuts="Shift+N"
          onClick={onEdit}
        >
          <Icon of={SlidersHorizontal} />
        </IconButton>
      )}
      <ActionButton {...shared} icon={<Icon of={Plus} />} onClick={() => push(null)}>
        {pushWord(profile, 'add')}
      </ActionButton>
      {!(isEmpty && off === null) && (
        <ActionButton
          {...shared}
          icon={<HeldIcon />}
          aria-keyshortcuts="N"
          onClick={() => push('tab')}
        >
          {pushWord(profile, 'open')}
        </ActionButton>
      )}
    </span>
  )
}

function NoRequest({ profile, pushes: { push, pending }, off }: PushProps) {
  if (off !== null)
    return (
      <EmptyState title={t('popup.list.empty')}>
        <p>{t('popup.list.empty_body')}</p>
      </EmptyState>
    )
  return (
    <EmptyState icon={<HeldIcon />} title={t('popup.list.empty')}>
      <p>{pushWord(profile, 'empty')}</p>
      <div className="btns">
        <ActionButton
          variant="primary"
          size="lg"
          pending={pending !== null}
          aria-keyshortcuts="N"
          onClick={() => push('tab')}
        >
          {pushWord(profile, 'open')}
        </ActionButton>
      </div>
      <p className="meta">
        <Prose>{t('popup.list.empty_keys')}</Prose>
      </p>
    </EmptyState>
  )
}

function rowOf(list: HTMLElement | null, id: string | null): HTMLElement | undefined {
  return [...(list?.querySelectorAll<HTMLElement>('.req') ?? [])].find(
    (row) => row.dataset['id'] === id,
  )
}
