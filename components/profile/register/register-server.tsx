import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import {
  registrationAccesses,
  registrationForms,
  type RegistrationAccess,
  type RegistrationForm,
} from '@/lib/oauth/registered-client'
import { registrationTypes } from '@/lib/oauth/registration-request'
import { command } from '@/lib/state/actions'
import { KeyField } from '../profile-key'
import { Choice } from '../profile-parts'
import type { Registration } from './use-registration'

interface RegisterServerProps {
  readonly registration: Registration
  readonly isRead: boolean
  /** An update has its key and its access from the profile. */
  readonly isUpdate: boolean
  readonly onKey: (id: string | null) => void
  /** The issuer. */
  readonly children?: ReactNode
}

const formName = (form: RegistrationForm) =>
  form === 'json' ? 'JSON' : t('register.signed', [registrationTypes[form]])

const accessNames = {
  none: 'register.access.none',
  token: 'register.access.token',
  certificate: 'register.access.certificate',
} as const satisfies Record<RegistrationAccess, string>

/** Where the client is registered, how the request is written, and what authorizes it. */
export function RegisterServer(props: RegisterServerProps) {
  const { registration, isRead, isUpdate, onKey, children } = props
  const { form, access, audience, typed, edit, url, key } = registration
  return (
    <section aria-label={t('register.server')}>
      <SectionBar title={`1 ${t('register.server')}`} />
      <div className="reg__fields">
        {children}
        {isRead && <Endpoint url={url} />}
        {!isUpdate && <KeyField use="sig" value={key?.id ?? null} onChange={onKey} />}
        {!isUpdate && key === null && (
          <div>
            <Button onClick={() => void generate(onKey)}>{t('register.generate_key')}</Button>
          </div>
        )}
        <Choice<RegistrationForm>
          label={t('register.form')}
          options={registrationForms.map((value) => ({ value, label: formName(value) }))}
          value={form}
          onChange={(next) => edit({ form: next })}
        />
        {form !== 'json' && (
          <Field
            label="aud"
            mono
            value={typed.audience}
            placeholder={audience}
            onChange={({ target }) => edit({ audience: target.value })}
            hint={<Prose>{t('register.audience')}</Prose>}
          />
        )}
        {!isUpdate && <Access registration={registration} />}
        {!isUpdate && access === 'certificate' && (
          <p className="hint">
            <Prose>{t('register.certificate')}</Prose>
          </p>
        )}
      </div>
    </section>
  )
}

async function generate(onKey: (id: string) => void): Promise<void> {
  const made = await command('keyGenerate', { use: 'sig', alg: 'PS256', kid: null })
  if (made.ok) onKey(made.id)
}

function Endpoint({ url }: { readonly url: string | null }) {
  return (
    <div className="hint">
      <StatusIcon status={url === null ? 'fail' : 'pass'} />
      <span className="wrap">
        {url === null ? (
          <Prose>{t('register.no_endpoint')}</Prose>
        ) : (
          <span className="mono">{url}</span>
        )}
      </span>
    </div>
  )
}

function Access({ registration }: { readonly registration: Registration }) {
  const { access, edit, hasToken } = registration
  return (
    <>
      <Choice<RegistrationAccess>
        label={t('register.access.title')}
        options={registrationAccesses.map((value) => ({ value, label: t(accessNames[value]) }))}
        value={access}
        onChange={(next) => edit({ access: next })}
      />
      {access === 'token' && (
        <Field
          label={t('register.access.token')}
          type="password"
          mono
          autoComplete="new-password"
          placeholder={hasToken ? '•'.repeat(16) : ''}
          onChange={({ target }) => edit({}, target.value)}
          hint={<span>{t(hasToken ? 'register.token_kept' : 'register.token_hint')}</span>}
        />
      )}
    </>
  )
}
