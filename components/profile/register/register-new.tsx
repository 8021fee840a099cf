import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { newDraftKey } from '@/lib/oauth/profile-defaults'
import { fieldIssue } from '../draft-fields'
import { IssuerField } from '../issuer-field'
import type { Setup } from '../use-setup'
import { openRegistration } from './register-at'
import { RegisterPage } from './register-page'

interface RegisterNewProps {
  readonly setup: Setup
  readonly onCreated: (id: string) => void
}

/** Registers the client of a new profile. */
export function RegisterNew({ setup, onCreated }: RegisterNewProps) {
  const { draft, edit, issues, metadata, json } = setup
  return (
    <RegisterPage
      draftKey={newDraftKey}
      draft={draft}
      metadata={json}
      registered={null}
      server={
        <IssuerField
          {...{ draft, edit, metadata, issues }}
          issue={fieldIssue(issues, 'issuer')}
          onRead={setup.read}
        />
      }
      onKey={(signingKeyId) => edit({ signingKeyId })}
      onCreated={onCreated}
    />
  )
}

/** The way to a client for those who have none yet. */
export function RegisterOffer() {
  return (
    <section className="form__part" aria-label={t('register.title')}>
      <p className="hint">
        <Prose>{t('register.offer')}</Prose>
      </p>
      <div className="btns">
        <Button onClick={() => void openRegistration()}>{t('register.title')}</Button>
      </div>
    </section>
  )
}
