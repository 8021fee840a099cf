import type { PartProps } from './draft-fields'
import { Choice } from './profile-parts'
import { SendsTo } from '@/components/connected/sends-to'
import { Switch } from '@/components/ui/switch'
import { t } from '@/lib/i18n'
import { ProfileCertificate } from './profile-certificate'

/** How the request is sent, and how its response is handled. */
export function ProfileRequest({ draft, edit }: Omit<PartProps, 'issues'>) {
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
        label={t('panel.request.by')}
        options={[
          { value: 'par', label: t('panel.request.par') },
          { value: 'url', label: t('panel.request.url') },
        ]}
        value={draft.sendBy}
        onChange={(sendBy) => edit({ sendBy })}
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
      <div>
        <span className="label" aria-hidden="true">
          {t('panel.request.responses')}
        </span>
        <div className="form__switches">
          <Switch
            label={t('panel.request.hold')}
            on={draft.hold}
            onChange={(hold) => edit({ hold })}
          />
          <Switch
            label={t('panel.request.exchange')}
            on={draft.autoExchange}
            onChange={(autoExchange) => edit({ autoExchange })}
          />
        </div>
        {draft.id !== null && (
          <SendsTo profile={{ ...draft, id: draft.id }} targets={['token']} isRequested />
        )}
      </div>
    </div>
  )
}
