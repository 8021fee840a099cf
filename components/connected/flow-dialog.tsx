import type { ReactNode } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { FlowActions } from './use-flow-actions'

interface FlowDialogProps {
  title: string
  submit: string
  actions: FlowActions
  /** The action that it asks for, as `pending` has it. */
  action: string
  /** Why nothing can be sent; null where it can. */
  off?: string | null
  onSubmit: () => Promise<boolean>
  onClose: () => void
  children: ReactNode
}

/** Asks for what an action on a flow needs; what was wrong is forgotten as it closes. */
export function FlowDialog({ actions, action, onClose, ...rest }: FlowDialogProps) {
  return (
    <FormDialog
      {...rest}
      pending={actions.pending === action}
      issues={actions.dialogIssues}
      onClose={() => {
        actions.forgetIssues()
        onClose()
      }}
    />
  )
}
