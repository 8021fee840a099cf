import { useState, type ReactNode } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { Prose } from '@/components/ui/prose'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'

export interface ExchangeQuestion {
  /** Exchanges the code, or asks first. */
  readonly start: () => void
  /** The open dialog; null if it is closed. */
  readonly question: ReactNode
}

/**
 * Asks before the code of an unsolicited response is exchanged.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.5)
 */
export function useExchangeQuestion(
  response: Pick<AuthorizationResponse, 'matchedBy'> | undefined,
  exchange: (confirmed: boolean) => void,
): ExchangeQuestion {
  const [isAsking, setIsAsking] = useState(false)
  const asksFirst = response !== undefined && isUnsolicited(response)
  return {
    start: () => (asksFirst ? setIsAsking(true) : exchange(false)),
    question: isAsking && (
      <Question onConfirm={() => exchange(true)} onClose={() => setIsAsking(false)} />
    ),
  }
}

interface QuestionProps {
  readonly onConfirm: () => void
  readonly onClose: () => void
}

function Question({ onConfirm, onClose }: QuestionProps) {
  const confirm = () => {
    onConfirm()
    return Promise.resolve(true)
  }
  return (
    <FormDialog
      title={t('ui.unsolicited.title')}
      submit={t('ui.unsolicited.confirm')}
      pending={false}
      issues={[]}
      onSubmit={confirm}
      onClose={onClose}
    >
      <p className="wrap">
        <Prose>{t('ui.unsolicited.text')}</Prose>
      </p>
    </FormDialog>
  )
}
