import { CopyButton } from '@/components/ui/copy-button'
import { Evidence } from '@/components/ui/evidence'
import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { useFirst } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { SpecLink } from '@/components/ui/spec-link'
import { t, tData } from '@/lib/i18n'
import type { SdJwtIssue } from '@/lib/jose/sd-jwt-issues'
import type { SdJwtView, TokenView } from '@/lib/messaging/views'
import type { ClaimView } from '@/lib/oauth/claim-views'
import { claimRows } from './claim-rows'
import { DisclosureTable } from './disclosure-table'
import { ValueTable } from './value-table'
import { VerifyStrip } from './verify-strip'

interface SdJwtSectionProps {
  readonly view: TokenView
  readonly onRetry: () => void
}

/** The disclosures of an SD-JWT, its key binding, and the payload with the disclosed claims. */
export function SdJwtSection({ view, onRetry }: SdJwtSectionProps) {
  const { sdJwt } = view
  if (!sdJwt) return null
  const { disclosures, digests, withheld, issues, processed } = sdJwt
  const isRead = issues.every(({ code }) => code !== 'alg_unknown' && code !== 'alg_type')
  return (
    <>
      <SectionBar level={3} title={t('panel.sd_jwt.disclosures')}>
        {isRead
          ? t('panel.sd_jwt.count', [String(digests - withheld), String(digests)])
          : t('panel.sd_jwt.unread')}
      </SectionBar>
      <SdJwtIssues issues={unreported(issues, view)} />
      {disclosures.length > 0 && <DisclosureTable sdJwt={sdJwt} />}
      {withheld > 0 && (
        <p className="note-line with-icon">
          <StatusIcon status="neutral" />
          {t('panel.sd_jwt.withheld', withheld)}
        </p>
      )}
      <KeyBinding view={view} sdJwt={sdJwt} onRetry={onRetry} />
      <Processed claims={processed} />
    </>
  )
}

/** The issues that no check reports: limits of Parley, or all for a token that is judged as another kind. */
function unreported(
  issues: readonly SdJwtIssue[],
  { results }: Pick<TokenView, 'results'>,
): readonly SdJwtIssue[] {
  const isJudged = results.some(({ on }) => on === 'sd-jwt')
  return isJudged ? issues.filter(({ clause }) => clause === null) : issues
}

interface KeyBindingProps extends SdJwtSectionProps {
  readonly sdJwt: SdJwtView
}

function KeyBinding({ view, sdJwt: { keyBinding }, onRetry }: KeyBindingProps) {
  const missing = view.jwt.json ? 'panel.sd_jwt.no_key_binding_json' : 'panel.sd_jwt.no_key_binding'
  return (
    <>
      <SectionBar level={3} title={t('panel.sd_jwt.key_binding')} />
      {keyBinding ? (
        <>
          <VerifyStrip
            view={{ ...view, ...keyBinding, decryption: null, results: [] }}
            onRetry={onRetry}
          />
          <SdJwtIssues issues={unreported(keyBinding.issues, view)} />
          <ValueTable
            label={t('panel.sd_jwt.key_binding_claims')}
            place="claim"
            rows={claimRows(keyBinding.payload, [], 'claims')}
          />
        </>
      ) : (
        <p className="note-line with-icon">
          <StatusIcon status="neutral" />
          <span>
            <Prose>{t(missing)}</Prose>
          </span>
        </p>
      )}
    </>
  )
}

/** The payload that a verifier works with. */
function Processed({ claims }: { claims: readonly ClaimView[] | null }) {
  const title = t('panel.sd_jwt.processed')
  if (claims === null)
    return (
      <>
        <SectionBar level={3} title={title} />
        <p className="note-line">{t('panel.sd_jwt.rejected')}</p>
      </>
    )
  const object = Object.fromEntries(claims.map(({ name, value }) => [name, value]))
  return (
    <>
      <SectionBar level={3} title={title}>
        <span>{t('panel.tokens.claims', claims.length)}</span>
        <span className="grow" />
        <CopyButton
          value={JSON.stringify(object, null, 2)}
          label={t('panel.sd_jwt.copy_processed')}
        />
      </SectionBar>
      <ValueTable label={title} place="claim" rows={claimRows(claims, [], 'claims')} />
    </>
  )
}

function SdJwtIssues({ issues }: { issues: readonly SdJwtIssue[] }) {
  const { first, more } = useFirst(issues)
  return (
    <>
      {keyed(first, ({ code, disclosure }) => `${code} ${disclosure}`).map(({ key, item }) => (
        <IssueItem key={key} issue={item} />
      ))}
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

function IssueItem({ issue }: { issue: SdJwtIssue }) {
  const { code, clause, disclosure, seen, expected } = issue
  return (
    <article className="check">
      <StatusIcon status={clause === null ? 'neutral' : 'fail'} />
      <h3 className="wrap">
        <Prose>{tData(`sd_jwt_issues.${code}`)}</Prose>
      </h3>
      <dl className="check__facts">
        {disclosure !== null && (
          <>
            <dt>{t('panel.sd_jwt.about')}</dt>
            <dd>{t('panel.sd_jwt.disclosure', [String(disclosure + 1)])}</dd>
          </>
        )}
        <Evidence seen={seen} expected={expected} />
        {clause !== null && (
          <>
            <dt>{t('panel.checks.clause')}</dt>
            <dd className="check__refs">
              <SpecLink specRef={clause} />
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}
