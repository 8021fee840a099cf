import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'

interface DecodeProps {
  name: string
  onDecode: (name: string) => void
}

/** The way from a token to what is in it. */
export function Decode({ name, onDecode }: DecodeProps) {
  return (
    <Button
      variant="link"
      aria-label={t('panel.message.decode_name', [name])}
      onClick={() => onDecode(name)}
    >
      {t('panel.message.decode')}
    </Button>
  )
}
