import { t } from '@/lib/i18n'
import type { MetadataRecord } from '@/lib/storage/state'
import type { Metadata } from '@/lib/oauth/metadata'
import { ForeignHosts } from './foreign-hosts'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'

/** The document of metadata that can be used; null if there is none. */
export function usable(metadata: ProbedMetadata): Metadata | null {
  if (!isRecord(metadata) || metadata.issues.length > 0) return null
  return metadata.document?.json ?? null
}

/** The metadata could not be read yet, because Parley has no access to the host. */
export function needsAccess(metadata: ProbedMetadata): boolean {
  return isRecord(metadata) && metadata.issues.some(({ code }) => code === 'fetch_access')
}

/** The metadata cannot be used, although access is granted. */
export function isTrouble(metadata: ProbedMetadata): metadata is MetadataRecord {
  return isRecord(metadata) && metadata.issues.length > 0 && !needsAccess(metadata)
}

function isRecord(metadata: ProbedMetadata): metadata is MetadataRecord {
  return metadata !== null && metadata !== 'reading'
}

/** The metadata of an issuer that is being typed. */
export type ProbedMetadata = MetadataRecord | 'reading' | null

/** Summarises the metadata below the issuer. A problem has a place of its own. */
export function MetadataHint({ metadata }: { metadata: ProbedMetadata }) {
  if (metadata === null) return <Prose>{t('ui.metadata.enter_reads')}</Prose>
  if (metadata === 'reading')
    return (
      <>
        <StatusIcon status="pending" />
        {t('ui.metadata.reading')}
      </>
    )
  if (needsAccess(metadata))
    return (
      <>
        <StatusIcon status="neutral" />
        {t('ui.metadata.needs_access')}
      </>
    )
  return (
    <>
      <StatusIcon status="pass" />
      <div className="grow wrap">
        {t('ui.metadata.found', [metadataSummary(metadata.document?.json ?? {})])}
        <ForeignHosts record={metadata} />
      </div>
    </>
  )
}

/** Longer lists are cut, with the number of values that are left out. */
const maxItems = 8

/** What a server supports, in one line. */
export function metadataSummary(json: Metadata): string {
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
