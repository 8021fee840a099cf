import type { RefObject } from 'react'
import { X } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/button'
import { t } from '@/lib/i18n'

/** The shortcuts of the panel and their texts. */
export const shortcuts = [
  [['1', '2', '3', '4', '5', '6'], 'panel.keys.nav'],
  [['/'], 'panel.keys.filter'],
  [['↑', '↓'], 'panel.keys.move'],
  [['X', 'Ctrl+A'], 'panel.keys.select'],
  [['Shift+↑', 'Shift+↓'], 'panel.keys.extend'],
  [['F2'], 'panel.keys.rename'],
  [['N'], 'panel.keys.note_flow'],
  [['K'], 'panel.keys.keep'],
  [['P'], 'panel.keys.pin'],
  [['L'], 'panel.keys.wide'],
  [['D'], 'panel.keys.compare'],
  [['E'], 'panel.keys.export'],
  [['Shift+C'], 'panel.keys.report'],
  [['Ctrl+S'], 'panel.keys.save'],
  [['I'], 'panel.keys.import'],
  [['→', '←'], 'panel.keys.expand'],
  [['F6'], 'panel.keys.pane'],
  [['[', ']'], 'panel.keys.tab'],
  [['?'], 'panel.keys.explain'],
  [['C'], 'panel.keys.copy'],
  [['J'], 'panel.keys.failure'],
  [['K'], 'panel.keys.other_key'],
  [['P', 'Shift+P'], 'panel.keys.rules'],
  [['Enter'], 'panel.keys.line'],
  [['Del'], 'panel.keys.remove'],
  [['Esc'], 'panel.keys.back'],
  [['Alt+Shift+P'], 'panel.keys.popup'],
  [['Alt+Shift+N'], 'panel.keys.push'],
  [['Alt+Shift+H'], 'panel.keys.hold'],
] as const

/** The keyboard shortcuts of the panel. */
export function ShortcutsDialog({ ref }: { ref: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={ref} className="dialog" aria-label={t('panel.menu.shortcuts')}>
      <div className="bar">
        <h2 className="strong grow">{t('panel.menu.shortcuts')}</h2>
        <IconButton label={t('panel.close')} onClick={() => ref.current?.close()}>
          <Icon of={X} />
        </IconButton>
      </div>
      <table className="tbl">
        <tbody>
          {shortcuts.map(([keys, text]) => (
            <tr key={text}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key} </kbd>
                ))}
              </th>
              <td>{t(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note-line meta">{t('panel.keys.note')}</p>
    </dialog>
  )
}
