import { Field } from '@/components/ui/field'
import { KeyField } from './profile-key'
import { fieldIssue, type PartProps } from './draft-fields'
import { Choice, Fold } from './profile-parts'
import {
  type ClientAuthFamily,
  clientAuthNames,
  clientAuthOf,
  firstOf,
  methodsOf,
} from '@/lib/model/client-auth-methods'
import type { ClientAuth } from '@/lib/oauth/profile'
import { t } from '@/lib/i18n'
import { JsonField } from '@/components/ui/json-field'
import { ProfileCertificate } from './profile-certificate'
import { ProfileSecret } from './profile-secret'

/** What a family is called. */
const familyNames: Readonly<Record<ClientAuthFamily, () => string>> = {
  key: () => firstOf('key'),
  mtls: () => 'mTLS',
  secret: () => t('ui.auth.secret'),
  none: () => t('ui.auth.none'),
}

/** What tells the methods of a family apart, where it has several. */
const methodLabels: Readonly<Record<ClientAuthFamily, () => string>> = {
  key: () => t('ui.auth.method'),
  mtls: () => t('ui.auth.certificate'),
  secret: () => t('ui.auth.how'),
  none: () => t('ui.auth.method'),
}

/** The families in the order of the table. */
function familiesOf(): readonly ClientAuthFamily[] {
  return [...new Set(clientAuthNames().map((method) => clientAuthOf(method).family))]
}

interface ProfileAuthProps extends PartProps {
  readonly secret: string
  readonly onSecret: (secret: string) => void
}

/** The client authentication, and the key that the client signs with. */
export function ProfileAuth(props: ProfileAuthProps) {
  const { draft, edit, issues } = props
  const { clientAuth } = draft
  const { family, needs, sendsAssertion } = clientAuthOf(clientAuth.method)
  const methods = methodsOf(family)
  const change = (part: Partial<ClientAuth>) => edit({ clientAuth: { ...clientAuth, ...part } })
  return (
    <>
      <Choice<ClientAuthFamily>
        label={t('ui.auth.label')}
        options={familiesOf().map((value) => ({ value, label: familyNames[value]() }))}
        value={family}
        onChange={(chosen) => change({ method: firstOf(chosen) })}
      />
      {methods.length > 1 && (
        <Choice
          label={methodLabels[family]()}
          options={methods.map((value) => ({ value, label: value }))}
          value={clientAuth.method}
          onChange={(method) => change({ method })}
        />
      )}
      {needs === 'certificate' && <ProfileCertificate profileId={draft.id} />}
      {needs === 'secret' && (
        <ProfileSecret profileId={draft.id} secret={props.secret} onSecret={props.onSecret} />
      )}
      {sendsAssertion && <Assertion {...{ clientAuth, change, issues }} />}
      <KeyField
        use="sig"
        value={draft.signingKeyId}
        onChange={(signingKeyId) => edit({ signingKeyId })}
      />
    </>
  )
}

interface ChangeProps {
  readonly change: (part: Partial<ClientAuth>) => void
}

/** What few servers want otherwise. */
function Assertion(props: ChangeProps & { clientAuth: ClientAuth } & Pick<PartProps, 'issues'>) {
  const { clientAuth, change, issues } = props
  return (
    <Fold title={t('ui.auth.assertion')}>
      <div className="form__pair">
        <Choice
          label="aud"
          options={[
            { value: 'issuer', label: t('ui.auth.aud_issuer') },
            { value: 'token_endpoint', label: t('ui.auth.aud_token') },
            { value: 'called_endpoint', label: t('ui.auth.aud_called') },
          ]}
          value={clientAuth.audience}
          onChange={(audience) => change({ audience })}
        />
        <Field
          label={t('ui.auth.lifetime')}
          type="number"
          min={1}
          max={3600}
          value={clientAuth.lifetime === 0 ? '' : clientAuth.lifetime}
          onChange={({ target }) => change({ lifetime: Number(target.value) })}
          issue={fieldIssue(issues, 'clientAuth.lifetime')}
        />
      </div>
      <JsonField
        label={t('ui.auth.extra_claims')}
        value={clientAuth.extraClaims}
        onChange={(extraClaims) => change({ extraClaims })}
        issue={fieldIssue(issues, 'clientAuth.extraClaims')}
      />
      <JsonField
        label={t('ui.auth.extra_header')}
        value={clientAuth.extraHeader}
        onChange={(extraHeader) => change({ extraHeader })}
        issue={fieldIssue(issues, 'clientAuth.extraHeader')}
      />
    </Fold>
  )
}
