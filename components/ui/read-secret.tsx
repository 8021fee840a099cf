import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { t } from '@/lib/i18n'
import { bullets } from '@/lib/model/masking'
import { IconButton } from './button'
import { CopyButton } from './copy-button'
import { Icon } from './icon'
import { LongText } from './long-text'

interface ReadSecretProps {
  /** Its protocol name. */
  readonly name: string
  /** Reads the value; null if it is gone. */
  readonly read: () => Promise<string | null>
}

/** A secret that the page does not have: it is read when it is revealed or copied, and dropped when it is left. */
export function ReadSecret({ name, read }: ReadSecretProps) {
  const [value, setValue] = useState<string | null>(null)
  const isShown = value !== null
  const toggle = async () => setValue(isShown ? null : await read())
  return (
    <div
      className="secret grow"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setValue(null)
      }}
    >
      <span className={`secret__v mono ${isShown ? '' : 'is-masked'}`}>
        {isShown ? <LongText text={value} maxCharacters={4000} /> : bullets}
      </span>
      <IconButton
        label={t(isShown ? 'ui.secret.mask' : 'ui.secret.reveal', [name])}
        onClick={() => void toggle()}
      >
        <Icon of={isShown ? EyeOff : Eye} />
      </IconButton>
      <CopyButton value={read} label={t('ui.copy.name', [name])} />
    </div>
  )
}
