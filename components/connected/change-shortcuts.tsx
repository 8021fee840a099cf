import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { useHost } from '@/lib/state/host'

/** Opens the browser's page for keyboard shortcuts, or says where it is. */
export function ChangeShortcuts() {
  const host = useHost()
  const [isClosed, setClosed] = useState(false)
  const open = async () => {
    if (await host.openShortcuts()) host.close()
    else setClosed(true)
  }
  if (isClosed)
    return (
      <span className="meta wrap" role="status">
        <Prose>{t(`ui.shortcuts.where_${host.browser}`)}</Prose>
      </span>
    )
  return (
    <Button variant="link" onClick={() => void open()}>
      {t('ui.shortcuts.change')}
    </Button>
  )
}
