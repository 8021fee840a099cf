import { Zap } from 'lucide-react'
import { destinationsOf, foreignText } from '@/components/connected/destination'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'

/** Whether codes of the profile are exchanged automatically. */
export function AutoExchange({ profile }: { profile: Profile }) {
  const { id, autoExchange } = profile
  const access = useMirror((state) => state.access)
  const foreign = foreignText(destinationsOf(profile, access, ['token']))
  const title = t(autoExchange ? 'popup.auto.on' : 'popup.auto.off')
  return (
    <button
      type="button"
      role="switch"
      className={`btn btn--icon btn--lg auto${autoExchange ? ' is-on' : ''}`}
      aria-checked={autoExchange}
      aria-label={t('popup.auto.label')}
      title={foreign === null ? title : `${title}. ${foreign}`}
      onClick={() => void command('profileAutoExchange', { id, on: !autoExchange })}
    >
      <Icon of={Zap} />
    </button>
  )
}
