import { t } from '@/lib/i18n'
import { Page } from './page'
import { SettingRows } from '@/components/connected/setting-rows'

/** The settings for the whole of Parley. */
export function SettingsPage({ onBack }: { onBack: () => void }) {
  return (
    <Page title={t('popup.settings.title')} onBack={onBack}>
      <SettingRows />
    </Page>
  )
}
