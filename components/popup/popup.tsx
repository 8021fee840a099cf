import './popup.css'
import { lazy, Suspense, useRef, useState } from 'react'
import { Announcer } from '@/components/ui/announcer'
import { useHoldings, whyNoPush } from '@/components/connected/can-push'
import { AppBoundary } from '@/components/ui/error-boundary'
import { Logo } from '@/components/ui/icon'
import { untouched } from '@/components/profile/profile-changes'
import { useLetters } from '@/components/connected/use-letters'
import { useFormDrafts } from '@/components/profile/use-form-drafts'
import { t } from '@/lib/i18n'
import { useMirror } from '@/lib/state/mirror'
import type { Profile } from '@/lib/oauth/profile'
import { newDraft, newDraftKey } from '@/lib/oauth/profile-defaults'
import { AccessPage } from './access-page'
import { PastedDetails, StoredDetails } from './details-page'
import { Header } from './header'
import { Home } from './home'
import { KeysPage } from './keys-page'
import { pressByLetter, useShiftedLetter } from './letters'
import { SettingsPage } from './settings-page'
import { useAccess } from './use-access'
import { useDelayed } from './use-delayed'
import { usePaste } from './use-paste'
import { usePopupState } from './use-popup-state'
import { usePopupPush } from './use-pushes'
import { useRequests } from './use-requests'

/** The popup without its providers. */
export function Popup() {
  const ready = useMirror((state) => state.status === 'ready')
  useLetters()
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
  const access = useAccess(state.profile)
  const requests = useRequests()
  const field = useRef<HTMLTextAreaElement>(null)
  const [added, setAdded] = useState<string | null>(null)
  const forms = useFormDrafts('popup')
  const [blank] = useState(() => untouched(newDraft(Date.now())))
  // The popup also closes while the browser asks for access.
  const [page, setPage] = useState<PageName | null>(() =>
    forms.typedIn(newDraftKey) === 'popup' ? { kind: 'setup' } : null,
  )
  const back = () => setPage(null)
  const toRow = (id: string) => {
    back()
    setAdded(id)
  }
  const pushes = usePopupPush(toRow)
  const canPush = whyNoPush(state.profile, useHoldings()) === null
  const paste = usePaste({
    profile: state.profile,
    actions: requests.actions,
    onAdded: toRow,
    onPush: canPush ? () => pushes.push('tab') : null,
    onInspect: state.inspect,
    onJudge: state.judge,
    onIssuer: (issuer) => {
      forms.edit(newDraftKey, blank, () => ({ ...blank, draft: { ...blank.draft, issuer } }))
      setPage({ kind: 'setup' })
    },
    onDetails: () => setPage({ kind: 'pasted' }),
  })
  useShiftedLetter('N', () => state.profile && page === null && setPage({ kind: 'push' }))
  const leaveSetup = () => {
    back()
    forms.discard(newDraftKey)
    field.current?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- letters stand for its buttons
    <div className="popup__keys" onKeyDown={pressByLetter}>
      <Header
        {...state}
        onNew={() => setPage({ kind: 'setup' })}
        onKeys={() => setPage({ kind: 'keys' })}
        onSettings={() => setPage({ kind: 'settings' })}
      />
      <main className="popup__main">
        {page === null || page.kind === 'setup' ? (
          <Home
            {...{ state, access, requests, field, added, paste, pushes, canPush }}
            isSetup={page !== null}
            setup={{
              typed: forms.typed(newDraftKey) ?? blank,
              onEdit: (change) => forms.edit(newDraftKey, blank, change),
              isRestored: forms.isRestored(newDraftKey),
            }}
            onLeaveSetup={leaveSetup}
            onDetails={(id) => setPage({ kind: 'details', id })}
            onAccess={() => setPage({ kind: 'access' })}
            onPush={() => setPage({ kind: 'push' })}
          />
        ) : (
          <PageOver
            page={page}
            profile={state.profile}
            paste={paste}
            onBack={back}
            onRow={toRow}
            onAll={() => state.openPanel(null, 'requests')}
          />
        )}
      </main>
    </div>
  )
}

/** What is shown instead of the list, or, for `setup`, below the field. */
type PageName =
  | { readonly kind: 'keys' | 'settings' | 'access' | 'pasted' | 'setup' | 'push' }
  | { readonly kind: 'details'; readonly id: string }

interface PageOverProps {
  readonly page: PageName
  readonly profile: Profile | null
  readonly paste: ReturnType<typeof usePaste>
  readonly onBack: () => void
  /** Goes back to a row of the list. */
  readonly onRow: (id: string) => void
  /** Opens the Requests screen with the draft. */
  readonly onAll: () => void
}

/** The values and their preview are large, and the popup opens without them. */
const PushPage = lazy(() => import('./push-page'))

function PageOver({ page, profile, paste, onBack, onRow, onAll }: PageOverProps) {
  const requests = useMirror((mirror) => mirror.requests)
  if (page.kind === 'keys') return <KeysPage onBack={onBack} />
  if (page.kind === 'settings') return <SettingsPage onBack={onBack} />
  if (page.kind === 'access') return profile && <AccessPage profile={profile} onBack={onBack} />
  if (page.kind === 'push')
    return (
      profile && (
        <Suspense>
          <PushPage profile={profile} onBack={onBack} onAdded={onRow} onAll={onAll} />
        </Suspense>
      )
    )
  if (page.kind === 'pasted') return <PastedDetails paste={paste} onBack={onBack} />
  const shown = page.kind === 'details' && requests.find(({ id }) => id === page.id)
  return shown ? <StoredDetails request={shown} onBack={() => onRow(shown.id)} /> : null
}
