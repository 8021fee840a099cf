import { useState } from 'react'
import { ChevronDown, Copy } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { formatIso } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { LateNote } from '@/components/ui/late-note'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import type { Readiness } from '@/lib/model/readiness'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { MetadataRecord } from '@/lib/storage/state'
import { t } from '@/lib/i18n'
import { readinessMarkdown } from './readiness-markdown'
import { ReadinessTable } from './readiness-table'
import { initialColumns, useReadiness, type Columns } from './use-readiness'

interface ReadinessPaneProps {
  readonly document: FetchedDocument
  readonly record: Pick<MetadataRecord, 'profileId' | 'fetchedAt'>
  /** The rules of the profile. */
  readonly own: RuleProfile
}

/** The metadata of a profile under two rule profiles. */
export function ReadinessPane({ document, record, own }: ReadinessPaneProps) {
  const readiness = useReadiness(record.profileId, record.fetchedAt)
  if (readiness === 'failed')
    return (
      <p className="note-line with-icon" role="alert">
        <StatusIcon status="fail" />
        {t('panel.server.keys_failed')}
      </p>
    )
  if (!readiness) return <LateNote>{t('panel.server.judging')}</LateNote>
  return <Judged key={own} {...{ document, readiness, own }} readAt={record.fetchedAt} />
}

interface JudgedProps extends Pick<ReadinessPaneProps, 'document' | 'own'> {
  readonly readiness: Readiness
  readonly readAt: number
}

function Judged({ document, readiness, own, readAt }: JudgedProps) {
  const [columns, setColumns] = useState<Columns>(initialColumns(own))
  const source = { document, readiness, columns, readAt: formatIso(readAt) }
  const copy = (isShort: boolean) => async () => {
    const result = await copyText(readinessMarkdown(source, isShort))
    announce(t(result === 'copied' ? 'panel.server.copied' : 'panel.server.not_copied'))
  }
  return (
    <>
      <div className="bar ready__tools">
        <span className="grow" />
        <Menu
          label={t('panel.server.copy_readiness')}
          align="end"
          items={[
            { id: 'all', label: t('panel.server.copy_markdown'), onSelect: copy(false) },
            { id: 'failed', label: t('panel.server.copy_failed'), onSelect: copy(true) },
          ]}
          trigger={CopyTrigger}
        />
      </div>
      <ReadinessTable {...{ document, readiness, columns }} onColumns={setColumns} />
    </>
  )
}

function CopyTrigger(props: TriggerProps) {
  return (
    <Button {...props}>
      <Icon of={Copy} />
      {t('panel.server.copy_readiness')}
      <Icon of={ChevronDown} />
    </Button>
  )
}
