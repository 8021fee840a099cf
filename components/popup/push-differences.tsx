import { useState } from 'react'
import type { Part, ShownLine as PreviewedLine } from '@/components/connected/request/preview-parts'
import { ShownLine } from '@/components/connected/request/shown-line'
import { Button } from '@/components/ui/button'
import { IssueLine } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'

interface PushDifferencesProps {
  readonly parts: readonly Part[]
  readonly warnings: readonly Issue[]
}

const differs = ({ mark, isWarned = false }: PreviewedLine) => mark !== 'same' || isWarned

/** The lines of the preview that differ from what the profile sends, or all lines of the request. */
export function PushDifferences({ parts, warnings }: PushDifferencesProps) {
  const [isAll, setAll] = useState(false)
  const [main] = parts
  const changed = parts.flatMap(({ decoded }) =>
    decoded.flatMap(({ lines }) => lines).filter(differs),
  )
  const lines = isAll ? (main?.decoded.flatMap((block) => block.lines) ?? []) : changed
  return (
    <section aria-label={t('panel.requests.preview')}>
      <SectionBar title={t('panel.requests.preview')}>
        <span>
          {isAll ? null : t(changed.length > 0 ? 'popup.push.lines' : 'popup.push.no_lines')}
        </span>
        <span className="grow" />
        <Button variant="link" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
          {t('popup.push.show_all')}
        </Button>
      </SectionBar>
      {warnings.map((issue) => (
        <div className="note-line" key={`${issue.code} ${issue.field}`}>
          <IssueLine issue={issue} status="warn" />
        </div>
      ))}
      <div className="code code--req code--bare">
        {keyed(lines, ({ text }) => text).map(({ key, item }) => (
          <ShownLine key={key} line={item} isRevealed={false} />
        ))}
      </div>
    </section>
  )
}
