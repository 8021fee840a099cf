import '../ui/parts.css'
import { useState } from 'react'
import type { Profile } from '@/lib/oauth/profile'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { command } from '@/lib/state/actions'
import {
  destinationsOf,
  foreignText,
  hostsText,
  type Destination,
  type Target,
} from './destination'
import { StatusIcon } from '@/components/ui/icon'

interface SendsToProps extends Looks {
  readonly profile: Pick<Profile, 'id' | 'issuer' | 'discovery'> | null
  readonly targets: readonly Target[]
}

interface Looks {
  /** Auto-exchange is on and has sent nothing to these hosts. */
  readonly auto?: boolean
  /** Access is requested elsewhere on the screen. */
  readonly isRequested?: boolean
  /** The issuer's own metadata names the hosts. */
  readonly isOwn?: boolean
  readonly issuer?: string | null
  /** The hosts that it may send to are named elsewhere. */
  readonly isNamed?: boolean
}

/** Names the destination hosts that are not the issuer's, and offers missing access. */
export function SendsTo({ profile, targets, ...looks }: SendsToProps) {
  const access = useMirror((state) => state.access)
  const destinations = destinationsOf(profile, access, targets)
  const isOwn = profile?.discovery.kind === 'derived'
  const issuer = profile?.issuer ?? null
  return <Destinations {...{ destinations, isOwn, issuer }} {...looks} />
}

/** The same for known destinations. */
export function Destinations(props: Looks & { readonly destinations: readonly Destination[] }) {
  const { auto = false, isRequested = false, isOwn = false, issuer = null } = props
  const { local, closed, foreign } = shownOf(props)
  if (foreign === null && closed.length + local.length === 0) return null
  return (
    <div className="sends">
      {foreign !== null && (isOwn ? <OwnHosts text={foreign} /> : <OtherHosts text={foreign} />)}
      {issuer !== null && local.length > 0 && <Local destinations={local} issuer={issuer} />}
      {closed.length > 0 && <Closed {...{ closed, auto, isRequested }} />}
    </div>
  )
}

/** What is said of the hosts. A separate request for access already names those that it is about. */
function shownOf(props: Looks & { readonly destinations: readonly Destination[] }) {
  const { auto = false, isRequested = false, isNamed = false } = props
  const shown = props.destinations.filter(({ isAllowed }) => isAllowed || auto || !isRequested)
  const local = shown.filter(({ localOrigin }) => localOrigin !== null)
  return {
    local,
    closed: shown.filter((each) => !each.isAllowed && !local.includes(each)),
    foreign: isNamed ? null : foreignText(shown.filter(({ isAllowed }) => isAllowed)),
  }
}

/** The issuer's own metadata names the hosts, so they take one line until it is opened. */
function OwnHosts({ text }: { text: string }) {
  return (
    <details className="sends__fold">
      <summary title={text}>{text}</summary>
    </details>
  )
}

function OtherHosts({ text }: { text: string }) {
  return (
    <p className="sends__line">
      <StatusIcon status="warn" />
      <span className="wrap">{text}</span>
    </p>
  )
}

interface LocalProps {
  readonly issuer: string
  readonly destinations: readonly Destination[]
}

/** Asks before something is sent to this computer or its network on the word of a server elsewhere. */
function Local({ issuer, destinations }: LocalProps) {
  const confirm = () => {
    for (const { localOrigin } of destinations)
      if (localOrigin !== null) void command('localConfirm', { issuer, origin: localOrigin })
  }
  return (
    <div className="sends__line">
      <StatusIcon status="warn" />
      <span className="wrap">{t('ui.sends.local', [hostsText(destinations), hostOf(issuer)])}</span>
      <Button onClick={confirm}>{t('ui.sends.local_allow')}</Button>
    </div>
  )
}

function Closed({
  closed,
  auto,
  isRequested,
}: Looks & { readonly closed: readonly Destination[] }) {
  const host = useHost()
  const [refused, setRefused] = useState(false)
  const allow = () => {
    // The browser requires the request in the click handler, before any `await`.
    host.requestAccess(closed.map(({ pattern }) => pattern)).then(
      (granted) => setRefused(!granted),
      () => setRefused(true),
    )
  }
  return (
    <div className="sends__line">
      <StatusIcon status="neutral" />
      <span className="wrap" role={refused ? 'alert' : undefined}>
        {t(words(refused, auto), [closed.map(named).join(', ')])}
      </span>
      {!isRequested && <Button onClick={allow}>{t('ui.sends.allow')}</Button>}
    </div>
  )
}

function named({ host, isForeign }: Destination): string {
  return isForeign ? t('ui.sends.host_foreign', [host]) : host
}

function words(refused: boolean, auto: boolean | undefined) {
  if (refused) return 'ui.sends.refused'
  return auto ? 'ui.sends.auto_closed' : 'ui.sends.closed'
}
