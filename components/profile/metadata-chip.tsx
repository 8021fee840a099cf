import { Chip } from '@/components/ui/chip'
import { StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { ProbedMetadata } from './metadata-hint'

/** Whether the metadata of the issuer was read, in a word. */
export function MetadataChip({ metadata }: { metadata: ProbedMetadata }) {
  if (metadata === null) return null
  if (metadata === 'reading')
    return (
      <Chip>
        <StatusIcon status="pending" />
        {t('ui.profile.metadata_reading')}
      </Chip>
    )
  const isRead = metadata.issues.length === 0
  return (
    <Chip tone={isRead ? 'pass' : 'warn'}>
      <StatusIcon status={isRead ? 'pass' : 'warn'} />
      {t(isRead ? 'ui.profile.metadata_read' : 'ui.profile.metadata_unread')}
    </Chip>
  )
}
