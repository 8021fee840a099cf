import { useState } from 'react'
import { type Holdability, holdabilityOf } from '@/lib/flow/read/holdability'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { acceptsAnyPort, parseUrl, withoutQuery } from '@/lib/model/url'
import { t } from '@/lib/i18n'
import { hostOf } from '@/components/ui/format'

/** Whether the responses of a profile are held, and the text for it. */
export interface HoldState {
  readonly on: boolean
  /** Why it cannot be switched on; null if it can, or if it is on. */
  readonly off: string | null
  /** Where responses are held, what happens while holding is off, or why it is impossible. */
  readonly text: string
  readonly toggle: (on: boolean) => void
}

interface Judged {
  readonly uri: string
  readonly can: Holdability
}

const whyNot = {
  scheme: 'ui.hold.scheme',
  'no-access': 'ui.hold.no_access',
  port: 'ui.hold.port',
} as const

/** The redirect_uris of a profile, each with whether a redirect to it can be held. */
export function useHoldability(profile: Profile | null): readonly Judged[] {
  const access = useMirror((state) => (profile ? state.access[profile.id] : undefined))
  return (profile?.redirectUris ?? []).map((uri) => {
    const origin = parseUrl(uri)?.origin ?? null
    const granted = access?.some((each) => each.origin === origin && each.granted) ?? false
    return { uri, can: holdabilityOf(uri, granted) }
  })
}

/** Why a redirect cannot be held. */
export function holdOff({ uri, can }: Judged): string | null {
  if (can === 'yes') return null
  return t(whyNot[can], [
    can === 'no-access' ? hostOnAnyPort(uri) : can === 'scheme' ? uri : hostOf(uri),
  ])
}

/** The host to allow. A loopback redirect_uri may be used with any port. */
function hostOnAnyPort(uri: string): string {
  const url = parseUrl(uri)
  return url && acceptsAnyPort(url) ? url.hostname : hostOf(uri)
}

/** The switch that holds every response of a profile. */
export function useHold(profile: Profile): HoldState {
  const uris = useHoldability(profile)
  const [failed, setFailed] = useState(false)
  const able = uris.filter(({ can }) => can === 'yes')
  const unable = uris.flatMap((each) => holdOff(each) ?? [])
  const on = profile.hold
  const none = able.length === 0 ? (unable[0] ?? t('ui.hold.no_uri')) : null
  const toggle = async (next: boolean) => {
    setFailed(false)
    try {
      await command('profileHold', { id: profile.id, on: next })
    } catch {
      setFailed(true)
    }
  }
  return {
    on,
    off: on ? null : none,
    text: failed ? t('ui.hold.failed') : (none ?? textOf(on, able, unable)),
    toggle: (next) => void toggle(next),
  }
}

function textOf(on: boolean, [first, ...rest]: readonly Judged[], unable: readonly string[]) {
  if (!on || !first) return t('ui.hold.off')
  const place = placeText(first.uri)
  const stops =
    rest.length === 0
      ? t('ui.hold.on', [place])
      : t('ui.hold.on_more', [place, String(rest.length)])
  return [stops, ...unable].join('. ')
}

/** A redirect_uri without scheme and query. The port of a native app is not known. */
function placeText(uri: string): string {
  const url = parseUrl(uri)
  if (url && acceptsAnyPort(url)) return t('ui.hold.any_port', [url.hostname + url.pathname])
  return withoutQuery(uri).replace(/^https?:\/\//i, '')
}
