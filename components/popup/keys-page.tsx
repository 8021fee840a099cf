import { useId } from 'react'
import { ChangeShortcuts } from '@/components/connected/change-shortcuts'
import { useSettings } from '@/components/connected/use-settings'
import { SectionBar } from '@/components/ui/section-bar'
import { ShortcutList } from '@/components/ui/shortcut-list'
import { SwitchButton } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { Page } from './page'

const groups = [
  {
    title: 'popup.list.title',
    keys: [
      [['↑', '↓'], 'popup.keys.move'],
      [['→', '←'], 'popup.keys.inside'],
      [['Enter'], 'popup.request.open'],
      [['R'], 'popup.push.again'],
      [['C'], 'popup.request.copy_url'],
      [['U'], 'popup.request.copy_uri'],
      [['P'], 'popup.request.open_private'],
      [['F2'], 'popup.request.rename'],
      [['Del'], 'popup.request.remove'],
    ],
  },
  {
    title: 'popup.dock.title',
    keys: [
      [['E'], 'popup.dock.exchange'],
      [['I'], 'popup.dock.inspect'],
      [['T'], 'popup.copy.access_token'],
      [['H'], 'popup.copy.header_long'],
    ],
  },
  {
    title: 'popup.keys.anywhere',
    keys: [
      [['N'], 'popup.push.and_open'],
      [['Shift', 'N'], 'popup.push.edit'],
      [['?'], 'popup.keys.list'],
      [['Esc'], 'popup.keys.back'],
    ],
  },
  {
    title: 'popup.keys.browser',
    keys: [
      [['Alt', 'Shift', 'P'], 'panel.keys.popup'],
      [['Alt', 'Shift', 'N'], 'panel.keys.push'],
      [['Alt', 'Shift', 'H'], 'panel.keys.hold'],
    ],
  },
] as const

/** The keyboard shortcuts of the popup. */
export function KeysPage({ onBack }: { onBack: () => void }) {
  return (
    <Page
      title={t('popup.keys.title')}
      onBack={onBack}
      aside={<ChangeShortcuts />}
      foot={<Letters />}
    >
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <SectionBar title={t(title)} level={3} />
          <ShortcutList shortcuts={keys.map(([caps, text]) => [caps, t(text)])} />
        </section>
      ))}
    </Page>
  )
}

/** Turns the shortcuts of a single character on or off. */
function Letters() {
  const id = useId()
  const { letters, setLetters } = useSettings()
  return (
    <>
      <span className="meta wrap grow" id={`${id}-text`}>
        {t('popup.keys.note')}
      </span>
      <span id={id}>{t('ui.settings.letters')}</span>
      <SwitchButton on={letters} labelledBy={id} describedBy={`${id}-text`} onChange={setLetters} />
    </>
  )
}
