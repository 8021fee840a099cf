import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import type { JwkFacts, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/oauth/issue'
import type { Status } from '@/lib/rules/rule'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { t, tData } from '@/lib/i18n'
import { keyed } from './keyed'
import { Evidence } from './checks'
import type { TokenKeys } from './token-keys'

const looks = {
  valid: { status: 'pass', className: 'verify', title: 'panel.verify.valid' },
  invalid: { status: 'fail', className: 'verify verify--fail', title: 'panel.verify.invalid' },
  'not-run': { status: 'neutral', className: 'verify verify--idle', title: 'panel.verify.not_run' },
} as const satisfies Record<
  Verification['status'],
  { status: Status; className: string; title: string }
>

const sources = {
  jwks_uri: 'panel.verify.jwks_uri',
  pasted: 'panel.verify.pasted',
} as const

/** Keys that are handed over are those of the client, or of the proof itself. */
const owners = {
  profile: 'panel.verify.profile',
  proof: 'panel.verify.proof',
} as const

interface VerifyStripProps {
  verification: Verification
  by: TokenKeys['by']
  keyIssues: readonly Issue[]
  profileId: string | null
  /** Judges the token once more. */
  onRetry: () => void
}

/** Whether the signature holds, by which key, or exactly why not and what to do. */
export function VerifyStrip(props: VerifyStripProps) {
  const { verification, by, keyIssues, profileId, onRetry } = props
  const { status, reason, jwk, source, seen, expected } = verification
  const { className, title, status: icon } = looks[status]
  return (
    <div className={className}>
      <div className="verify__t">
        <StatusIcon status={icon} />
        <span>{t(title)}</span>
        {status !== 'not-run' && <KeySource source={source} by={by} />}
      </div>
      {reason && <p className="verify__why">{tData(`verification.${reason}`)}</p>}
      {(seen !== undefined || expected !== undefined) && (
        <dl className="check__facts verify__facts">
          <Evidence seen={seen} expected={expected} />
        </dl>
      )}
      {jwk && <KeyFacts jwk={jwk} />}
      {keyed(keyIssues, ({ code }) => code).map(({ key, item }) => (
        <div key={key} className="verify__why">
          <IssueLine issue={item} status="warn" />
        </div>
      ))}
      {status !== 'valid' && by === 'profile' && (
        <p className="verify__why meta">{t('panel.verify.profile_note')}</p>
      )}
      {status === 'not-run' && reason !== 'encrypted' && by === 'issuer' && (
        <WhatToDo profileId={profileId} onRetry={onRetry} />
      )}
    </div>
  )
}

interface KeySourceProps extends Pick<VerifyStripProps, 'by'> {
  source: Verification['source']
}

function KeySource({ source, by }: KeySourceProps) {
  if (!source) return null
  return (
    <span className="meta verify__src">{t(by === 'issuer' ? sources[source] : owners[by])}</span>
  )
}

function KeyFacts({ jwk }: { jwk: JwkFacts }) {
  const { kid, kty, crv, alg, use, size, thumbprint } = jwk
  const facts = [
    ['kid', kid],
    ['kty', crv ? `${kty} ${crv}` : kty],
    ['alg', alg],
    ['use', use],
    [t('panel.verify.size'), size === null ? null : t('panel.verify.bits', [String(size)])],
  ] as const
  return (
    <dl className="verify__jwk">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      {thumbprint !== null && (
        <div>
          <dt>{t('panel.verify.thumbprint')}</dt>
          <dd className="verify__print">
            {thumbprint}
            <CopyButton value={thumbprint} label={t('panel.verify.copy_thumbprint')} />
          </dd>
        </div>
      )}
    </dl>
  )
}

const keyRoles: ReadonlySet<string> = new Set(['issuer', 'jwks'])

function WhatToDo({ profileId, onRetry }: Pick<VerifyStripProps, 'profileId' | 'onRetry'>) {
  const host = useHost()
  const access = useMirror((state) => (profileId === null ? undefined : state.access[profileId]))
  const closed = (access ?? []).filter(
    ({ granted, roles }) => !granted && roles.some((role) => keyRoles.has(role)),
  )
  const allow = () => {
    const patterns = closed.map(({ pattern }) => pattern)
    void host.requestAccess(patterns).then((granted) => granted && onRetry())
  }
  return (
    <div className="btns verify__do">
      {closed.length > 0 ? (
        <>
          <Button onClick={allow}>{t('panel.access.allow')}</Button>
          <span className="meta wrap">
            {t('panel.verify.access', [closed.map(({ origin }) => origin).join(', ')])}
          </span>
        </>
      ) : (
        <>
          <Button onClick={onRetry}>{t('panel.retry')}</Button>
          <span className="meta">
            {t(profileId === null ? 'panel.verify.no_profile' : 'panel.verify.paste_jwks')}
          </span>
        </>
      )}
    </div>
  )
}
