import { Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { destinationsOf, foreignText, pushTargets } from '@/components/connected/destination'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { useLate } from '@/components/ui/use-late'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { Push } from '@/components/connected/use-push'

/** Pushes a new request, from a bar. */
export function PushIcon({ push: { run, pending, off, profile } }: { push: Push }) {
  const access = useMirror((state) => state.access)
  const foreign = foreignText(destinationsOf(profile, access, pushTargets(profile)))
  const late = useLate(pending)
  const idle = pending || off !== null
  return (
    <IconButton
      label={t('panel.push.new')}
      title={off ?? [t('panel.push.new'), foreign].filter(Boolean).join('. ')}
      aria-disabled={idle || undefined}
      aria-busy={pending || undefined}
      onClick={() => !idle && run()}
    >
      {late ? <StatusIcon status="pending" /> : <Icon of={Plus} />}
    </IconButton>
  )
}
