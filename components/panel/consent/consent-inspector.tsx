import { Columns2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { JsonTree } from '@/components/ui/json-tree'
import { plainText } from '@/components/ui/prose'
import { Scroll } from '@/components/ui/scroll'
import { SectionBar } from '@/components/ui/section-bar'
import { Segmented } from '@/components/ui/segmented'
import { maskedDocument } from '@/lib/consent/masked-account'
import type { Consent } from '@/lib/consent/consent'
import { columns } from '@/lib/consent/model'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { onProblemKey } from '@/components/panel/message/inspector-keys'
import { useKeyDown } from '@/components/ui/use-key-down'
import { consentMarkdown } from './consent-markdown'
import { ConsentSummary } from './consent-summary'
import { ConsentTable } from './consent-table'
import { columnTexts, sourceTexts, typeText } from './consent-text'
import { useConsentActions } from './consent-actions'
import { useConsent } from './use-consent'

interface ConsentInspectorProps {
  readonly flow: Flow
  readonly onFlow: (id: string) => void
  /** Compares it with the consent of another flow. */
  readonly onCompare: () => void
}

/** The consent of a flow: in words, compared, and as JSON. */
export function ConsentInspector({ flow, onFlow, onCompare }: ConsentInspectorProps) {
  const [picked, setPicked] = useState<string | null>(null)
  const [view, setView] = useState<'compare' | 'json'>('compare')
  const consent = useConsent(flow, picked)
  const { bar, notes } = useConsentActions({
    flow,
    isExpired: consent?.life === 'expired',
    onFlow,
  })
  const body = useKeyDown<HTMLDivElement>(onProblemKey)
  if (!consent) return null
  const type = plainText(typeText(consent))
  return (
    <>
      <div className="insp__title">
        <h2>{t('panel.consent.title')}</h2>
        <span className="mono meta cut" title={type}>
          {type}
        </span>
        <span className="grow" />
        <IconButton label={t('panel.consent.compare_other')} onClick={onCompare}>
          <Icon of={Columns2} />
        </IconButton>
        <CopyButton
          value={async () => consentMarkdown(consent)}
          label={t('panel.consent.markdown')}
        />
      </div>
      <div className="bar bar--consent">
        <Segmented
          label={t('panel.consent.show')}
          options={[
            { value: 'compare', label: t('panel.consent.compare') },
            { value: 'json', label: t('panel.consent.json') },
          ]}
          value={view}
          onChange={setView}
        />
        <span className="grow" />
        {bar}
      </div>
      {notes}
      <div className="insp__body cons" ref={body}>
        <Scroll label={t('panel.consent.comparison')}>
          {view === 'compare' ? (
            <>
              <ConsentSummary consent={consent} />
              <ConsentTable consent={consent} onPick={setPicked} />
            </>
          ) : (
            <Documents consent={consent} />
          )}
        </Scroll>
      </div>
    </>
  )
}

/** What each message says, with masked secrets and account numbers. */
function Documents({ consent }: { readonly consent: Consent }) {
  const { requested, granted, now } = consent
  const documents = useMemo(
    () =>
      columns.flatMap((column) => {
        const snapshot = { requested, granted, now }[column]
        return snapshot ? [{ column, snapshot, body: maskedDocument(snapshot.body) }] : []
      }),
    [requested, granted, now],
  )
  return documents.map(({ column, snapshot, body }) => (
    <section key={column} aria-label={t(columnTexts[column])}>
      <SectionBar level={3} title={t(columnTexts[column])}>
        <span>{t(sourceTexts[snapshot.kind])}</span>
      </SectionBar>
      {body === null ? (
        <p className="note-line meta">{t('panel.consent.cell.unknown')}</p>
      ) : (
        <div className="body-json">
          <JsonTree value={body as object} label={t(columnTexts[column])} />
        </div>
      )}
    </section>
  ))
}
