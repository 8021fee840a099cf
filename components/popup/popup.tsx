import './popup.css'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Announcer } from '@/components/ui/announcer'
import { useHoldings, whyNoPush } from '@/components/connected/can-push'
import { AppBoundary } from '@/components/ui/error-boundary'
import { Logo } from '@/components/ui/icon'
import { newDraft } from '@/components/profile/draft-fields'
import { untouched } from '@/components/profile/profile-changes'
import { useFormDrafts } from '@/components/profile/use-form-drafts'
import { t } from '@/lib/i18n'
import { useMirror } from '@/lib/state/mirror'
import { newDraftKey } from '@/lib/oauth/profile-defaults'
import { Header } from './header'
import { HoldRow } from './hold-row'
import { PasteField } from './paste-field'
import { PermissionBanner } from './permission-banner'
import { ProfileSetup } from './profile-setup'
import { RequestList } from './request-list'
import { ResponseDock } from './response-dock'
import { useAccess } from './use-access'
import { useDelayed } from './use-delayed'
import { usePopupState } from './use-popup-state'
import { usePopupPush } from './use-pushes'
import { useRequests } from './use-requests'

/** The popup without its providers. */
export function Popup() {
  const ready = useMirror((state) => state.status === 'ready')
  return (
    <AppBoundary>
      <div className="popup">
        {ready ? <PopupScreen /> : <Loading />}
        <Announcer />
      </div>
    </AppBoundary>
  )
}

/** Empty at first: loading usually ends before a text could be read. */
function Loading() {
  const late = useDelayed(300)
  return (
    <>
      <header className="popup__head">
        <Logo />
        <h1 className="vh">Parley</h1>
      </header>
      <main className="popup__loading meta">{late && t('popup.loading')}</main>
    </>
  )
}

function PopupScreen() {
  const state = usePopupState()
  const { profiles, profile, openPanel } = state
  const { issues, actions } = useRequests()
  const latest = useMirror((mirror) => mirror.latest)
  const flow = useMirror((mirror) => (latest === null ? undefined : mirror.flow[latest]))
  const shelved = useMirror((mirror) => mirror.requests.length > 0)
  const field = useRef<HTMLTextAreaElement>(null)
  const screen = useRef<HTMLElement>(null)
  const [added, setAdded] = useState<string | null>(null)
  const forms = useFormDrafts('popup')
  const [blank] = useState(() => untouched(newDraft(Date.now())))
  // The popup also closes while the browser asks for access.
  const [setup, setSetup] = useState(() => forms.typedIn(newDraftKey) === 'popup')
  const access = useAccess(profile, setup)
  const first = profiles.length === 0 && !shelved && latest === null
  const inspect = () => latest !== null && openPanel(latest)
  const pushes = usePopupPush(setAdded)
  const pushOff = whyNoPush(profile, useHoldings())
  const leaveSetup = () => {
    setSetup(false)
    forms.discard(newDraftKey)
    field.current?.focus()
  }
  const toList = () => screen.current?.querySelector<HTMLElement>('.req[tabindex="0"]')?.focus()
  return (
    <>
      <Header {...state} onNew={() => setSetup(true)} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- letters stand for its buttons */}
      <main className="popup__main" ref={screen} onKeyDown={pressByLetter}>
        {access.requested !== null && (
          <PermissionBanner
            issuer={profile?.issuer ?? ''}
            missing={access.missing}
            partly={access.partly}
            onLater={access.onLater}
          />
        )}
        <PasteField
          field={field}
          profile={profile}
          actions={actions}
          onAdded={setAdded}
          onDown={toList}
          onPush={pushOff === null ? () => pushes.push('tab') : null}
          onInspect={state.inspect}
          onIssuer={(issuer) => {
            forms.edit(newDraftKey, blank, () => ({ ...blank, draft: { ...blank.draft, issuer } }))
            setSetup(true)
          }}
        />
        {first || setup ? (
          <ProfileSetup
            typed={forms.typed(newDraftKey) ?? blank}
            onEdit={(change) => forms.edit(newDraftKey, blank, change)}
            isRestored={forms.isRestored(newDraftKey)}
            onCancel={first ? null : leaveSetup}
            onDone={leaveSetup}
            onTab={() => openPanel(null, 'profiles')}
          />
        ) : (
          <>
            <HoldRow key={profile?.id} profile={profile} />
            <RequestList
              issues={issues}
              actions={actions}
              added={added}
              onLeave={() => field.current?.focus()}
              profile={profile}
              pushes={pushes}
              requested={access.requested}
              onFlow={openPanel}
            />
            <ResponseDock
              flow={flow}
              known={latest !== null}
              blind={access.blind}
              requested={access.requested}
              onInspect={inspect}
            />
          </>
        )}
      </main>
    </>
  )
}

/** A letter presses the button with that shortcut, except in a field. */
function pressByLetter(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key, ctrlKey, metaKey, altKey } = event
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || !/^[a-z]$/i.test(key)) return
  if (!(target instanceof Element) || target.closest('input, textarea, select, dialog')) return
  const button = currentTarget.querySelector<HTMLElement>(
    `[aria-keyshortcuts="${key.toUpperCase()}"]:not([role^="menuitem"])`,
  )
  if (!button) return
  event.preventDefault()
  button.click()
}
