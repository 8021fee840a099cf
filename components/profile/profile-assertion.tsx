import { Field } from '@/components/ui/field'
import { JsonField } from '@/components/ui/json-field'
import { t } from '@/lib/i18n'
import type { ClientAuth } from '@/lib/oauth/profile'
import { fieldIssue, type PartProps } from './draft-fields'
import { Choice } from './profile-parts'

/** The client assertion, where a server requires something else than usual. */
export function ProfileAssertion({ draft, edit, issues }: PartProps) {
  const { clientAuth } = draft
  const change = (part: Partial<ClientAuth>) => edit({ clientAuth: { ...clientAuth, ...part } })
  return (
    <div className="form form--folded">
      <div className="form__col">
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
      </div>
      <div className="form__col">
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
      </div>
    </div>
  )
}
