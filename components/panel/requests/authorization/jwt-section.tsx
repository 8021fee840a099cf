import { useState } from 'react'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import type { JwtValues } from '@/lib/oauth/request-values'
import { withJwt } from '@/components/connected/request/edit-values'
import { useSheet } from '@/components/connected/request/sheet-context'
import { ValueRow } from '@/components/connected/request/value-row'
import { SheetSection } from '@/components/connected/request/sheet-section'

/** What the profile says of a JWT, as far as the sheet shows it. */
const ofProfile: Readonly<
  Record<'assertion' | 'requestObject', (profile: Profile) => { aud: string; lifetime: number }>
> = {
  assertion: ({ clientAuth, issuer }) => ({
    aud: clientAuth.audience === 'issuer' ? issuer : '',
    lifetime: clientAuth.lifetime,
  }),
  requestObject: ({ issuer }) => ({ aud: issuer, lifetime: 300 }),
}

const titles = {
  assertion: 'panel.requests.sections.assertion',
  requestObject: 'panel.requests.sections.request_object',
} as const

/** The claims and the header of a JWT that the client signs. */
export function JwtSection({ of }: { readonly of: 'assertion' | 'requestObject' }) {
  const { profile, values, edit } = useSheet()
  const own = ofProfile[of](profile)
  const jwt: JwtValues = values[of]
  const { lifetime = own.lifetime } = jwt
  const set = <M extends keyof JwtValues>(member: M) => {
    return (next: JwtValues[M] | undefined) => edit(withJwt(values, of, member, next))
  }
  const text = (member: 'claims' | 'header') => (next: string | null | undefined) =>
    set(member)(next || undefined)
  const expires =
    lifetime === null ? t('panel.requests.no_exp') : t('panel.requests.expires', [String(lifetime)])
  return (
    <SheetSection
      title={t(titles[of])}
      summary={[jwt.aud ?? own.aud, expires].filter(Boolean).join(', ')}
      isOpen={Object.keys(jwt).length > 0}
    >
      <ValueRow
        name="aud"
        field={`${of}.aud`}
        value={jwt.aud ?? own.aud}
        isChanged={jwt.aud !== undefined}
        isKept
        placeholder={t('panel.requests.of_profile')}
        onChange={(next) => set('aud')(next ?? undefined)}
      />
      <LifetimeRow
        field={`${of}.lifetime`}
        lifetime={lifetime}
        isChanged={jwt.lifetime !== undefined}
        onChange={set('lifetime')}
      />
      <ValueRow
        name="header"
        label={t('panel.requests.header_added')}
        field={`${of}.header`}
        value={jwt.header ?? ''}
        isChanged={jwt.header !== undefined}
        isKept
        isLong
        placeholder="{ }"
        onChange={text('header')}
      />
      <ValueRow
        name="claims"
        label={t('panel.requests.claims_added')}
        field={`${of}.claims`}
        value={jwt.claims ?? ''}
        isChanged={jwt.claims !== undefined}
        isKept
        isLong
        placeholder="{ }"
        onChange={text('claims')}
      />
      <p className="hint sheet__note">{t('panel.requests.null_note')}</p>
    </SheetSection>
  )
}

interface LifetimeRowProps {
  readonly field: string
  /** Seconds; null without `exp`. */
  readonly lifetime: number | null
  readonly isChanged: boolean
  readonly onChange: (lifetime: number | null | undefined) => void
}

/** The lifetime in seconds. It may be negative, for a JWT that has expired already. */
function LifetimeRow({ field, lifetime, isChanged, onChange }: LifetimeRowProps) {
  const [typed, setTyped] = useState('')
  const seconds = secondsOf(typed)
  // A minus sign alone, or an empty field, is on its way to a number.
  const isTyping = isChanged && (seconds === null || seconds === lifetime)
  return (
    <ValueRow
      name="exp"
      field={field}
      value={lifetime === null ? null : isTyping ? typed : String(lifetime)}
      isChanged={isChanged}
      placeholder={t('panel.requests.seconds')}
      onChange={(next) => {
        setTyped(next ?? '')
        if (typeof next === 'string') onChange(secondsOf(next) ?? lifetime)
        else onChange(next)
      }}
    />
  )
}

/** A whole number of seconds with at most nine digits; null for another text. */
function secondsOf(text: string): number | null {
  return /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
