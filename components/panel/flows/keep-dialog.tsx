import { FormDialog } from '@/components/ui/form-dialog'
import { t } from '@/lib/i18n'
import type { FlowKeeping } from './use-keep'

/** Asks before secrets are stored beyond the browser session. */
export function KeepDialog({ keeping }: { keeping: FlowKeeping }) {
  const { asking, ask, keepWithSecrets } = keeping
  if (asking === null) return null
  return (
    <FormDialog
      title={t('panel.flows.keep_secrets_title')}
      submit={t('panel.flows.keep_secrets_do')}
      pending={false}
      issues={[]}
      onSubmit={async () => {
        keepWithSecrets(asking)
        return true
      }}
      onClose={() => ask(null)}
    >
      <p>{t('panel.flows.keep_secrets_text')}</p>
      <p className="meta">{t('panel.flows.keep_secrets_else')}</p>
    </FormDialog>
  )
}
