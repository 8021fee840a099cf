import { t } from '@/lib/i18n'
import type { MetadataRecord } from '@/lib/storage/state'
import type { Metadata } from '@/lib/oauth/metadata'
import { ForeignHosts } from './foreign-hosts'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine, issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { UrlLink } from '@/components/ui/url-link'

/** The metadata of an issuer that is being typed. */
export type ProbedMetadata = MetadataRecord | 'reading' | null

/** Summarises the metadata below the issuer, or says why it could not be read. */
export function MetadataHint({ metadata }: { metadata: ProbedMetadata }) {
  if (metadata === null) return <Prose>{t('ui.profile.hosts_only_http')}</Prose>
  if (metadata === 'reading')
    return (
      <>
        <StatusIcon status="pending" />
        {t('ui.metadata.reading')}
      </>
    )
  const [issue] = metadata.issues
  if (issue?.code === 'fetch_access')
    return (
      <>
        <StatusIcon status="neutral" />
        {t('ui.metadata.needs_access')}
      </>
    )
  if (issue)
    return (
      <div className="grow wrap">
        <IssueLine issue={issue} status="warn" />
        {issue.code !== 'metadata_issuer' && <Tried tries={metadata.tries} />}
      </div>
    )
  return (
    <>
      <StatusIcon status="pass" />
      <div className="grow wrap">
        {t('ui.metadata.found', [factsOf(metadata.document?.json ?? {})])}
        <ForeignHosts record={metadata} />
      </div>
    </>
  )
}

/** Every URL that was tried, with its result in a word. */
function Tried({ tries }: Pick<MetadataRecord, 'tries'>) {
  return (
    <ul className="meta" aria-label={t('ui.metadata.tried')}>
      {tries.map(({ url, status, issues }) => (
        <li key={url}>
          <UrlLink url={url} /> {status ?? <Prose>{issues.map(issueText).join(' ')}</Prose>}
        </li>
      ))}
    </ul>
  )
}

/** Longer lists are cut, with the number of values that are left out. */
const maxItems = 8

function factsOf(json: Metadata): string {
  const par = json['require_pushed_authorization_requests'] === true
  const offered = typeof json['pushed_authorization_request_endpoint'] === 'string'
  const push = t(
    par ? 'ui.metadata.par_required' : offered ? 'ui.metadata.par_offered' : 'ui.metadata.par_none',
  )
  const methods = listText(json['token_endpoint_auth_methods_supported'])
  const algs = listText(json['id_token_signing_alg_values_supported'])
  return [
    push,
    ...(methods === '' ? [] : [t('ui.metadata.client_auth', [methods])]),
    ...(algs === '' ? [] : [t('ui.metadata.id_token_algs', [algs])]),
  ].join('. ')
}

function listText(value: unknown): string {
  if (!Array.isArray(value)) return ''
  const texts = value.filter((item): item is string => typeof item === 'string')
  const shown = texts.slice(0, maxItems).join(', ')
  const rest = texts.length - maxItems
  return rest > 0 ? t('ui.metadata.and_more', rest, [shown, String(rest)]) : shown
}
