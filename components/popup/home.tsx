import type { ComponentProps, RefObject } from 'react'
import { useMirror } from '@/lib/state/mirror'
import { useLatest } from './latest'
import { PasteField } from './paste-field'
import { PermissionBanner } from './permission-banner'
import { ProfileSetup } from './profile-setup'
import { RequestList } from './request-list'
import { ResponseDock } from './response-dock'
import { Switches } from './switches'
import type { useAccess } from './use-access'
import type { usePaste } from './use-paste'
import type { usePopupState } from './use-popup-state'
import type { Pushes } from './use-pushes'
import type { useRequests } from './use-requests'

interface HomeProps {
  readonly state: ReturnType<typeof usePopupState>
  readonly requests: ReturnType<typeof useRequests>
  readonly access: ReturnType<typeof useAccess>
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** The request whose row takes the focus. */
  readonly added: string | null
  readonly paste: ReturnType<typeof usePaste>
  readonly pushes: Pushes
  readonly canPush: boolean
  /** A profile is being set up. */
  readonly isSetup: boolean
  /** What was typed for a new profile. */
  readonly setup: Pick<ComponentProps<typeof ProfileSetup>, 'typed' | 'onEdit' | 'isRestored'>
  readonly onLeaveSetup: () => void
  readonly onDetails: (id: string) => void
  readonly onAccess: () => void
  /** Shows the form of Edit and push. */
  readonly onPush: () => void
}

/** The field, the switches, the list and the latest response. */
export function Home(props: HomeProps) {
  const { state, access, requests, field, added, paste, pushes, canPush, onDetails } = props
  const { profiles, profile, openPanel } = state
  const latest = useLatest()
  const isListed = useMirror((mirror) => mirror.requests.length > 0)
  const isFirst = profiles.length === 0 && !isListed && latest.id === null
  const isSetup = props.isSetup || isFirst
  const toList = () =>
    field.current?.closest('main')?.querySelector<HTMLElement>('.req[tabindex="0"]')?.focus()
  return (
    <>
      {access.requested !== null && !isSetup && (
        <PermissionBanner
          issuer={profile?.issuer ?? ''}
          missing={access.missing}
          partly={access.partly}
          onLater={access.onLater}
          onAll={props.onAccess}
        />
      )}
      <PasteField {...{ field, profile, paste, canPush }} onDown={toList} />
      {isSetup ? (
        <ProfileSetup
          {...props.setup}
          onCancel={isFirst ? null : props.onLeaveSetup}
          onDone={props.onLeaveSetup}
          onTab={() => openPanel(null, 'profiles')}
        />
      ) : (
        <>
          {profile && <Switches profile={profile} />}
          <RequestList
            {...requests}
            {...{ added, profile, pushes, onDetails }}
            onLeave={() => field.current?.focus()}
            requested={access.requested}
            onFlow={openPanel}
            onEdit={state.edit}
            onPush={props.onPush}
          />
          <ResponseDock
            flow={latest.flow}
            known={latest.id !== null}
            blind={access.blind}
            requested={access.requested}
            onInspect={() => latest.id !== null && openPanel(latest.id)}
          />
        </>
      )}
    </>
  )
}
