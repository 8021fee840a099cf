import { useId } from 'react'
import { SwitchButton } from '@/components/ui/switch'
import { useHoldings, whyNoCall } from '@/components/connected/can-push'
import { destinationsOf, foreignText } from '@/components/connected/destination'
import { useHold } from '@/components/connected/use-hold'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'

/** The two switches of a profile: what happens to a response, and to its code. */
export function Switches({ profile }: { profile: Profile }) {
  return (
    <div className="hold2">
      <HoldSwitch key={profile.id} profile={profile} />
      <AutoSwitch profile={profile} />
    </div>
  )
}

/** Holds every response of the profile; the text below names the redirect_uri. */
function HoldSwitch({ profile }: { profile: Profile }) {
  const { on, off, text, toggle } = useHold(profile)
  return <Row label={t('ui.hold.label')} title={text} {...{ on, off, text }} onChange={toggle} />
}

/** Whether codes of the profile are exchanged automatically. */
function AutoSwitch({ profile }: { profile: Profile }) {
  const { id, autoExchange } = profile
  const holdings = useHoldings()
  const foreign = foreignText(destinationsOf(profile, holdings.access, ['token']))
  const why = autoExchange ? whyNoCall(profile, holdings, 'token') : null
  const text = why ?? t(autoExchange ? 'popup.auto.on' : 'popup.auto.off')
  return (
    <Row
      label={t('popup.auto.label')}
      on={autoExchange}
      off={null}
      text={text}
      title={foreign === null ? text : `${text}. ${foreign}`}
      onChange={(on) => void command('profileAutoExchange', { id, on })}
    />
  )
}

interface RowProps {
  readonly label: string
  readonly on: boolean
  /** Why it cannot be switched on; null if it can. */
  readonly off: string | null
  /** What the switch does now, or why it does nothing. */
  readonly text: string
  readonly title: string
  readonly onChange: (on: boolean) => void
}

function Row({ label, on, off, text, title, onChange }: RowProps) {
  const id = useId()
  return (
    <div>
      <span id={id}>{label}</span>
      <SwitchButton
        on={on}
        labelledBy={id}
        describedBy={`${id}-text`}
        off={off}
        title={title}
        onChange={onChange}
      />
      <span className="meta clamp3" id={`${id}-text`} title={title}>
        {text}
      </span>
    </div>
  )
}
