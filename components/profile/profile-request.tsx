import { Field } from '@/components/ui/field'
import { fieldIssue, type PartProps } from './draft-fields'
import { Choice } from './profile-parts'
import { SendsTo } from '@/components/connected/sends-to'
import { Switch } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { ProfileCertificate } from './profile-certificate'

/** How the request is sent, and how its response is handled. */
export function ProfileRequest({ draft, edit, issues }: PartProps) {
  return (
    <div className="form__grid">
      <Choice
        label={t('panel.request.as')}
        options={[
          { value: 'parameters', label: t('panel.request.parameters') },
          { value: 'request-object', label: t('panel.request.object') },
        ]}
        value={draft.requestAs}
        onChange={(requestAs) => edit({ requestAs })}
      />
      <Choice
        label={t('panel.request.bind')}
        options={[
          { value: 'dpop', label: 'DPoP' },
          { value: 'certificate', label: 'mTLS' },
          { value: 'nothing', label: t('panel.request.nothing') },
        ]}
        value={draft.bindTokens}
        onChange={(bindTokens) => edit({ bindTokens })}
      />
      {draft.bindTokens === 'certificate' && <ProfileCertificate profileId={draft.id} />}
      <Choice
        label={t('panel.request.by')}
        options={[
          { value: 'par', label: t('panel.request.par') },
          { value: 'url', label: t('panel.request.url') },
        ]}
        value={draft.sendBy}
        onChange={(sendBy) => edit({ sendBy })}
      />
      <div>
        <span className="label" aria-hidden="true">
          {t('panel.request.code')}
        </span>
        <Switch
          label={t('panel.request.exchange')}
          on={draft.autoExchange}
          onChange={(autoExchange) => edit({ autoExchange })}
        />
        {draft.id !== null && (
          <SendsTo profile={{ ...draft, id: draft.id }} targets={['token']} isRequested />
        )}
      </div>
      <div>
        <span className="label" aria-hidden="true">
          {t('panel.request.response')}
        </span>
        <Switch
          label={t('panel.request.hold')}
          on={draft.hold}
          onChange={(hold) => edit({ hold })}
        />
      </div>
      <Field
        label={t('panel.request.code_lifetime')}
        type="number"
        min={1}
        max={3600}
        placeholder="60"
        value={draft.codeLifetime ?? ''}
        onChange={({ target }) =>
          edit({ codeLifetime: target.value === '' ? null : Number(target.value) })
        }
        hint={t('panel.request.code_lifetime_hint')}
        issue={fieldIssue(issues, 'codeLifetime')}
      />
    </div>
  )
}
