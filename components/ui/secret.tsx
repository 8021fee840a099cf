import { Eye, EyeOff } from 'lucide-react'
import { useState, type FocusEvent, type ReactNode } from 'react'
import { t } from '@/lib/i18n'
import { bullets } from '@/lib/model/masking'
import { IconButton } from './button'
import { CopyButton } from './copy-button'
import { Icon } from './icon'
import { beginningOf, LongText } from './long-text'

interface SecretProps {
  readonly value: string
  /** Its protocol name. */
  readonly name: string
  readonly copyable?: boolean
  /** What is shown until it is revealed. */
  readonly masked?: string
  /** Follows the value. */
  readonly note?: ReactNode
}

/** A value that stays masked, whatever its length, until it is revealed, and again when its row is left. */
export function Secret({ value, name, copyable = false, masked = bullets, note }: SecretProps) {
  const [shown, setShown] = useState<string | null>(null)
  const revealed = shown === value
  const leave = (event: FocusEvent<HTMLElement>) => {
    const row = event.currentTarget
    if (!row.contains(event.relatedTarget) && !row.contains(document.activeElement)) setShown(null)
  }
  return (
    <div className="secret grow" onBlur={leave}>
      <span className={`secret__v mono ${revealed ? '' : 'is-masked'}`} tabIndex={-1}>
        {revealed ? <LongText text={value} maxCharacters={4000} /> : beginningOf(masked, 4000)}
      </span>
      {note}
      <IconButton
        label={t(revealed ? 'ui.secret.mask' : 'ui.secret.reveal', [name])}
        onClick={() => setShown(revealed ? null : value)}
      >
        <Icon of={revealed ? EyeOff : Eye} />
      </IconButton>
      {copyable && <CopyButton value={value} label={t('ui.copy.name', [name])} />}
    </div>
  )
}
