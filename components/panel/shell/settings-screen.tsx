import { ChevronLeft } from 'lucide-react'
import { ChangeShortcuts } from '@/components/connected/change-shortcuts'
import { SettingRows } from '@/components/connected/setting-rows'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { SectionBar } from '@/components/ui/section-bar'
import { ShortcutList } from '@/components/ui/shortcut-list'
import { useFocusOnMount } from '@/components/ui/use-focus-on-mount'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { shortcuts } from './shortcuts-dialog'

/** The settings, and the keyboard shortcuts beside them. */
export function SettingsScreen({ onBack }: { readonly onBack: () => void }) {
  const back = useFocusOnMount(true)
  const screen = useKeyDown<HTMLDivElement>((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onBack()
  })
  return (
    <div ref={screen} className="panel__main settings">
      <div className="bar">
        <IconButton ref={back} label={t('popup.back')} onClick={onBack}>
          <Icon of={ChevronLeft} />
        </IconButton>
        <h2 className="strong grow cut">{t('panel.settings.title')}</h2>
        <kbd className="meta">Esc</kbd>
      </div>
      <div className="settings__panes">
        <section className="pane" aria-label={t('panel.menu.settings')}>
          <SettingRows />
        </section>
        <section className="pane" aria-label={t('panel.menu.shortcuts')}>
          <SectionBar title={t('panel.menu.shortcuts')} level={3}>
            <span className="grow" />
            <ChangeShortcuts />
          </SectionBar>
          <ShortcutList shortcuts={shortcuts.map(([keys, text]) => [keys, t(text)])} />
          <p className="note-line meta">{t('panel.keys.note')}</p>
        </section>
      </div>
    </div>
  )
}
