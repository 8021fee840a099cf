import './register.css'
import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatIso, formatRelative, hostOf } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { ReadSecret } from '@/components/ui/read-secret'
import { useNow } from '@/components/ui/time'
import { mirrorFlow } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { RegisteredClient } from '@/lib/oauth/registered-client'
import { profileDifferences, profileOfRegistration } from '@/lib/oauth/registration-result'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { emptyRegistration } from '@/lib/oauth/registration-draft'
import { MemberValue } from './compared-members'
import { keepForm } from './use-registration'

interface RegisteredClientProps {
  readonly profileId: string
  readonly draft: ProfileDraft
  readonly client: RegisteredClient
  readonly edit: (change: Partial<ProfileDraft>) => void
}

/**
 * The client of a profile as the server has it: read, updated and deleted with the registration access token.
 *
 * @see [RFC 7592](https://www.rfc-editor.org/rfc/rfc7592.html)
 */
export function RegisteredClientPart({ profileId, draft, client, edit }: RegisteredClientProps) {
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [isAsking, setAsking] = useState(false)
  const call = async (name: 'registrationRead' | 'registrationDelete') => {
    const result = await ask(command(name, { profileId }))
    if (!result.ok) return setIssues(result.issues)
    await mirrorFlow(result.flowId)
    const flow = useMirror.getState().flow[result.flowId]
    const message = flow?.messages.find(({ id }) => id === result.messageId)
    setIssues(message && 'issues' in message ? message.issues : [])
  }
  const open = async () => {
    const { statement } = await command('registrationStatement', { profileId })
    await keepForm(profileId, { ...emptyRegistration, statement: statement ?? '' })
  }
  const replace = () => keepForm(profileId, emptyRegistration)
  return (
    <section className="form__edit" aria-label={t('register.client.title')}>
      <SectionBar title={t('register.client.title')}>
        <span className="meta">RFC 7592</span>
      </SectionBar>
      <div className="reg__client">
        <div className="hosts">
          <Place client={client} onRead={() => void call('registrationRead')} />
          <AccessToken profileId={profileId} client={client} />
          {client.statement && (
            <Statement statement={client.statement} onReplace={() => void replace()} />
          )}
        </div>
        <Differences draft={draft} client={client} edit={edit} />
        <IssueNotes issues={issues} />
        {isAsking ? (
          <Question
            client={client}
            clientId={draft.clientId}
            onDelete={() => void call('registrationDelete')}
            onKeep={() => setAsking(false)}
          />
        ) : (
          <div className="btns">
            <Button onClick={() => void open()}>{t('register.client.change')}</Button>
            <Button className="btn--danger" onClick={() => setAsking(true)}>
              {t('register.client.delete')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

interface PlaceProps {
  readonly client: RegisteredClient
  readonly onRead: () => void
}

function Place({ client, onRead }: PlaceProps) {
  const { clientUri, registeredAt, readAt } = client
  const now = useNow()
  const registered = t('register.client.registered_at', [formatRelative(registeredAt - now)])
  const read = readAt === null ? [] : [t('register.client.read_at', [formatRelative(readAt - now)])]
  return (
    <div className="host">
      <StatusIcon status={readAt === null ? 'neutral' : 'pass'} />
      <span className="mono wrap">{clientUri ?? t('register.client.at')}</span>
      <span className="meta wrap">{[registered, ...read].join(', ')}</span>
      <Button onClick={onRead}>{t('register.client.read')}</Button>
    </div>
  )
}

/** The token, which the page gets only when it is revealed or copied. */
function AccessToken({ profileId, client }: Pick<RegisteredClientProps, 'profileId' | 'client'>) {
  const isKept = useMirror(({ registrationTokens }) => registrationTokens.includes(profileId))
  const [typed, setTyped] = useState('')
  const name = 'registration_access_token'
  if (client.clientUri === null)
    return (
      <div className="host">
        <StatusIcon status="info" />
        <span>{t('register.client.token')}</span>
        <span className="meta wrap">{t('register.client.own_token')}</span>
      </div>
    )
  if (!isKept)
    return (
      <div className="host">
        <StatusIcon status="warn" />
        <span>{t('register.client.token')}</span>
        <Field
          label={name}
          type="password"
          mono
          autoComplete="new-password"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          hint={<span>{t('register.client.no_token')}</span>}
          end={
            <Button
              variant="link"
              disabled={typed.trim() === ''}
              onClick={() =>
                void command('registrationTokenSet', { profileId, token: typed.trim() })
              }
            >
              {t('register.client.keep_token')}
            </Button>
          }
        />
      </div>
    )
  return (
    <div className="host">
      <StatusIcon status="info" />
      <span>{t('register.client.token')}</span>
      <ReadSecret
        name={name}
        read={async () => (await command('registrationToken', { profileId })).token}
      />
    </div>
  )
}

interface StatementProps {
  readonly statement: NonNullable<RegisteredClient['statement']>
  readonly onReplace: () => void
}

function Statement({ statement: { issuedAt, expiresAt }, onReplace }: StatementProps) {
  const now = useNow()
  const isOver = expiresAt !== null && expiresAt * 1000 <= now
  return (
    <div className="host">
      <StatusIcon status={isOver ? 'warn' : 'neutral'} />
      <span>{t('register.statement')}</span>
      <span className="meta wrap">{timesText(issuedAt, expiresAt, now)}</span>
      <Button onClick={onReplace}>{t('register.client.replace')}</Button>
    </div>
  )
}

function timesText(issuedAt: number | null, expiresAt: number | null, now: number): string {
  if (expiresAt === null)
    return issuedAt === null
      ? t('register.facts.no_expiry')
      : t('register.facts.issued', [formatRelative(issuedAt * 1000 - now)])
  const when = `${formatRelative(expiresAt * 1000 - now)}, ${formatIso(expiresAt * 1000)}`
  return expiresAt * 1000 > now
    ? t('register.client.statement_until', [when])
    : t('register.client.statement_ended', [when])
}

function Differences({ draft, client, edit }: Omit<RegisteredClientProps, 'profileId'>) {
  const differences = profileDifferences(draft, client.members)
  if (client.readAt === null && differences.length === 0) return null
  if (differences.length === 0)
    return (
      <p className="hint">
        <StatusIcon status="pass" />
        <span>{t('register.client.same')}</span>
      </p>
    )
  return (
    <>
      <table className="reg__table">
        <caption className="meta">
          {t('register.client.differing', differences.length, [String(differences.length)])}
        </caption>
        <thead>
          <tr>
            <th>{t('register.member')}</th>
            <th>{t('register.client.in_profile')}</th>
            <th>{t('register.registered')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ name, inProfile, registered }) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td>
                <MemberValue name={name} value={inProfile} absent="" />
              </td>
              <td>
                <MemberValue name={name} value={registered} absent="" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="btns">
        <Button onClick={() => edit(profileOfRegistration(draft, client.members))}>
          {t('register.client.take')}
        </Button>
      </div>
    </>
  )
}

interface QuestionProps {
  readonly client: RegisteredClient
  readonly clientId: string
  readonly onDelete: () => void
  readonly onKeep: () => void
}

/** Asks in place, and names the consequence. */
function Question({ client, clientId, onDelete, onKeep }: QuestionProps) {
  return (
    <section className="banner banner--warn" aria-label={t('register.client.sure')}>
      <StatusIcon status="warn" />
      <div className="grow">
        <div className="banner__t">{t('register.client.sure')}</div>
        <p>
          <Prose>{t('register.client.consequence', [hostOf(client.clientUri ?? '')])}</Prose>
        </p>
        <div className="btns">
          <Button className="btn--danger" onClick={onDelete}>
            {t('register.client.delete_now', [clientId])}
          </Button>
          <Button onClick={onKeep}>{t('register.client.keep')}</Button>
        </div>
      </div>
    </section>
  )
}
