import { AppWindow, Bookmark, Import, Pin, Shield, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { defencesText, keptText } from '@/components/ui/flow-text'
import { beginningOf } from '@/components/ui/long-text'

/** What a flow is besides its status. */
export function FlowMarks({ flow }: { flow: FlowSummary }) {
  const { pinned, thirdParty, imported, file, granted, kept, note } = flow
  const defences = defencesText(flow)
  return (
    <>
      {note !== undefined && (
        <Mark icon={<Icon of={StickyNote} />} title={beginningOf(note)}>
          {t('panel.flows.note')}
        </Mark>
      )}
      {granted && (
        <Mark icon={<StatusIcon status="warn" />} title={t('panel.flows.granted_title')}>
          {t('panel.flows.granted', [String(granted[0]), String(granted[1])])}
        </Mark>
      )}
      {defences !== '' && (
        <Mark icon={<Icon of={Shield} />} title={t('panel.flows.defence')}>
          {defences}
        </Mark>
      )}
      {imported && (
        <Mark icon={<Icon of={Import} />} title={t('panel.flows.imported')}>
          {file ?? t('panel.flows.imported')}
        </Mark>
      )}
      {thirdParty && <Mark icon={<Icon of={AppWindow} />}>{t('panel.flows.third_party')}</Mark>}
      {kept && (
        <Mark icon={<Icon of={Bookmark} filled />} title={t('panel.flows.kept_title')}>
          {keptText(kept)}
        </Mark>
      )}
      {pinned && <Mark icon={<Icon of={Pin} />}>{t('panel.flows.pinned')}</Mark>}
    </>
  )
}

interface MarkProps {
  readonly icon: ReactNode
  readonly title?: string
  readonly children: string
}

function Mark({ icon, title, children }: MarkProps) {
  return (
    <span className="mk" title={title}>
      {icon}
      <span className="cut">{children}</span>
    </span>
  )
}
