import type { ReactNode } from 'react'
import { documentName } from '@/components/ui/document-name'
import { errorAdvice } from '@/components/ui/error-advice'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { IssueLine, issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { maskedText } from '@/lib/model/masking'
import { param } from '@/lib/model/params'
import type { Profile } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'

type Found<K extends Recognition['kind']> = Extract<Recognition, { kind: K }>

interface ViewProps<K extends Recognition['kind']> {
  readonly found: Found<K>
  readonly profile: Profile | null
}

type View<K extends Recognition['kind']> = (props: ViewProps<K>) => ReactNode

const nothing = () => null

const views: { readonly [K in Recognition['kind']]: View<K> } = {
  empty: nothing,
  'request-uri': RequestUri,
  'par-response': ParResponse,
  'par-error': ParError,
  'authorize-url': AuthorizeUrl,
  response: Response,
  tokens: Tokens,
  document: Document,
  metadata: Metadata,
  jwks: Keys,
  unknown: Unknown,
}

/** Says below the field what was recognised in it. */
export function FoundLine({ found, profile }: { found: Recognition; profile: Profile | null }) {
  const View = views[found.kind] as View<Recognition['kind']>
  return (
    <>
      <View found={found} profile={profile} />
      {found.kind !== 'unknown' &&
        issuesOf(found).map((issue) => (
          <div className="found" key={issue.code}>
            <IssueLine issue={issue} status="warn" />
          </div>
        ))}
    </>
  )
}

function RequestUri({ profile }: ViewProps<'request-uri'>) {
  return (
    <Recognised title="request_uri" mono detail={t('popup.found.lifetime_unknown')}>
      <FromProfile profile={profile} />
    </Recognised>
  )
}

function ParResponse({ found, profile }: ViewProps<'par-response'>) {
  return (
    <Recognised title={t('popup.found.par_response')} detail={lifeText(found.expiresIn)}>
      <FromProfile profile={profile} />
    </Recognised>
  )
}

function AuthorizeUrl({ found: { url, clientId } }: ViewProps<'authorize-url'>) {
  return (
    <Recognised title={t('popup.found.authorize_url')} detail={beginningOf(hostOf(url))}>
      {clientId !== null && (
        <>
          client_id <span className="mono wrap">{beginningOf(clientId)}</span>
        </>
      )}
    </Recognised>
  )
}

function Response({ found: { target, params } }: ViewProps<'response'>) {
  return (
    <Recognised title={t('popup.found.response')} detail={outcomeText(params)}>
      <span className="mono wrap">{beginningOf(maskedText(target, 'parameter'))}</span>
    </Recognised>
  )
}

function Tokens({ found: { tokens, from } }: ViewProps<'tokens'>) {
  const names = tokens.flatMap(({ name }) => name ?? [])
  const title = from === 'token-response' ? t('popup.found.token_response') : t('popup.found.token')
  return (
    <Recognised title={title} detail={t('popup.found.stays_in_memory')}>
      <span className="mono wrap">{names.join(', ')}</span>
    </Recognised>
  )
}

function Document({ found: { document } }: ViewProps<'document'>) {
  return <Recognised title={documentName(document.of)} detail={t('popup.found.stays_in_memory')} />
}

function Metadata({ found: { issuer } }: ViewProps<'metadata'>) {
  return (
    <Recognised title={t('popup.found.metadata')} detail={t('popup.found.read_again')}>
      issuer <span className="mono wrap">{issuer}</span>
    </Recognised>
  )
}

function Keys() {
  return <Recognised title="JWKS" detail={t('popup.found.keys')} />
}

/** Nothing of it is kept. */
function Unknown({ found: { issues } }: ViewProps<'unknown'>) {
  return (
    <div className="found">
      <StatusIcon status="warn" />
      <span className="grow wrap">
        <span className="strong">{t('popup.paste.unknown')}</span>
        {issues.map((issue) => (
          <span className="meta found__said" key={issue.code}>
            <Prose>{issueText(issue)}</Prose>
          </span>
        ))}
      </span>
    </div>
  )
}

function issuesOf(found: Recognition): readonly Issue[] {
  return found.kind === 'empty' ? [] : found.issues
}

function lifeText(expiresIn: number | null): string {
  return expiresIn === null
    ? t('popup.found.lifetime_unknown')
    : t('popup.found.expires_in', [String(expiresIn)])
}

function outcomeText(params: Found<'response'>['params']): string {
  const error = param(params, 'error')
  if (error !== undefined) return t('popup.found.with_error', [beginningOf(error)])
  return param(params, 'code') === undefined
    ? t('popup.found.without_code')
    : t('popup.found.with_code')
}

interface RecognisedProps {
  readonly title: string
  readonly mono?: boolean
  readonly detail: string
  readonly children?: ReactNode
}

function Recognised({ title, mono = false, detail, children }: RecognisedProps) {
  return (
    <div className="found">
      <StatusIcon status="pass" label={t('popup.found.recognised')} />
      <span className="grow wrap">
        <span className={mono ? 'strong mono' : 'strong'}>{title}</span>, {detail}
        <br />
        <span className="meta">{children}</span>
      </span>
    </div>
  )
}

function FromProfile({ profile }: { profile: Profile | null }) {
  if (!profile) return <Prose>{t('popup.found.needs_profile')}</Prose>
  return (
    <>
      client_id <span className="mono wrap">{profile.clientId}</span>{' '}
      {t('popup.found.from_profile')}
    </>
  )
}

function ParError({ found }: ViewProps<'par-error'>) {
  const { error, description, status } = found
  const advice = errorAdvice(error) ?? t('popup.found.par_advice')
  return (
    <div className="found">
      <StatusIcon status="fail" label={t('popup.found.refused')} />
      <span className="grow wrap">
        <span className="strong">{t('popup.found.par_error')}</span>
        {status !== null && `, ${status}`}
        <br />
        <span className="mono">{beginningOf(error)}</span>
        {description !== null && (
          <span className="meta found__said">
            <LongText text={description} maxCharacters={300} />
          </span>
        )}
        <span className="meta found__said">
          <Prose>{advice}</Prose>
        </span>
      </span>
    </div>
  )
}
