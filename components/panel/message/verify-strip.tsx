import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { plainText, Prose } from '@/components/ui/prose'
import type { JwkFacts, Verification } from '@/lib/jose/types'
import type { SignerView, TokenView } from '@/lib/messaging/views'
import { isExplainedBelow } from './explained-below'
import { beginningOf } from '@/components/ui/long-text'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { t, tData } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { Evidence } from '@/components/ui/evidence'
import {
  isWithoutKey,
  verificationStatus,
  verificationText,
} from '@/components/ui/verification-text'

const classNames = {
  valid: 'verify',
  invalid: 'verify verify--fail',
  'not-run': 'verify verify--idle',
} as const satisfies Record<Verification['status'], string>

interface VerifyStripProps {
  view: TokenView
  /** Everything about the key is shown at once. */
  isWhole?: boolean
  /** Verifies the token with another key. */
  onOtherKey?: (() => void) | undefined
  /** Judges the token once more. */
  onRetry: () => void
}

/**
 * Whether the signature is valid and for which key, in one line; or why it was not verified, and what to
 * do. What is known of the key unfolds.
 */
export function VerifyStrip({ view, isWhole = false, onOtherKey, onRetry }: VerifyStripProps) {
  const [isUnfolded, setUnfolded] = useState(false)
  const { verification, keyIssues } = view
  const { status, reason } = verification
  const hasKeys = verification.source !== null && !isWithoutKey(reason)
  return (
    <div className={classNames[status]}>
      <div className="verify__t">
        <StatusIcon status={verificationStatus[status]} />
        <span className="nowrap">{verificationText(verification)}</span>
        {hasKeys && !isWhole && (
          <KeySummary view={view} isUnfolded={isUnfolded} onUnfold={setUnfolded} />
        )}
      </div>
      {hasKeys && (isWhole || isUnfolded) && <KeyDetails view={view} isWhole={isWhole} />}
      {!isExplainedBelow(view) && <Reason verification={verification} />}
      {keyed(keyIssues, ({ code }) => code).map(({ key, item }) => (
        <div key={key} className="verify__why">
          <IssueLine issue={item} status="warn" />
        </div>
      ))}
      {status === 'not-run' && <WhatToDo view={view} onRetry={onRetry} />}
      <OtherKey view={view} onOtherKey={onOtherKey} />
    </div>
  )
}

interface KeySummaryProps {
  readonly view: TokenView
  readonly isUnfolded: boolean
  readonly onUnfold: (isUnfolded: boolean) => void
}

/** The key in a few words, and the button that shows the rest. */
function KeySummary({ view, isUnfolded, onUnfold }: KeySummaryProps) {
  const summary = summaryOf(view)
  return (
    <>
      {summary !== '' && (
        <span className="meta verify__src cut" title={plainText(summary)}>
          <Prose>{summary}</Prose>
        </span>
      )}
      <Button variant="link" aria-expanded={isUnfolded} onClick={() => onUnfold(!isUnfolded)}>
        {t('panel.verify.key')}
      </Button>
    </>
  )
}

/** Whose key it is, why it was chosen, and its facts. */
function KeyDetails({ view, isWhole }: { readonly view: TokenView; readonly isWhole: boolean }) {
  const { jwk } = view.verification
  return (
    <>
      <p className={`verify__why verify__key ${isWhole ? '' : 'meta'}`}>
        <Prose>{keySentence(view)}</Prose>
      </p>
      {jwk && <KeyFacts jwk={jwk} />}
    </>
  )
}

function Reason({ verification: { reason, seen, expected } }: Pick<TokenView, 'verification'>) {
  return (
    <>
      {reason && (
        <p className="verify__why">
          <Prose>{tData(`verification.${reason}`)}</Prose>
        </p>
      )}
      {(seen !== undefined || expected !== undefined) && (
        <dl className="check__facts verify__facts">
          <Evidence seen={seen} expected={expected} />
        </dl>
      )}
    </>
  )
}

