import { Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { useLate } from '@/components/ui/use-late'
import { t } from '@/lib/i18n'
import type { Push } from './use-push'

/** Pushes a new request, from a bar. */
export function PushIcon({ push: { run, pending, off } }: { push: Push }) {
  const late = useLate(pending)
  const idle = pending || off !== null
  return (
    <IconButton
      label={t('panel.push.new')}
      title={off ?? t('panel.push.new')}
      aria-disabled={idle || undefined}
      aria-busy={pending || undefined}
      onClick={() => !idle && run()}
    >
      {late ? <StatusIcon status="pending" /> : <Icon of={Plus} />}
    </IconButton>
  )
}
