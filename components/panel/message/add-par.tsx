import { useState } from 'react'
import { ClipboardPaste } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Area } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { FlowDialog } from '@/components/connected/flow-dialog'
import type { FlowActions } from '@/components/connected/use-flow-actions'

export function AddParButton({ onAddPar }: { onAddPar: (() => void) | null }) {
  if (!onAddPar) return null
  return (
    <Button onClick={onAddPar}>
      <Icon of={ClipboardPaste} />
      {t('panel.add_par.open')}
    </Button>
  )
}

interface AddParProps {
  flow: Flow
  actions: FlowActions
  onClose: () => void
}

/**
 * Asks for the PAR response of a request that a different client pushed, which the browser cannot
 * observe.
 */
export function AddPar({ flow, actions, onClose }: AddParProps) {
  const [text, setText] = useState('')
  return (
    <FlowDialog
      title={t('panel.add_par.open')}
      submit={t('panel.add_par.add')}
      actions={actions}
      action="par"
      onSubmit={() => actions.addPar(text)}
      onClose={onClose}
    >
      <Area
        label={t('panel.add_par.text')}
        hint={t('panel.add_par.hint', [flow.requestUri ?? ''])}
        rows={6}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </FlowDialog>
  )
}
