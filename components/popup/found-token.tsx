import { formatRelative } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { useNow } from '@/components/ui/time'
import { tokenKindText } from '@/components/ui/token-kind-text'
import { verificationStatus, verificationText } from '@/components/ui/verification-text'
import { useInspection } from '@/components/connected/use-inspection'
import { t, tData } from '@/lib/i18n'
import type { TokenView } from '@/lib/messaging/views'
import { pastedTokens } from '@/lib/oauth/paste-tokens'
import type { Recognition } from '@/lib/oauth/recognition'

/** The token that was pasted, decoded and verified; null for several and until then. */
export function useFoundToken(found: Recognition): TokenView | null {
  const [token, ...others] = pastedTokens(found)
  const text = token && others.length === 0 ? token.text : ''
  const { view } = useInspection({ text, ...nothingGiven })
  return text === '' ? null : view
}

const nothingGiven = {
  flowId: null,
  jwks: null,
  nonce: null,
  payload: null,
  kind: null,
  anyKey: false,
} as const

/** What a pasted token is: its kind, issuer and expiry, and whether its signature is valid. */
export function FoundToken({ view }: { readonly view: TokenView }) {
  const { jwt, signer, verification } = view
  const { reason } = verification
  const audience = [jwt.payload?.['aud']].flat().map(textOf).filter(Boolean).join(' ')
  const rest = [
    ['aud', audience],
    ['kid', textOf(jwt.header?.['kid'])],
    ['alg', textOf(jwt.header?.['alg'])],
  ].filter(([, value]) => value !== '')
  const issuer = textOf(jwt.payload?.['iss'])
  return (
    <div className="found">
      <StatusIcon status={verificationStatus[verification.status]} />
      <span className="grow wrap">
        <span className="strong">{tokenKindText(view)}</span>
        <Expiry exp={jwt.payload?.['exp']} />
        <span className="found__said">
          {verificationText(verification)}
          {signer.profile && `, ${t('popup.found.of_profile', [signer.profile.name])}`}
        </span>
        {reason !== null && (
          <span className="meta found__said">
            <Prose>{tData(`verification.${reason}`)}</Prose>
          </span>
        )}
        {issuer !== '' && (
          <span className="meta found__said">
            iss <span className="mono">{issuer}</span>
          </span>
        )}
        {rest.length > 0 && (
          <span className="meta found__said">
            {rest.map(([name, value], at) => (
              <span key={name}>
                {at > 0 && ', '}
                {name} <span className="mono">{value}</span>
              </span>
            ))}
          </span>
        )}
      </span>
    </div>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? beginningOf(value, 80) : '')

/** When the token expires or expired; nothing without a date. */
function Expiry({ exp }: { readonly exp: unknown }) {
  const now = useNow()
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return null
  const left = exp * 1000 - now
  return (
    <span className="num">
      {', '}
      {t(left < 0 ? 'popup.found.expired' : 'popup.found.expires', [formatRelative(left)])}
    </span>
  )
}
