import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Area } from '@/components/ui/field'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { LateNote } from '@/components/ui/late-note'
import { Prose } from '@/components/ui/prose'
import type { JwksView } from '@/lib/messaging/views'
import { textIn } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { t } from '@/lib/i18n'
import { KeyChecks, KeyList } from './server-keys'
import type { PastedKeysState } from './use-pasted-keys'

interface PastedKeysProps {
  readonly document: FetchedDocument
  readonly keys: PastedKeysState
}

/** The keys of a pasted document: not read until the user reads them, or pastes them. */
export function PastedKeys({ document, keys }: PastedKeysProps) {
  const { view, busy, clear } = keys
  return (
    <section className="pane" aria-label={t('panel.server.keys')}>
      <div className="bar">
        <h2 className="strong">{t('panel.server.jwks')}</h2>
        {view && view.keys.length > 0 && (
          <span className="meta">{t('panel.server.key_count', view.keys.length)}</span>
        )}
        <span className="grow" />
        {view && <Button onClick={clear}>{t('panel.server.pasted_again')}</Button>}
      </div>
      {busy && <LateNote>{t('panel.server.keys_reading')}</LateNote>}
      {view ? <Judged view={view} /> : <NotRead document={document} keys={keys} />}
    </section>
  )
}

function Judged({ view: { issues, results, keys } }: { readonly view: JwksView }) {
  return (
    <>
      {issues.length > 0 && (
        <div className="note-line issues" role="alert">
          {keyed(issues, ({ code }) => code).map(({ key, item }) => (
            <IssueLine key={key} issue={item} />
          ))}
        </div>
      )}
      <KeyChecks results={results} />
      {keys.length > 0 && <KeyList keys={keys} />}
    </>
  )
}

function NotRead({ document: { json }, keys }: PastedKeysProps) {
  const { busy, failed, read, judge } = keys
  const [text, setText] = useState('')
  const uri = json ? textIn(json, 'jwks_uri') : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    judge(text)
  }
  return (
    <div className="scroll">
      <EmptyState icon={<StatusIcon status="neutral" />} title={t('panel.server.pasted_unread')}>
        <p>
          <Prose>{t(uri ? 'panel.server.pasted_keys' : 'panel.server.pasted_no_uri')}</Prose>
        </p>
        {uri && (
          <Button variant="primary" disabled={busy} onClick={() => void read(uri)}>
            {t('panel.server.pasted_read', [hostOf(uri)])}
          </Button>
        )}
        {failed && (
          <p className="with-icon" role="alert">
            <StatusIcon status="fail" />
            {failed === 'access' && uri
              ? t('panel.server.pasted_refused', [hostOf(uri)])
              : t('panel.server.keys_failed')}
          </p>
        )}
      </EmptyState>
      <form className="form" onSubmit={submit}>
        <div className="form__col">
          <Area
            label={t('panel.server.pasted_jwks')}
            rows={5}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <div className="btns">
            <Button type="submit" disabled={busy || text.trim() === ''}>
              {t('panel.server.pasted_judge')}
            </Button>
          </div>
        </div>
      </form>
    </div>
  )
}
