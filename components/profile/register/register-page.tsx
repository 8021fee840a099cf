import './register.css'
import { useState, type ReactNode } from 'react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { useNow } from '@/components/ui/time'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { registrationMembers } from '@/lib/flow/read/registration'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { textIn } from '@/lib/model/json'
import type { Registration } from './use-registration'
import { useBody, useRegistration, type RegistrationSubject } from './use-registration'
import { command } from '@/lib/state/actions'
import { isClosed } from '@/lib/state/host-access'
import { useHost } from '@/lib/state/host'
import { useDraftAccess } from '../use-draft-access'
import { RegisterDone } from './register-done'
import { RegisterHead } from './register-head'
import { RegisterMembers } from './register-members'
import { RegisterPreview } from './register-preview'
import { RegisterServer } from './register-server'
import { RegisterStatement } from './register-statement'
import { isExpired } from './statement-facts'

interface RegisterPageProps extends RegistrationSubject {
  /** The issuer of a new client, and how its metadata is read. */
  readonly server?: ReactNode
  readonly onKey: (id: string | null) => void
  readonly onCreated: (id: string) => void
}

/** Registers a client, or updates it: one page with three sections, and the request as it is sent. */
export function RegisterPage(props: RegisterPageProps) {
  const { server, onKey, onCreated, ...subject } = props
  const { draftKey, draft, metadata, registered } = subject
  const registration = useRegistration(subject)
  const body = useBody(registration, subject)
  const host = useHost()
  const [turn, setTurn] = useState(0)
  const [isSending, setSending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const access = useDraftAccess(draft, metadata, turn, true)
  const { newest, url } = registration
  const response = newest?.response ?? null
  const isRegistered =
    !registered &&
    response !== null &&
    isSuccess(response) &&
    registrationMembers(response) !== null

  const send = async (text: string) => {
    setSending(true)
    const closed = access.filter((each) => isClosed(each) && url?.startsWith(each.origin))
    if (closed.length > 0) {
      await host.requestAccess(closed.map(({ pattern }) => pattern)).catch(() => false)
      setTurn((count) => count + 1)
    }
    const result = registered
      ? await ask(command('registrationUpdate', { profileId: draftKey, body: text }))
      : await ask(
          command('registrationSend', {
            key: draftKey,
            draft,
            metadata: metadata ?? {},
            body: text,
          }),
        )
    setSending(false)
    setIssues(result.ok ? [] : result.issues)
    if (!registered || !result.ok) return
    // A refused update stays on the page, with its response.
    if (result.accepted) await command('registrationDraft', { key: draftKey, form: null })
    else registration.edit({ flowId: result.flowId })
  }

  if (isRegistered && response)
    return (
      <RegisterDone
        {...subject}
        {...{ registration, response, onCreated }}
        onBack={registration.close}
      />
    )
  const title = t(registered ? 'register.update_title' : 'register.title')
  return (
    <div className="reg">
      <RegisterHead title={title} onBack={registration.close}>
        <span className="meta">{draft.issuer === '' ? '' : hostOf(draft.issuer.trim())}</span>
        <Verdict registration={registration} subject={subject} />
      </RegisterHead>
      <div className="reg__panes">
        <section className="pane reg__left" aria-label={title}>
          <div className="scroll">
            <RegisterServer
              registration={registration}
              isRead={metadata !== null}
              isUpdate={registered !== null}
              onKey={onKey}
            >
              {server}
            </RegisterServer>
            <RegisterStatement registration={registration} draft={draft} />
            <RegisterMembers registration={registration} />
            <IssueNotes issues={issues} />
          </div>
        </section>
        <RegisterPreview
          registration={registration}
          method={registered ? 'PUT' : 'POST'}
          body={body}
        />
      </div>
      <div className="bar bar--foot reg__foot">
        <Button
          variant={response ? undefined : 'primary'}
          disabled={body === null || url === null || isSending}
          onClick={() => body !== null && void send(body)}
        >
          {sendText(registered !== null, response !== null)}
        </Button>
        <output className="meta grow wrap">
          <Prose>{footText(registration, subject)}</Prose>
        </output>
        <Button
          variant="quiet"
          onClick={() => void command('registrationDraft', { key: draftKey, form: null })}
        >
          {t('register.discard')}
        </Button>
      </div>
    </div>
  )
}

interface VerdictProps {
  readonly registration: Registration
  readonly subject: RegistrationSubject
}

/** The status of the newest response, or what is certain to be refused. */
function Verdict({ registration, subject }: VerdictProps) {
  const now = useNow()
  const status = registration.newest?.response?.status
  if (status !== undefined && status !== null)
    return (
      <span className="chip chip--fail">
        <StatusIcon status="fail" /> {status}
      </span>
    )
  return isExpired(registration.statement, subject.draft, now) ? (
    <span className="chip chip--fail">
      <StatusIcon status="fail" /> {t('register.expired')}
    </span>
  ) : null
}

function sendText(isUpdate: boolean, isAgain: boolean): string {
  if (isUpdate) return t('register.update')
  return t(isAgain ? 'register.again' : 'register.register')
}

function footText(registration: Registration, subject: RegistrationSubject): string {
  const { newest, url, form, key, statement } = registration
  if (!subject.metadata && !subject.registered) return t('register.foot.no_metadata')
  if (url === null) return t('register.no_endpoint')
  if (form !== 'json' && key === null) return t('register.foot.no_key')
  if (newest?.response) return t('register.foot.nothing')
  if (isExpired(statement, subject.draft, Date.now())) return t('register.foot.expired')
  return t(subject.registered ? 'register.foot.update' : 'register.foot.creates', [
    textIn(subject.registered?.members ?? {}, 'client_id') ?? '',
  ])
}
