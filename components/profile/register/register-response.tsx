import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CodeLines } from '@/components/ui/code-lines'
import { CopyButton } from '@/components/ui/copy-button'
import { formatOctets } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { Scroll } from '@/components/ui/scroll'
import { SectionBar } from '@/components/ui/section-bar'
import { ServerText } from '@/components/ui/server-text'
import { SpecLink } from '@/components/ui/spec-link'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { registrationMembers } from '@/lib/flow/read/registration'
import { t, tData } from '@/lib/i18n'
import { jsonText, textIn } from '@/lib/model/json'
import { serverErrors } from '@/lib/oauth/error-body'
import {
  isRegistrationError,
  registrationErrors,
  registrationFix,
  type RegistrationFix,
} from '@/lib/oauth/registration-errors'
import { command } from '@/lib/state/actions'
import type { Registration } from './use-registration'

interface RegisterResponseProps {
  readonly registration: Registration
  readonly response: EndpointResponse<'registration'>
}

/** A refusal: what the server said, its likely cause, what to do, and what each error code means. */
export function RegisterResponse({ registration, response }: RegisterResponseProps) {
  const { body, took } = response
  const json = registrationMembers(response)
  const octets = formatOctets(new TextEncoder().encode(body).length)
  return (
    <>
      <Refusal registration={registration} response={response} />
      <div className="bar reg__shape">
        <span className="meta grow">
          {[took === null ? null : t('register.took', [String(took)]), octets]
            .filter((part) => part !== null)
            .join(', ')}
        </span>
        <CopyButton value={body} label={t('register.copy_response')} />
      </div>
      <Scroll label={t('register.response')}>
        <CodeLines text={json ? JSON.stringify(json, null, 2) : body} marked={/^ {2}"error"/} />
        <SectionBar title={t('register.codes')}>
          <span className="meta">{t('register.codes_of')}</span>
        </SectionBar>
        <dl className="reg__codes">
          {Object.keys(registrationErrors).map((code) => (
            <div key={code}>
              <dt className="mono">{code}</dt>
              <dd>
                <Prose>{tData(`errors.${code}`)}</Prose>
              </dd>
            </div>
          ))}
        </dl>
      </Scroll>
    </>
  )
}

function Refusal({ registration, response }: RegisterResponseProps) {
  const { rows, setMember, flowId } = registration
  const { status, issues } = response
  const json = registrationMembers(response)
  const [error] = serverErrors(response)
  const code = error?.code ?? textIn(json, 'error')
  const fix = code === 'invalid_client_metadata' ? registrationFix(rows, json) : null
  return (
    <section className="banner banner--fail" aria-label={t('register.refused')}>
      <StatusIcon status="fail" />
      <div className="grow">
        <div className="banner__t">
          {code === null ? t('register.refused') : t('register.refused_as', [code])}
        </div>
        <dl className="reg__why">
          <Why name={t('register.received')}>
            <span className="mono">{[status, code].filter((part) => part !== null).join(' ')}</span>
          </Why>
          {error?.description && (
            <Why name={t('register.server_says')}>
              <ServerText>{error.description}</ServerText>
            </Why>
          )}
          {fix && (
            <Why name={t('register.cause')}>
              <Prose>{causeText(fix)}</Prose>
            </Why>
          )}
          <Explained code={code} />
        </dl>
        {code === null && <IssueNotes issues={issues} />}
        <div className="btns">
          {fix && (
            <Button variant="primary" onClick={() => setMember(fix.name, fix.value)}>
              {t('register.set_to', [fix.name, jsonText(fix.value)])}
            </Button>
          )}
          {flowId !== null && (
            <Button onClick={() => void command('panelOpen', { flowId, screen: 'flows' })}>
              {t('register.show_flow')}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}

function Why({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

const causeText = ({ name, sent, list, supported }: RegistrationFix) =>
  t('register.cause_unlisted', [name, sent.join(', '), list, supported.join(', ')])

/** What an error code means, and the clause that defines it. */
function Explained({ code }: { readonly code: string | null }) {
  if (code === null || !isRegistrationError(code)) return null
  return (
    <>
      <Why name={t('register.fix')}>
        <Prose>{tData(`errors.${code}`)}</Prose>
      </Why>
      <Why name={t('register.source')}>
        <SpecLink specRef={registrationErrors[code]} />
      </Why>
    </>
  )
}
