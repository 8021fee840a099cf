import { useEffect, useState, type FormEvent } from 'react'
import { Info } from 'lucide-react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Area } from '@/components/ui/field'
import { formatIso } from '@/components/ui/format'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { takesLetters } from '@/components/ui/keyboard'
import { LateNote } from '@/components/ui/late-note'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { useKeyDown } from '@/components/ui/use-key-down'
import type { PastedMetadata } from '@/lib/messaging/views'
import { suggestedRules } from '@/lib/oauth/suggested-rules'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import type { MetadataCompare } from './compare-slot'
import { PastedKeys } from './pasted-keys'
import { JudgedReadiness } from './readiness-pane'
import { Document, DocumentTools } from './server-metadata'
import { keysStatus } from './use-keys'
import { usePastedKeys } from './use-pasted-keys'
import { nextView, useOnePane, type ServerView } from './server-view'

interface PasteMetadataProps {
  readonly onText: (text: string) => void
  readonly onCancel: () => void
}

/** The field for a metadata document, which needs no profile. */
export function PasteMetadata({ onText, onCancel }: PasteMetadataProps) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onText(text)
  }
  return (
    <div className="panel__main">
      <section className="pane" aria-label={t('panel.server.metadata')}>
        <form className="form" onSubmit={submit}>
          <div className="form__col">
            <Area
              label={t('panel.server.paste_field')}
              hint={t('panel.server.paste_hint')}
              rows={14}
              value={text}
              onChange={({ target }) => setText(target.value)}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to paste into it
              autoFocus
            />
            <div className="btns">
              <Button type="submit" variant="primary" disabled={text.trim() === ''}>
                {t('panel.server.check')}
              </Button>
              <Button onClick={onCancel}>{t('panel.cancel')}</Button>
            </div>
          </div>
        </form>
      </section>
    </div>
  )
}

interface PastedServerProps {
  readonly text: string
  readonly onProfiles: () => void
  readonly compare: MetadataCompare
  readonly onRemove: () => void
}

/** A pasted metadata document under two rule profiles. It is kept only in this page. */
export function PastedServer({ text, ...rest }: PastedServerProps) {
  const found = usePastedMetadata(text)
  if (found === null) return <LateNote>{t('panel.server.judging')}</LateNote>
  if (found === 'failed')
    return (
      <p className="note-line with-icon" role="alert">
        <StatusIcon status="fail" />
        {t('panel.server.failed')}
      </p>
    )
  return <Pasted found={found} {...rest} />
}

function usePastedMetadata(text: string): PastedMetadata | 'failed' | null {
  const [found, setFound] = useState<PastedMetadata | 'failed' | null>(null)
  useEffect(() => {
    let isCurrent = true
    command('readinessPaste', { text }).then(
      (view) => isCurrent && setFound(view),
      () => isCurrent && setFound('failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [text])
  return found
}

interface JudgedProps extends Pick<PastedServerProps, 'onProfiles' | 'onRemove'> {
  readonly found: PastedMetadata
}

/** The document, or its comparison with another one. */
function Pasted({ compare: Compare, ...rest }: JudgedProps & Pick<PastedServerProps, 'compare'>) {
  const [isComparing, setComparing] = useState(false)
  const { json, body } = rest.found.document
  if (!isComparing || !json)
    return <Judged {...rest} onCompare={json ? () => setComparing(true) : null} />
  return (
    <Compare
      own={{ name: t('panel.server.pasted'), json, body }}
      profileId={null}
      rules={suggestedRules(json).ruleProfile}
      onClose={() => setComparing(false)}
    />
  )
}

function Judged({
  found,
  onProfiles,
  onRemove,
  onCompare,
}: JudgedProps & { readonly onCompare: (() => void) | null }) {
  const { at, document, readiness, issues } = found
  const keys = usePastedKeys(document.body)
  const isOnePane = useOnePane()
  const [view, setView] = useState<ServerView>('fields')
  const pane = useKeyDown<HTMLElement>((event) => {
    const next = takesLetters(event) ? nextView(event.key, view, isOnePane) : undefined
    if (next) setView(next)
  })
  return (
    <div className={`panel__main server ${view === 'keys' ? 'server--keys' : ''}`}>
      <section className="pane" aria-label={t('panel.server.metadata')} ref={pane}>
        <div className="bar">
          <span>{t('panel.server.pasted')}</span>
          <span className="mono cut">{beginningOf(document.issuer)}</span>
          <span className="meta nowrap only-wide">{formatIso(at)}</span>
          <span className="grow" />
          <DocumentTools
            {...{ document, view }}
            onView={setView}
            keys={keysStatus(keys.view, false)}
            onCompare={onCompare}
          />
        </div>
        <Banner
          {...(readiness ? {} : { tone: 'fail' as const })}
          icon={readiness ? <Icon of={Info} /> : <StatusIcon status="fail" />}
          title={t(readiness ? 'panel.server.pasted_title' : 'panel.server.not_metadata')}
          actions={
            <>
              <Button onClick={onProfiles}>{t('panel.server.new_profile')}</Button>
              <Button onClick={onRemove}>{t('panel.server.pasted_remove')}</Button>
            </>
          }
        >
          {readiness && (
            <p>
              <Prose>{t('panel.server.pasted_text')}</Prose>
            </p>
          )}
          {issues.map((issue) => (
            <IssueLine key={issue.code} issue={issue} />
          ))}
        </Banner>
        {readiness && document.json && view === 'fields' && (
          <JudgedReadiness
            {...{ document, readiness }}
            own={suggestedRules(document.json).ruleProfile}
            readAt={at}
          />
        )}
        {view === 'document' && <Document document={document} />}
      </section>
      {(!isOnePane || view === 'keys') && <PastedKeys document={document} keys={keys} />}
    </div>
  )
}
