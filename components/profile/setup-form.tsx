import './setup.css'
import type { FormEvent, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { IssueLine } from '@/components/ui/issue-line'
import { keyed } from '@/components/ui/keyed'
import { t } from '@/lib/i18n'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { fieldIssue } from './draft-fields'
import { HostList } from './host-list'
import { IssuerField } from './issuer-field'
import { isUnreachable } from './metadata-trouble'
import { fieldName } from './profile-changes'
import { ProfileFields } from './profile-form'
import { KeyField } from './profile-key'
import { ProfileSecret } from './profile-secret'
import type { Setup } from './use-setup'

interface SetupFormProps {
  readonly setup: Setup
  readonly title: string
  readonly intro?: ReactNode
  /** The form was typed on a page that has closed. */
  readonly isRestored: boolean
  /** Other ways to begin, below the fields. */
  readonly below?: ReactNode
  /** Buttons at the end of the foot. */
  readonly end?: ReactNode
}

/** The form of a new profile, in the popup and in a tab. */
export function SetupForm(props: SetupFormProps) {
  const { setup, title, intro, isRestored, below, end } = props
  const { draft, edit, issues, metadata, missing } = setup
  const create = (event: FormEvent) => {
    event.preventDefault()
    setup.create({ withAccess: true })
  }
  const hasMetadata = metadata === null || metadata === 'reading' || !isUnreachable(metadata)
  return (
    <form className="setup" onSubmit={create} noValidate>
      <div className="scroll setup__scroll">
        <div className="setup__in">
          <div>
            <h2 className="setup__title">{title}</h2>
            {intro !== undefined && <p className="meta">{intro}</p>}
          </div>
          <IssuerField
            {...{ draft, edit, metadata, issues }}
            issue={fieldIssue(issues, 'issuer')}
            onRead={setup.read}
          />
          <ProfileFields setup={setup}>
            <Credential setup={setup} />
          </ProfileFields>
          <Hosts setup={setup} />
          {keyed(
            issues.filter(({ field }) => field === undefined),
            ({ code }) => code,
          ).map(({ key, item }) => (
            <IssueLine key={key} issue={item} />
          ))}
          {below}
        </div>
      </div>
      <div className="bar bar--foot setup__foot">
        <Button type="submit" variant={hasMetadata ? 'primary' : undefined}>
          {createText(hasMetadata, missing.length)}
        </Button>
        <output className="meta grow">{footText(setup, isRestored)}</output>
        {end}
      </div>
    </form>
  )
}

function createText(hasMetadata: boolean, missing: number): string {
  if (!hasMetadata) return t('ui.setup.create_unread')
  return missing === 0
    ? t('popup.setup.create')
    : t('ui.setup.create_allow', missing, [String(missing)])
}

function footText({ issues, isRefused }: Setup, isRestored: boolean): string {
  const fields = issues.flatMap(({ field }) => (field === undefined ? [] : [fieldName(field)]))
  if (fields.length > 0) return t('ui.setup.check', [[...new Set(fields)].join(', ')])
  if (isRefused) return t('panel.access.refused')
  return t(isRestored ? 'ui.setup.restored' : 'ui.setup.kept')
}

/** What the client authenticates and signs with. */
function Credential({ setup }: { setup: Setup }) {
  const { draft, edit, secret, hasSecret, chooseSecret } = setup
  const { needs } = clientAuthOf(draft.clientAuth.method)
  const signs = needs !== 'secret' || draft.requestAs === 'request-object'
  return (
    <>
      {needs === 'secret' && (
        <ProfileSecret
          profileId={null}
          secret={secret}
          isTyped={hasSecret}
          onSecret={chooseSecret}
        />
      )}
      {signs && (
        <KeyField
          use="sig"
          value={draft.signingKeyId}
          onChange={(signingKeyId) => edit({ signingKeyId })}
        />
      )}
    </>
  )
}

/** The hosts and their purposes, before the browser asks for them. */
function Hosts({ setup }: { setup: Setup }) {
  const { draft, access, missing } = setup
  if (access.length === 0) return null
  return (
    <section aria-label={t('ui.setup.hosts')}>
      <span className="label" aria-hidden="true">
        {t('ui.setup.hosts')}
      </span>
      <HostList label={t('ui.setup.hosts')} access={access} issuer={draft.issuer.trim()} isNew />
      {missing.length > 0 && (
        <p className="hint">
          <span>{t('ui.setup.asks_once')}</span>
        </p>
      )}
      {missing.length > 0 && (
        <Button onClick={() => setup.create({ withAccess: false })}>
          {t('ui.setup.create_closed')}
        </Button>
      )}
    </section>
  )
}
