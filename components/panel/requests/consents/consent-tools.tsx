import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/time'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** How long a removal can be undone, in milliseconds. */
const undoMs = 60_000

/** Brings back the template that was removed last. */
export function ConsentTools() {
  const last = useMirror(({ templates }) =>
    templates
      .filter(({ removedAt }) => removedAt !== undefined)
      .toSorted((a, b) => (b.removedAt ?? 0) - (a.removedAt ?? 0))
      .at(0),
  )
  const until = (last?.removedAt ?? 0) + undoMs
  const now = useNow(until)
  if (!last || now >= until) return null
  return (
    <Button
      variant="link"
      title={t('panel.consents.undo_removal', [last.template.name])}
      onClick={() => void command('templateRestore', { id: last.id })}
    >
      {t('panel.undo')}
    </Button>
  )
}
