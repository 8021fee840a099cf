import { useRef } from 'react'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { HoldSwitch } from '@/components/connected/hold-switch'
import { PanelMenu } from './panel-menu'
import { screens, type Screen } from './screens'
import { ShortcutsDialog } from './shortcuts-dialog'

const labels = {
  flows: 'panel.nav.flows',
  requests: 'panel.nav.requests',
  tokens: 'panel.nav.tokens',
  server: 'panel.nav.server',
  rules: 'panel.nav.rules',
  profiles: 'panel.nav.profiles',
} as const

interface PanelNavProps {
  /** Null while the settings are shown. */
  screen: Screen | null
  onScreen: (screen: Screen) => void
  onSettings: () => void
}

export function PanelNav({ screen, onScreen, onSettings }: PanelNavProps) {
  const shortcuts = useRef<HTMLDialogElement>(null)
  const profile = useMirror(({ profiles, settings }) =>
    profiles.find(
      ({ id, removedAt }) => id === settings.currentProfileId && removedAt === undefined,
    ),
  )
  return (
    <header className="bar panel__nav">
      <h1 className="vh">Parley</h1>
      <nav className="tabs" aria-label="Parley">
        {screens.map((each) => (
          <button
            key={each}
            type="button"
            className="tab"
            data-screen={each}
            aria-current={each === screen ? 'page' : undefined}
            onClick={() => onScreen(each)}
          >
            {t(labels[each])}
          </button>
        ))}
      </nav>
      <select
        className="pick nav-pick"
        aria-label={t('panel.nav.screen')}
        value={screen ?? ''}
        onChange={({ target }) => {
          const chosen = screens.find((each) => each === target.value)
          if (chosen) onScreen(chosen)
        }}
      >
        {screen === null && <option value="">{t('panel.menu.settings')}</option>}
        {screens.map((each) => (
          <option key={each} value={each}>
            {t(labels[each])}
          </option>
        ))}
      </select>
      <span className="grow" />
      {profile && (
        <>
          <HoldSwitch key={profile.id} profile={profile} />
          <span className="bar__sep" />
        </>
      )}
      <ProfilePicker />
      <PanelMenu onShortcuts={() => shortcuts.current?.showModal()} onSettings={onSettings} />
      <ShortcutsDialog ref={shortcuts} />
    </header>
  )
}

function ProfilePicker() {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  if (live.length === 0) return null
  return (
    <select
      className="pick pick--profile"
      aria-label={t('panel.nav.profile')}
      value={live.some(({ id }) => id === current) ? (current ?? '') : ''}
      onChange={(event) => void command('profileSelect', { id: event.target.value })}
    >
      {!live.some(({ id }) => id === current) && (
        <option value="">{t('panel.nav.no_profile')}</option>
      )}
      {live.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
