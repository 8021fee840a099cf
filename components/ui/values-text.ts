import { t } from '@/lib/i18n'
import { evidenceText } from './evidence-text'

interface Values {
  readonly seen?: string | undefined
  readonly expected?: string | undefined
}

/** A sentence, followed by the values that it is about. */
export function withValues(sentence: string, { seen, expected }: Values): string {
  const values = [
    seen && `${t('ui.seen')} ${evidenceText(seen)}`,
    expected && `${t('ui.expected')} ${evidenceText(expected)}`,
  ].filter(Boolean)
  return values.length === 0 ? sentence : `${sentence} (${values.join(', ')})`
}
