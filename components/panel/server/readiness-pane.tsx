import { useRef, useState, type RefObject } from 'react'
import { ChevronDown, Copy, Search } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { formatIso } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { takesLetters } from '@/components/ui/keyboard'
import { LateNote } from '@/components/ui/late-note'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { useKeyDown } from '@/components/ui/use-key-down'
import { useMedia } from '@/components/ui/use-media'
import type { Readiness } from '@/lib/model/readiness'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { MetadataRecord } from '@/lib/storage/state'
import { t } from '@/lib/i18n'
import { onReadinessKey } from './readiness-keys'
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
  return <JudgedReadiness key={own} {...{ document, readiness, own }} readAt={record.fetchedAt} />
}

interface JudgedReadinessProps extends Pick<ReadinessPaneProps, 'document' | 'own'> {
  readonly readiness: Readiness
  readonly readAt: number
}

/** A document that was judged under all rule profiles, two of them side by side. */
export function JudgedReadiness({ document, readiness, own, readAt }: JudgedReadinessProps) {
  const [columns, setColumns] = useState<Columns>(initialColumns(own))
  const [filter, setFilter] = useState('')
  const isNarrow = useMedia('(width < 640px)')
  const field = useRef<HTMLInputElement>(null)
  const source = { document, readiness, columns, readAt: formatIso(readAt) }
  const copy = (isShort: boolean) => async () => {
    const result = await copyText(readinessMarkdown(source, isShort))
    announce(t(result === 'copied' ? 'panel.server.copied' : 'panel.server.not_copied'))
  }
  const root = useKeyDown<HTMLDivElement>((event, element) => {
    if (!takesLetters(event)) return
    const focusFilter = () => field.current?.focus()
    const isHandled = onReadinessKey(event, element, {
      focusFilter,
      copy: () => void copy(false)(),
    })
    if (isHandled) event.preventDefault()
  })
  return (
    <div className="ready__judged" ref={root}>
      <div className="bar ready__tools">
        <ReadinessFilter value={filter} onChange={setFilter} field={field} />
        <span className="grow" />
        <Menu
          label={t('panel.server.copy_readiness')}
          align="end"
          items={[
            {
              id: 'all',
              label: t('panel.server.copy_markdown'),
              keyHint: 'Shift+C',
              onSelect: copy(false),
            },
            { id: 'failed', label: t('panel.server.copy_failed'), onSelect: copy(true) },
          ]}
          trigger={CopyTrigger}
        />
      </div>
      <ReadinessTable
        {...{ document, readiness, columns, isNarrow, filter }}
        onColumns={setColumns}
      />
    </div>
  )
}

interface ReadinessFilterProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly field: RefObject<HTMLInputElement | null>
}

function ReadinessFilter({ value, onChange, field }: ReadinessFilterProps) {
  return (
    <div className="field field--bare ready__filter">
      <Icon of={Search} />
      <input
        ref={field}
        type="text"
        aria-label={t('panel.server.filter')}
        placeholder={t('panel.server.filter')}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
      />
    </div>
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
