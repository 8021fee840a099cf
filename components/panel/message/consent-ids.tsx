import { CopyButton } from '@/components/ui/copy-button'
import { t } from '@/lib/i18n'
import { consentIdsOf } from './consent-id'

/** The ids of the consents that a body grants. */
export function ConsentIds({ body }: { body: string }) {
  return consentIdsOf(body).map((id) => (
    <div key={id} className="bar consent">
      <span className="meta">{t('panel.consent.id')}</span>
      <span className="mono cut" title={id}>
        {id}
      </span>
      <span className="grow" />
      <CopyButton value={id} label={t('panel.consent.copy')}>
        {t('panel.consent.copy')}
      </CopyButton>
    </div>
  ))
}
