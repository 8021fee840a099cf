import { KeyField } from './profile-key'
import type { PartProps } from './draft-fields'
import { Choice } from './profile-parts'
import {
  type ClientAuthFamily,
  clientAuthNames,
  clientAuthOf,
  firstOf,
  methodsOf,
} from '@/lib/model/client-auth-methods'
import type { ClientAuth } from '@/lib/oauth/profile'
import { t } from '@/lib/i18n'
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

interface ProfileAuthProps extends Omit<PartProps, 'issues'> {
  readonly secret: string
  readonly hasSecret: boolean
  readonly onSecret: (secret: string) => void
}

/** The client authentication, and the key that the client signs with. */
export function ProfileAuth(props: ProfileAuthProps) {
  const { draft, edit } = props
  const { clientAuth } = draft
  const { family, needs } = clientAuthOf(clientAuth.method)
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
        <ProfileSecret
          profileId={draft.id}
          secret={props.secret}
          isTyped={props.hasSecret}
          onSecret={props.onSecret}
        />
      )}
      <KeyField
        use="sig"
        value={draft.signingKeyId}
        onChange={(signingKeyId) => edit({ signingKeyId })}
      />
    </>
  )
}
