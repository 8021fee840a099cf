import { Checks } from '@/components/ui/checks'
import { CopyButton } from '@/components/ui/copy-button'
import { Evidence } from '@/components/ui/evidence'
import { Fold } from '@/components/ui/fold'
import { StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { LongText, useFirst } from '@/components/ui/long-text'
import { Scroll } from '@/components/ui/scroll'
import { SectionBar } from '@/components/ui/section-bar'
import type { DecodedJwt, JwtIssue } from '@/lib/jose/types'
import { maskedText } from '@/lib/model/masking'
import type { TokenView } from '@/lib/messaging/views'
import type { RuleResult } from '@/lib/model/rule-result'
import type { JwtContent } from '@/lib/oauth/jwt-text'
import { t, tData } from '@/lib/i18n'
import { claimRows, resultsOfParts } from './claim-rows'
import { EventSection } from './event-section'
import { DecryptStrip, OuterHeader } from './decrypt-strip'
import { FurtherSignatures } from './further-signatures'
import { KeysTried } from './keys-tried'
import { Problems } from './problems'
import { SdJwtSection } from './sd-jwt-section'
import { TokenKindLine, type OnKind } from './token-kind-line'
import { TokenText } from './token-text'
import { ValueTable } from './value-table'
import { VerifyStrip } from './verify-strip'

interface TokenDetailsProps {
  view: TokenView
  /** The text as received; for a JWE the outer token. */
  text: string
  /** Its kind is known from its place, and its checks are shown elsewhere. */
  isInMessage?: boolean
  /** The disclosures of an SD-JWT are in a pane of their own. */
  isDivided?: boolean
  /** What the Tokens screen can do with the token. */
  actions?: TokenActions
  onRetry: () => void
}

export interface TokenActions {
  readonly onKind: OnKind
  /** Verifies it with another key. */
  readonly onOtherKey: () => void
  /** Compares its nonce with another one. */
  readonly onNonce: () => void
  /** Decrypts it with any private key. */
  readonly onAnyKey: () => void
}

/**
 * A token, decoded, verified and judged. The readable parts of a malformed token are shown, too.
 */
export function TokenDetails(props: TokenDetailsProps) {
  const { view, text, isInMessage = false, isDivided = false, onRetry } = props
  const { role, decryption, results } = view
  const isOpened = decryption?.status === 'opened'
  return (
    <>
      <Strips {...props} />
      <Scroll label={t('panel.tokens.details')}>
        <Problems results={results} />
        {role.kind === 'set' && <EventSection payload={view.jwt.payload} />}
        {isOpened && <OuterHeader text={text} />}
        {!isDivided && <SdJwtSection view={view} onRetry={onRetry} />}
        <TokenParts view={role.kind === 'opaque' ? withoutIssues(view) : view} />
        {!isInMessage && <KeysTried view={view} />}
        <FurtherSignatures view={view} onRetry={onRetry} />
        {!isInMessage && <OtherChecks results={results} actions={props.actions} />}
      </Scroll>
    </>
  )
}

/** The kind of a token, and whether it was decrypted and verified. */
function Strips({ view, isInMessage = false, actions, onRetry }: TokenDetailsProps) {
  const { decryption } = view
  return (
    <>
      {!isInMessage && <TokenKindLine view={view} onKind={actions?.onKind} />}
      {decryption && <DecryptStrip decryption={decryption} onAnyKey={actions?.onAnyKey} />}
      {decryption?.status !== 'closed' && (
        <VerifyStrip
          view={view}
          isWhole={!isInMessage}
          onOtherKey={actions?.onOtherKey}
          onRetry={onRetry}
        />
      )}
    </>
  )
}

/** An opaque token does not try to be a JWT. */
const withoutIssues = (view: TokenView): TokenView => ({
  ...view,
  jwt: { ...view.jwt, issues: [] },
})

/** What can be read of a token: its header and its claims, each with its checks. */
export function TokenParts({ view }: { view: JwtContent & Pick<TokenView, 'results'> }) {
  const { jwt, header, payload, results } = view
  const parts = resultsOfParts(header, payload, results)
  const { first, more } = useFirst(unreported(jwt, results))
  return (
    <>
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
          />
        </>
      )}
      <Payload jwt={jwt} payload={payload} results={parts.payload} />
      <Signature jwt={jwt} />
    </>
  )
}

/** The issues of a token that no failed check reports. */
function unreported({ issues }: DecodedJwt, results: readonly RuleResult[]): readonly JwtIssue[] {
  const codes = new Set(
    results.filter(({ on }) => on === 'jwt').flatMap(({ findings }) => findings.map(codeOf)),
  )
  return issues.filter((issue) => !codes.has(codeOf(issue)))
}

const codeOf = ({ code }: { readonly code: string }) => code

interface OtherChecksProps {
  readonly results: readonly RuleResult[]
  readonly actions: TokenActions | undefined
}

/** What is not wrong: notes, what was not checked, and what passed. */
function OtherChecks({ results, actions }: OtherChecksProps) {
  const others = results.filter(
    ({ outcome, severity }) => outcome !== 'failed' || severity === 'info',
  )
  return (
    <>
      <SectionBar level={3} title={t('panel.checks.title')}>
        {results.length}
      </SectionBar>
      <Checks
        checked={others.map((result) => ({ result }))}
        isRest
        acts={actions && { nonce: actions.onNonce, key: actions.onOtherKey }}
      />
    </>
  )
}

type PayloadProps = Pick<TokenView, 'jwt' | 'payload' | 'results'>

function Payload({ jwt, payload, results }: PayloadProps) {
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
        <ValueTable label={title} place="claim" rows={claimRows(payload, results, 'claims')} />
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

/** The encoded token, folded: what it says is above. */
function Signature({ jwt }: { jwt: DecodedJwt }) {
  const length = jwt.signatureLength
  return (
    <Fold
      title={t(length === null ? 'panel.tokens.token' : 'panel.tokens.signature')}
      count={length !== null && t('panel.tokens.bytes', length)}
      tools={<CopyButton value={jwt.text} label={t('panel.copy.token')} />}
    >
      <p className="seg3 note-line">
        <TokenText text={jwt.text} />
      </p>
    </Fold>
  )
}

function IssueItem({ issue }: { issue: JwtIssue }) {
  const { part, code, seen, expected } = issue
  return (
    <article className="check check--fail" tabIndex={-1} data-problem>
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
