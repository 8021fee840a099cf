import { SectionBar } from '@/components/ui/section-bar'
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
      foot={<span className="meta">{t('popup.keys.note')}</span>}
    >
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <SectionBar title={t(title)} level={3} />
          <dl className="keys">
            {keys.map(([caps, text]) => (
              <div key={text}>
                <dt>{t(text)}</dt>
                <dd>
                  {caps.map((cap) => (
                    <kbd className="cap" key={cap}>
                      {cap}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Page>
  )
}
