import { Field } from '@/components/ui/field'
import { KeyField } from './profile-key'
import { fieldIssue, type PartProps } from './profile-draft'
import { Choice, Fold } from './profile-parts'
import type { ClientAuth, ClientAuthMethod } from '@/lib/oauth/profile'
import { t } from '@/lib/i18n'
import { JsonField } from '@/components/ui/json-field'
import { ProfileCertificate } from './profile-certificate'
import { ProfileSecret } from './profile-secret'

type Family = 'private_key_jwt' | 'mtls' | 'secret' | 'none'

const families: Readonly<Record<ClientAuthMethod, Family>> = {
  private_key_jwt: 'private_key_jwt',
  tls_client_auth: 'mtls',
  self_signed_tls_client_auth: 'mtls',
  client_secret_basic: 'secret',
  client_secret_post: 'secret',
  client_secret_jwt: 'secret',
  none: 'none',
}

/** The default method of each family. */
const firsts: Readonly<Record<Family, ClientAuthMethod>> = {
  private_key_jwt: 'private_key_jwt',
  mtls: 'tls_client_auth',
  secret: 'client_secret_basic',
  none: 'none',
}

interface ProfileAuthProps extends PartProps {
  readonly secret: string
  readonly onSecret: (secret: string) => void
}

/** The client authentication, and the key that the client signs with. */
export function ProfileAuth(props: ProfileAuthProps) {
  const { draft, edit, issues } = props
  const { clientAuth } = draft
  const family = families[clientAuth.method]
  const change = (part: Partial<ClientAuth>) => edit({ clientAuth: { ...clientAuth, ...part } })
  const hasAssertion = ['private_key_jwt', 'client_secret_jwt'].includes(clientAuth.method)
  return (
    <>
      <Choice<Family>
        label={t('ui.auth.label')}
        options={[
          { value: 'private_key_jwt', label: 'private_key_jwt' },
          { value: 'mtls', label: 'mTLS' },
          { value: 'secret', label: t('ui.auth.secret') },
          { value: 'none', label: t('ui.auth.none') },
        ]}
        value={family}
        onChange={(chosen) => change({ method: firsts[chosen] })}
      />
      {family === 'mtls' && <Certificate {...{ draft, change }} />}
      {family === 'secret' && (
        <>
          <Choice
            label={t('ui.auth.how')}
            options={[
              { value: 'client_secret_basic', label: 'client_secret_basic' },
              { value: 'client_secret_post', label: 'client_secret_post' },
              { value: 'client_secret_jwt', label: 'client_secret_jwt' },
            ]}
            value={clientAuth.method}
            onChange={(method) => change({ method })}
          />
          <ProfileSecret profileId={draft.id} secret={props.secret} onSecret={props.onSecret} />
        </>
      )}
      {hasAssertion && <Assertion {...{ clientAuth, change, issues }} />}
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

function Certificate({ draft, change }: ChangeProps & Pick<PartProps, 'draft'>) {
  return (
    <>
      <Choice
        label={t('ui.auth.certificate')}
        options={[
          { value: 'tls_client_auth', label: 'tls_client_auth' },
          { value: 'self_signed_tls_client_auth', label: 'self_signed_tls_client_auth' },
        ]}
        value={draft.clientAuth.method}
        onChange={(method) => change({ method })}
      />
      <ProfileCertificate profileId={draft.id} />
    </>
  )
}

/** Settings that only few servers require. */
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
