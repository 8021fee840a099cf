import { useId } from 'react'
import { HeldIcon } from '@/components/ui/icon'
import { SwitchButton } from '@/components/ui/switch'
import { useHold } from '@/components/connected/use-hold'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'

/** The switch that holds every response of a profile, with the redirect_uri below it. */
export function HoldRow({ profile }: { profile: Profile | null }) {
  return profile && <Row profile={profile} />
}

function Row({ profile }: { profile: Profile }) {
  const { on, off, text, toggle } = useHold(profile)
  const id = useId()
  return (
    <div className={on ? 'popup__hold is-on' : 'popup__hold'}>
      <HeldIcon />
      <div className="grow">
        <div id={id}>{t('ui.hold.label')}</div>
        <div className="meta cut" id={`${id}-text`} title={text}>
          {text}
        </div>
      </div>
      <SwitchButton
        on={on}
        labelledBy={id}
        describedBy={`${id}-text`}
        off={off}
        title={off ?? undefined}
        onChange={toggle}
      />
    </div>
  )
}
