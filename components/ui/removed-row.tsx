import { Button } from './button'
import { t } from '@/lib/i18n'
import { useFocusOnMount } from './use-focus-on-mount'

interface RemovedRowProps {
  text: string
  refocus: boolean
  onUndo: () => void
}

export function RemovedRow({ text, refocus, onUndo }: RemovedRowProps) {
  const button = useFocusOnMount(refocus)
  return (
    <div className="flow flow--removed">
      <span className="cut quiet">{text}</span>
      <Button ref={button} variant="link" onClick={onUndo}>
        {t('panel.undo')}
      </Button>
    </div>
  )
}
