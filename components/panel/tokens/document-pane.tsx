import { useEffect, useState } from 'react'
import { Problems } from '@/components/panel/message/problems'
import { Button } from '@/components/ui/button'
import { Checks } from '@/components/ui/checks'
import { documentName } from '@/components/ui/document-name'
import { StatusIcon } from '@/components/ui/icon'
import { Scroll } from '@/components/ui/scroll'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import type { DocumentView } from '@/lib/messaging/views'
import { command } from '@/lib/state/actions'

/** The checks of a message that was pasted alone. */
export function DocumentPane({ text }: { text: string }) {
  const { view, failed, retry } = useDocument(text)
  return (
    <section className="pane pane--rest pane--token-out" aria-label={t('panel.tokens.decoded')}>
      {view && (
        <>
          <div className="bar">
            <h2 className="strong grow cut">{documentName(view.of)}</h2>
          </div>
          <Scroll label={t('panel.checks.title')}>
            <Problems results={view.results} />
            <SectionBar level={3} title={t('panel.checks.title')}>
              {view.results.length}
            </SectionBar>
            <Checks
              checked={view.results
                .filter(({ outcome, severity }) => outcome !== 'failed' || severity === 'info')
                .map((result) => ({ result }))}
              isRest
            />
          </Scroll>
        </>
      )}
      {failed && (
        <p className="note-line with-icon" role="alert">
          <StatusIcon status="fail" />
          {t('panel.tokens.unread')}
          <Button onClick={retry}>{t('panel.retry')}</Button>
        </p>
      )}
    </section>
  )
}

/** Judges the newest text. */
function useDocument(text: string) {
  const [view, setView] = useState<DocumentView | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isNewest = true
    const judge = async () => {
      const judged = await command('documentInspect', { text }).catch(() => null)
      if (!isNewest) return
      if (judged) setView(judged)
      setFailed(judged === null)
    }
    void judge()
    return () => {
      isNewest = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new attempt asks the same again
  }, [text, attempt])
  return { view, failed, retry: () => setAttempt((now) => now + 1) }
}
