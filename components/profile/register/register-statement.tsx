import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { useInspection } from '@/components/connected/use-inspection'
import { Button } from '@/components/ui/button'
import { Area, Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { useNow } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useTextFile } from '../profile-drop'
import { statementFacts } from './statement-facts'
import type { Registration } from './use-registration'

interface RegisterStatementProps {
  readonly registration: Registration
  readonly draft: ProfileDraft
}

/** The software statement: pasted, dropped or fetched, decoded and judged. */
export function RegisterStatement({ registration, draft }: RegisterStatementProps) {
  const { typed, edit, statement, key } = registration
  const [isFetching, setFetching] = useState(false)
  const file = useTextFile((text) => edit({ statement: text.trim() }))
  const { view } = useInspection({
    text: typed.statement,
    flowId: null,
    jwks: typed.keys.trim() === '' ? null : typed.keys,
    nonce: null,
    payload: null,
    kind: 'software-statement',
    anyKey: false,
  })
  const now = useNow()
  const isWrong = typed.statement.trim() !== '' && !statement
  const failed = view?.results.filter(
    ({ outcome, severity }) => outcome === 'failed' && severity === 'fail',
  )
  return (
    <section aria-label={t('register.statement')}>
      <SectionBar title={`2 ${t('register.statement')}`}>
        <span className="grow" />
        <Button variant="link" aria-expanded={isFetching} onClick={() => setFetching(!isFetching)}>
          {t('register.fetch')}
        </Button>
        <label className="btn btn--link">
          {t('register.file')}
          <input className="vh" {...file.chooseProps} accept=".jwt,.txt,.json,.jws" />
        </label>
      </SectionBar>
      <div className="reg__fields">
        <Area
          label={t('register.statement_text')}
          className={file.isOver ? 'is-over' : ''}
          rows={3}
          value={typed.statement}
          onChange={({ target }) => edit({ statement: target.value })}
          issue={isWrong ? t('register.not_a_statement') : null}
          hint={typed.statement === '' ? <Prose>{t('register.statement_hint')}</Prose> : undefined}
          {...file.dropProps}
        />
        {isFetching && <Fetch registration={registration} draft={draft} />}
        {statement && (
          <ul className="facts-list">
            {statementFacts(statement, { view, draft, key, now }).map((fact) => (
              <li key={fact.name}>
                <StatusIcon status={fact.status} />
                <span>{fact.name}</span>
                <span className="meta wrap">{fact.text}</span>
              </li>
            ))}
            {failed && failed.length > 0 && (
              <li>
                <StatusIcon status="fail" />
                <span>{t('register.facts.checks')}</span>
                <span className="meta wrap mono">{failed.map(({ id }) => id).join(', ')}</span>
              </li>
            )}
          </ul>
        )}
      </div>
    </section>
  )
}

/** Fetches the statement, or the keys of the directory that verify it. */
function Fetch({ registration, draft }: RegisterStatementProps) {
  const { typed, edit } = registration
  const host = useHost()
  const [token, setToken] = useState('')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const fetch = async (url: string, sent: string, keep: (text: string) => void) => {
    const pattern = host.accessPattern(url)
    if (pattern !== null && !(await host.requestAccess([pattern]).catch(() => false)))
      return setIssues([{ code: 'host_not_allowed', seen: url }])
    const result = await ask(command('registrationFetch', { draft, url, token: sent }))
    setIssues(result.ok ? [] : result.issues)
    if (result.ok) keep(result.text.trim())
  }
  return (
    <>
      <Field
        label={t('register.statement_url')}
        mono
        inputMode="url"
        value={typed.statementUrl}
        onChange={({ target }) => edit({ statementUrl: target.value })}
        end={
          <Button
            variant="link"
            disabled={typed.statementUrl.trim() === ''}
            onClick={() =>
              void fetch(typed.statementUrl.trim(), token, (text) => edit({ statement: text }))
            }
          >
            {t('register.fetch_now')}
          </Button>
        }
      />
      <Field
        label={t('register.directory_token')}
        type="password"
        mono
        autoComplete="new-password"
        value={token}
        onChange={({ target }) => setToken(target.value)}
        hint={<span>{t('register.directory_token_hint')}</span>}
      />
      <Field
        label={t('register.keys_url')}
        mono
        inputMode="url"
        value={typed.keysUrl}
        onChange={({ target }) => edit({ keysUrl: target.value })}
        end={
          <Button
            variant="link"
            disabled={typed.keysUrl.trim() === ''}
            onClick={() => void fetch(typed.keysUrl.trim(), '', (keys) => edit({ keys }))}
          >
            {t('register.fetch_keys')}
          </Button>
        }
      />
      <Area
        label={t('register.keys_text')}
        rows={2}
        value={typed.keys}
        onChange={({ target }) => edit({ keys: target.value })}
      />
      <IssueNotes issues={issues} />
    </>
  )
}
