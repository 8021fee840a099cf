import type { ReactNode } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { FlowActions } from './use-flow-actions'

interface FlowDialogProps {
  title: string
  submit: string
  actions: FlowActions
  /** The name of the action, as in `pending`. */
  action: string
  /** Why nothing can be sent; null if it can. */
  off?: string | null
  onSubmit: () => Promise<boolean>
  onClose: () => void
  children: ReactNode
}

/** Asks for the input of an action on a flow. Its issues are cleared on closing. */
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
