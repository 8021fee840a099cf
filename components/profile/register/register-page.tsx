import './register.css'
import { useState, type ReactNode } from 'react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { useNow } from '@/components/ui/time'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { registrationMembers } from '@/lib/flow/read/registration'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
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
  const { send, isSending, issues } = useSend(subject, registration)
  const { newest, url } = registration
  const response = newest?.response ?? null

  if (!registered && response && isClient(response))
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

/** Whether a response has a registered client. */
const isClient = (response: EndpointResponse<'registration'>) =>
  isSuccess(response) && registrationMembers(response) !== null

/** Sends the request, and asks the browser first for access to the host that is missing. */
function useSend(subject: RegistrationSubject, registration: Registration) {
  const { draftKey, draft, metadata, registered } = subject
  const host = useHost()
  const [turn, setTurn] = useState(0)
  const [isSending, setSending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const access = useDraftAccess(draft, metadata, turn, true)
  const closed = access.filter(
    (each) => isClosed(each) && registration.url?.startsWith(each.origin) === true,
  )
  const allow = async () => {
    await host.requestAccess(closed.map(({ pattern }) => pattern)).catch(() => false)
    setTurn((count) => count + 1)
  }
  const register = (body: string) =>
    command('registrationSend', { key: draftKey, draft, metadata: metadata ?? {}, body })
  const update = async (body: string) => {
    const result = await ask(command('registrationUpdate', { profileId: draftKey, body }))
    if (!result.ok) return result
    // A refused update stays on the page, with its response.
    if (result.accepted) await command('registrationDraft', { key: draftKey, form: null })
    else registration.edit({ flowId: result.flowId })
    return result
  }
  return {
    issues,
    isSending,
    async send(body: string): Promise<void> {
      setSending(true)
      if (closed.length > 0) await allow()
      const result = registered ? await update(body) : await ask(register(body))
      setSending(false)
      setIssues(result.ok ? [] : result.issues)
    },
  }
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

type Foot = (registration: Registration, subject: RegistrationSubject) => boolean

/** Why the request cannot be sent, or what happens; the first that is true. */
const feet: readonly (readonly [text: Parameters<typeof t>[0], when: Foot])[] = [
  ['register.foot.no_metadata', (_, { metadata, registered }) => !metadata && !registered],
  ['register.no_endpoint', ({ url }) => url === null],
  ['register.foot.no_key', ({ form, key }) => form !== 'json' && key === null],
  ['register.foot.nothing', ({ newest }) => Boolean(newest?.response)],
  ['register.foot.expired', ({ statement }, { draft }) => isExpired(statement, draft, Date.now())],
]

function footText(registration: Registration, subject: RegistrationSubject): string {
  const found = feet.find(([, when]) => when(registration, subject))
  if (found) return t(found[0] as 'register.foot.nothing')
  return subject.registered
    ? t('register.foot.update', [subject.draft.clientId])
    : t('register.foot.creates')
}
