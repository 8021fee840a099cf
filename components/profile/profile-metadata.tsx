import { RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { formatIso, formatRelative } from '@/components/ui/format'
import { ForeignHosts } from './foreign-hosts'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { SectionBar } from '@/components/ui/section-bar'
import { useNow } from '@/components/ui/time'
import { Tries } from '@/components/ui/tries'
import type { MetadataRecord } from '@/lib/storage/state'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { Checks } from '@/components/ui/checks'
import { Facts } from '@/components/ui/facts'
import { useMetadataRefresh } from '@/components/connected/use-metadata-refresh'

interface ProfileMetadataProps {
  profileId: string
  record: MetadataRecord | null
}

/** The metadata of a profile: when it was read, its problems, and its checks. */
export function ProfileMetadata({ profileId, record }: ProfileMetadataProps) {
  const { busy, refresh } = useMetadataRefresh(profileId)
  return (
    <section aria-label={t('panel.metadata.title')}>
      <SectionBar title={t('panel.metadata.title')}>
        {busy ? (
          <StatusIcon status="pending" label={t('panel.metadata.reading')} />
        ) : (
          <ReadAge record={record} />
        )}
        <span className="grow" />
        <Button variant="quiet" icon={<Icon of={RefreshCw} />} disabled={busy} onClick={refresh}>
          {t('panel.metadata.refresh')}
        </Button>
      </SectionBar>
      {record && <Record record={record} />}
    </section>
  )
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

function Record({ record }: { record: MetadataRecord }) {
  const { document, took, issues, results, tries } = record
  const isOther = issues.some(({ code }) => code === 'metadata_issuer')
  return (
    <>
      {issues.length > 0 && (
        <div className="note-line issues">
          {keyed(issues, ({ code }) => code).map(({ key, item }) => (
            <IssueLine key={key} issue={item} />
          ))}
          {tries.length > 0 && !isOther && <Tries tries={tries} />}
          <p className="meta">{t('panel.metadata.unused')}</p>
        </div>
      )}
      {issues.length === 0 && <ForeignHosts record={record} isBlock />}
      <Facts
        facts={[
          [t('panel.facts.url'), document?.url || null],
          [t('panel.facts.status'), document?.status ?? null],
          [t('panel.facts.took'), t('panel.metadata.took', [String(Math.round(took))])],
        ]}
      />
      {results.length > 0 && <Checks checked={results.map((result) => ({ result }))} />}
    </>
  )
}
