import { useState } from 'react'
import { ask } from '@/components/connected/ask'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { ruleProfileOptions } from '@/components/ui/rule-profile-text'
import { SectionBar } from '@/components/ui/section-bar'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { registrationMembers } from '@/lib/flow/read/registration'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { KeyInfo } from '@/lib/model/key'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { statusOf } from '@/lib/model/status'
import type { ProfileDraft } from '@/lib/oauth/profile'
import {
  compareRegistration,
  profileOfRegistration,
  type ComparedMember,
} from '@/lib/oauth/registration-result'
import { parseUrl } from '@/lib/model/url'
import { command } from '@/lib/state/actions'
import { isClosed } from '@/lib/state/host-access'
import { useHost } from '@/lib/state/host'
import { HostList } from '../host-list'
import { keyFacts } from '../profile-key-facts'
import { Select } from '../profile-parts'
import { useDraftAccess } from '../use-draft-access'
import { ComparedMembers } from './compared-members'
import { RegisterHead } from './register-head'
import type { Registration, RegistrationSubject } from './use-registration'

interface RegisterDoneProps extends RegistrationSubject {
  readonly registration: Registration
  readonly response: EndpointResponse<'registration'>
  readonly onBack: () => void
  readonly onCreated: (id: string) => void
}

/** The registered client: what differs from the request, and the profile that is made from the response. */
export function RegisterDone(props: RegisterDoneProps) {
  const { registration, response, draftKey, draft, metadata, onBack, onCreated } = props
  const { newest, key, flowId } = registration
  const host = useHost()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [typed, setTyped] = useState<Partial<Pick<ProfileDraft, 'name' | 'ruleProfile'>>>({})
  const registered = registrationMembers(response) ?? {}
  const requested = (newest && registrationMembers(newest.request)) ?? {}
  const members = compareRegistration(requested, registered)
  const named = { ...draft, ...typed, signingKeyId: key?.id ?? draft.signingKeyId }
  const made = profileOfRegistration(named, registered)
  const access = useDraftAccess(made, metadata, 0, true)
  const missing = access.filter(isClosed)

  const save = async () => {
    const data = { key: draftKey, draft: named, flowId: flowId ?? '' }
    const result = await ask(command('registrationCreate', data))
    if (result.ok) onCreated(result.id)
    else setIssues(result.issues)
  }
  const create = () => {
    // The browser asks for access in the click itself.
    if (missing.length > 0)
      void host.requestAccess(missing.map(({ pattern }) => pattern)).catch(() => false)
    void save()
  }

  return (
    <div className="reg">
      <RegisterHead title={t('register.title')} onBack={onBack}>
        <Outcome members={members} response={response} />
      </RegisterHead>
      <div className="reg__panes">
        <section className="pane reg__left" aria-label={t('register.compared')}>
          <div className="scroll">
            <ComparedMembers members={members} />
          </div>
        </section>
        <section className="pane reg__preview" aria-label={t('register.new_profile')}>
          <SectionBar title={t('register.new_profile')}>
            <span className="meta">{t('register.from_response')}</span>
          </SectionBar>
          <div className="scroll">
            <div className="reg__fields">
              <Field
                label={t('ui.profile.name')}
                value={typed.name ?? draft.name}
                placeholder={parseUrl(draft.issuer)?.host ?? ''}
                onChange={({ target }) => setTyped({ ...typed, name: target.value })}
              />
              <Field label={t('ui.profile.client_id')} value={made.clientId} readOnly mono />
              <Field label={t('ui.profile.scope')} value={made.scope} readOnly mono />
              <Select<RuleProfile>
                label={t('ui.profile.check_against')}
                options={ruleProfileOptions()}
                value={made.ruleProfile}
                onChange={(ruleProfile) => setTyped({ ...typed, ruleProfile })}
              />
              <Key info={key} />
              {access.length > 0 && (
                <div>
                  <span className="label" aria-hidden="true">
                    {t('ui.setup.hosts')}
                  </span>
                  <HostList
                    label={t('ui.setup.hosts')}
                    access={access}
                    issuer={made.issuer}
                    isNew
                  />
                </div>
              )}
              <IssueNotes issues={issues} />
            </div>
          </div>
        </section>
      </div>
      <div className="bar bar--foot reg__foot">
        <Button variant="primary" onClick={create}>
          {missing.length === 0
            ? t('register.create')
            : t('register.create_allow', missing.length, [String(missing.length)])}
        </Button>
        <span className="meta grow">{t('register.then')}</span>
        {flowId !== null && (
          <Button
            variant="quiet"
            onClick={() => void command('panelOpen', { flowId, screen: 'flows' })}
          >
            {t('register.show_flow')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface OutcomeProps {
  readonly members: readonly ComparedMember[]
  readonly response: EndpointResponse<'registration'>
}

/** The status, how many values differ, and how many checks failed. */
function Outcome({ members, response: { status, results } }: OutcomeProps) {
  const differing = members.filter(
    ({ difference }) => difference === 'changed' || difference === 'missing',
  ).length
  const failed = results.filter((result) => statusOf(result) === 'fail').length
  return (
    <>
      <span className="chip">
        <StatusIcon status={status === 201 ? 'pass' : 'warn'} /> {status}
      </span>
      <span className="meta">{t('register.differing', differing, [String(differing)])}</span>
      {failed > 0 && <span className="meta">{t('register.failed', failed, [String(failed)])}</span>}
    </>
  )
}

function Key({ info }: { readonly info: KeyInfo | null }) {
  if (!info) return null
  return (
    <div>
      <span className="label">{t('ui.key.signing')}</span>
      <p className="mono wrap">{`${info.kid}, ${keyFacts(info)}`}</p>
    </div>
  )
}
