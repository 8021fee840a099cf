import { CopyButton } from '@/components/ui/copy-button'
import { beginningOf, useFirst } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { consentIdsOf } from './consent-id'

/** The ids of the consents that a body grants. */
export function ConsentIds({ body }: { body: string }) {
  const { first, more } = useFirst(consentIdsOf(body))
  return (
    <>
      {first.map((id) => (
        <div key={id} className="bar consent">
          <span className="meta">{t('panel.consent.id')}</span>
          <span className="mono cut" title={beginningOf(id)}>
            {beginningOf(id)}
          </span>
          <span className="grow" />
          <CopyButton value={id} label={t('panel.consent.copy')}>
            {t('panel.consent.copy')}
          </CopyButton>
        </div>
      ))}
      {more && <p className="note-line">{more}</p>}
    </>
  )
}
