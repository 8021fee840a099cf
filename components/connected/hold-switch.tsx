import { useId } from 'react'
import { HeldIcon } from '@/components/ui/icon'
import { SwitchButton } from '@/components/ui/switch'
import { useHold } from './use-hold'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'

/** The switch that holds every response of a profile. Its tooltip names the redirect_uri. */
export function HoldSwitch({ profile }: { profile: Profile }) {
  const { on, off, text, toggle } = useHold(profile)
  const id = useId()
  return (
    <span className={on ? 'hold is-on' : 'hold'} title={text}>
      <HeldIcon />
      <span id={id} className="hold__word">
        {t('panel.nav.hold')}
        <span className="hide-narrow"> {t('panel.nav.hold_rest')}</span>
      </span>
      <span className="vh" id={`${id}-text`}>
        {text}
      </span>
      <SwitchButton
        on={on}
        labelledBy={id}
        describedBy={`${id}-text`}
        off={off}
        onChange={toggle}
      />
    </span>
  )
}