/** The algorithm, the key and its owner. */
function summaryOf({ jwt, signer, verification }: TokenView): string {
  const { jwk } = verification
  const alg = jwt.header?.['alg']
  return [
    typeof alg === 'string' ? beginningOf(alg, 40) : null,
    jwk && typeOf(jwk),
    jwk?.kid && t('panel.verify.kid', [beginningOf(jwk.kid, 80)]),
    ownerOf(signer, verification),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Whose key it is, and why it was chosen. */
const keySentence = ({ signer, verification }: TokenView) =>
  `${ownerOf(signer, verification)}. ${choiceOf(signer)}`

function OtherKey({ view, onOtherKey }: Pick<VerifyStripProps, 'view' | 'onOtherKey'>) {
  if (!onOtherKey || !hasOtherKey(view)) return null
  return (
    <div className="btns verify__do">
      <Button onClick={onOtherKey}>{t('panel.verify.other_key')}</Button>
    </div>
  )
}

/** Whether another key could verify the signature. */
function hasOtherKey({ jwt, role, verification: { status, reason } }: TokenView): boolean {
  if (status === 'valid') return false
  return jwt.kind === 'jws' && role.kind !== 'opaque' && !isWithoutKey(reason)
}

/** The type of a key with its curve or its size: "RSA 2048". */
function typeOf({ kty, crv, size }: JwkFacts): string {
  return [kty, crv ?? size].filter((part) => part !== null).join(' ')
}

/** The owner of the key. */
function ownerOf({ by, id, profile }: SignerView, { source }: Verification): string {
  if (by === 'pasted') return t('panel.verify.pasted')
  if (by === 'proof') return t('panel.verify.proof')
  if (by === 'holder') return t('panel.verify.holder')
  const name = profile?.name || t('panel.verify.unnamed')
  if (source === 'secret') return t('panel.verify.secret', [name])
  return by === 'client'
    ? t('panel.verify.client', [name])
    : t('panel.verify.issuer', [id ?? '', name])
}

/** Why this key was chosen. */
function choiceOf({ by, because, id }: SignerView): string {
  if (by === 'pasted') return t('panel.verify.because.pasted')
  if (by === 'proof') return t('panel.verify.because.proof')
  if (by === 'holder') return t('panel.verify.because.holder')
  if (because === 'flow')
    return t(by === 'client' ? 'panel.verify.because.flow_client' : 'panel.verify.because.flow')
  return by === 'client'
    ? t('panel.verify.because.client', [id ?? ''])
    : t('panel.verify.because.iss')
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

/** Grants missing access; otherwise says what else can be done. */
function WhatToDo({ view: { signer, verification }, onRetry }: VerifyStripProps) {
  const host = useHost()
  const profileId = signer.by === 'issuer' ? (signer.profile?.id ?? null) : null
  const access = useMirror((state) => (profileId === null ? undefined : state.access[profileId]))
  const advice = adviceFor(verification.reason)
  const closed = (access ?? []).filter(
    ({ granted, roles }) => !granted && roles.some((role) => keyRoles.has(role)),
  )
  const allow = () => {
    const patterns = closed.map(({ pattern }) => pattern)
    void host.requestAccess(patterns).then((granted) => granted && onRetry())
  }
  if (profileId !== null && closed.length > 0 && verification.reason === 'jwks-missing')
    return (
      <div className="btns verify__do">
        <Button onClick={allow}>{t('panel.access.allow')}</Button>
        <span className="meta wrap">
          {t('panel.verify.access', [closed.map(({ origin }) => origin).join(', ')])}
        </span>
      </div>
    )
  if (advice === null) return null
  return (
    <div className="btns verify__do">
      {profileId !== null && <Button onClick={onRetry}>{t('panel.retry')}</Button>}
      <span className="meta wrap">
        <Prose>{advice}</Prose>
      </span>
    </div>
  )
}

/** The next step for a missing key; null if no step would help. */
function adviceFor(reason: Verification['reason']): string | null {
  if (reason === null) return null
  const key = `verification_advice.${reason}`
  const text = tData(key)
  return text === key ? null : text
}
