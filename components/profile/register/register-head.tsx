import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'

interface RegisterHeadProps {
  readonly title: string
  readonly onBack: () => void
  /** Facts after the title. */
  readonly children?: ReactNode
}

export function RegisterHead({ title, onBack, children }: RegisterHeadProps) {
  return (
    <div className="reg__head">
      <IconButton label={t('register.back')} onClick={onBack}>
        <Icon of={ChevronLeft} />
      </IconButton>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
