import { Zap } from 'lucide-react'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'

/** Whether codes of the profile are exchanged as they arrive. */
export function AutoExchange({ profile: { id, autoExchange } }: { profile: Profile }) {
  return (
    <button
      type="button"
      role="switch"
      className={`btn btn--icon btn--lg auto${autoExchange ? ' is-on' : ''}`}
      aria-checked={autoExchange}
      aria-label={t('popup.auto.label')}
      title={t(autoExchange ? 'popup.auto.on' : 'popup.auto.off')}
      onClick={() => void command('profileAutoExchange', { id, on: !autoExchange })}
    >
      <Icon of={Zap} />
    </button>
  )
}
