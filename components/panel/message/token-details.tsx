import { CopyButton } from '@/components/ui/copy-button'
import { SectionBar } from '@/components/ui/section-bar'
import { StatusIcon } from '@/components/ui/icon'
import type { DecodedJwt, JwtIssue } from '@/lib/jose/types'
import { maskedText } from '@/lib/model/masking'
import type { TokenView } from '@/lib/messaging/views'
import type { RuleResult } from '@/lib/model/rule-result'
import { t, tData } from '@/lib/i18n'
import { Evidence, Checks } from '@/components/ui/checks'
import { claimRows, resultsOfParts } from './claim-rows'
import { DecryptStrip, OuterHeader } from './decrypt-strip'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { FurtherSignatures } from './further-signatures'
import { SdJwtSection } from './sd-jwt-section'
import { TokenKindLine } from './token-kind-line'
import { TokenText } from './token-text'
import { ValueTable } from './value-table'
import { VerifyStrip } from './verify-strip'

interface TokenDetailsProps {
  view: TokenView
  /** The text as received; for a JWE the outer token. */
  text: string
  onRetry: () => void
}

/**
 * A token, decoded, verified and judged. The readable parts of a malformed token are shown, too.
 */
export function TokenDetails(props: TokenDetailsProps) {
  const { view, text, onRetry } = props
  const { jwt, role, header, payload, decryption, results } = view
  const parts = resultsOfParts(header, payload, results)
  const issues = role.kind === 'opaque' ? [] : jwt.issues
  const { first, more } = useFirst(issues)
  const isClosed = decryption?.status === 'closed'
  const isOpened = decryption?.status === 'opened'
  return (
    <>
      {decryption && <DecryptStrip decryption={decryption} />}
      {!isClosed && (
        <>
          <TokenKindLine role={role} />
          <VerifyStrip view={view} onRetry={onRetry} />
        </>
      )}
      <Scroll label={t('panel.tokens.details')}>
        {isOpened && <OuterHeader text={text} />}
        {keyed(first, ({ part, code }) => `${part} ${code}`).map(({ key, item }) => (
          <IssueItem key={key} issue={item} />
        ))}
        {more && <p className="note-line">{more}</p>}
        {jwt.header && (
          <>
            <SectionBar level={3} title={t('panel.tokens.header')}>
              <span className="grow" />
              <CopyButton
                value={JSON.stringify(jwt.header, null, 2)}
                label={t('panel.copy.header')}
              />
            </SectionBar>
            <ValueTable
              label={t('panel.tokens.header')}
              place="claim"
              rows={claimRows(header, parts.header, 'headers')}
              claims
            />
          </>
        )}
        <FurtherSignatures view={view} onRetry={onRetry} />
        <SdJwtSection view={view} onRetry={onRetry} />
        <Payload view={view} results={parts.payload} />
        <Signature jwt={jwt} />
        <SectionBar level={3} title={t('panel.checks.title')}>
          {results.length}
        </SectionBar>
        <Checks results={results} />
      </Scroll>
    </>
  )
}

interface PayloadProps {
  readonly view: TokenView
  readonly results: readonly RuleResult[]
}

function Payload({ view: { jwt, payload }, results }: PayloadProps) {
  const title = t('panel.tokens.payload')
  if (jwt.payload)
    return (
      <>
        <SectionBar level={3} title={title}>
          <span>{t('panel.tokens.claims', payload.length)}</span>
          <span className="grow" />
          <CopyButton
            value={JSON.stringify(jwt.payload, null, 2)}
            label={t('panel.copy.payload')}
          />
        </SectionBar>
        <ValueTable
          label={title}
          place="claim"
          rows={claimRows(payload, results, 'claims')}
          claims
        />
      </>
    )
  if (jwt.kind === 'jwe')
    return (
      <>
        <SectionBar level={3} title={title} />
        <p className="note-line">{t('panel.tokens.encrypted')}</p>
      </>
    )
  return (
    jwt.payloadText !== null && (
      <>
        <SectionBar level={3} title={title}>
          {t('panel.tokens.not_object')}
        </SectionBar>
        <pre className="note-line payload-text">
          <LongText text={maskedText(jwt.payloadText, 'claim')} maxCharacters={8000} />
        </pre>
      </>
    )
  )
}

function Signature({ jwt }: { jwt: DecodedJwt }) {
  const length = jwt.signatureLength
  return (
    <>
      <SectionBar
        level={3}
        title={t(length === null ? 'panel.tokens.token' : 'panel.tokens.signature')}
      >
        {length !== null && <span>{t('panel.tokens.bytes', length)}</span>}
        <span className="grow" />
        <CopyButton value={jwt.text} label={t('panel.copy.token')} />
      </SectionBar>
      <p className="seg3 note-line">
        <TokenText text={jwt.text} />
      </p>
    </>
  )
}

function IssueItem({ issue }: { issue: JwtIssue }) {
  const { part, code, seen, expected } = issue
  return (
    <article className="check">
      <StatusIcon status="fail" />
      <h3 className="wrap">{tData(`jwt_issues.${code}`)}</h3>
      <dl className="check__facts">
        <dt>{t('panel.tokens.part')}</dt>
        <dd>{tData(`panel.parts.${part}`)}</dd>
        <Evidence seen={seen} expected={expected} />
      </dl>
    </article>
  )
}
