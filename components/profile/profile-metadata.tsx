import type { ComponentProps } from 'react'
import { RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { formatIso, formatRelative } from '@/components/ui/format'
import { ForeignHosts } from './foreign-hosts'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { useNow } from '@/components/ui/time'
import type { MetadataRecord } from '@/lib/storage/state'
import { t } from '@/lib/i18n'
import { useMetadataRefresh } from '@/components/connected/use-metadata-refresh'
import { metadataSummary } from './metadata-hint'
import { MetadataTrouble } from './metadata-trouble'

interface ProfileMetadataProps {
  readonly profileId: string
  readonly record: MetadataRecord | null
  /** Shows the Server screen. */
  readonly onServer: () => void
  readonly onPaste: () => void
  readonly onIssuer: (issuer: string) => void
}

/** The metadata of a profile: when it was read, what it says, and its problems. */
export function ProfileMetadata(props: ProfileMetadataProps) {
  const { profileId, record, onServer, onPaste, onIssuer } = props
  const { busy, refresh } = useMetadataRefresh(profileId)
  return (
    <section className="form__part" aria-label={t('panel.metadata.title')}>
      <div className="form__head">
        <h2 className="label grow">{t('panel.metadata.title')}</h2>
      </div>
      <div className="hosts">
        <div className="host">
          <StatusIcon status={statusOf(busy, record)} />
          {busy ? <span>{t('panel.metadata.reading')}</span> : <ReadAge record={record} />}
          {record && <Summary record={record} onServer={onServer} />}
          <Button icon={<Icon of={RefreshCw} />} disabled={busy} onClick={refresh}>
            {t('panel.metadata.refresh')}
          </Button>
        </div>
      </div>
      {record && <Record {...{ record, onPaste, onIssuer }} onRead={refresh} />}
    </section>
  )
}

function statusOf(busy: boolean, record: MetadataRecord | null) {
  if (busy) return 'pending'
  if (!record) return 'neutral'
  return record.issues.length > 0 ? 'warn' : 'pass'
}

function ReadAge({ record }: Pick<ProfileMetadataProps, 'record'>) {
  const now = useNow()
  if (!record) return <span>{t('panel.metadata.never')}</span>
  return (
    <span title={formatIso(record.fetchedAt)}>
      {t('panel.metadata.read', [formatRelative(Math.min(0, record.fetchedAt - now))])}
    </span>
  )
}

function Summary({ record, onServer }: { record: MetadataRecord; onServer: () => void }) {
  const { document, issues, results } = record
  const failed = results.filter(({ outcome }) => outcome === 'failed').length
  if (issues.length > 0 || !document) return null
  return (
    <span className="meta wrap">
      {metadataSummary(document.json ?? {})}{' '}
      {failed > 0 && (
        <Button variant="link" className="btn--inline" onClick={onServer}>
          {t('panel.metadata.findings', failed, [String(failed)])}
        </Button>
      )}
    </span>
  )
}

function Record(props: ComponentProps<typeof MetadataTrouble>) {
  const { record } = props
  if (record.issues.length === 0) return <ForeignHosts record={record} />
  const needsAccess = record.issues.find(({ code }) => code === 'fetch_access')
  return (
    <div className="issues">
      {needsAccess ? <IssueLine issue={needsAccess} /> : <MetadataTrouble {...props} />}
      <p className="meta">{t('panel.metadata.unused')}</p>
    </div>
  )
}
