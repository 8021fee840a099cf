import { Area } from './field'
import { readJsonText } from '@/lib/oauth/authorize-params'
import { evidenceText } from './evidence-text'
import { t } from '@/lib/i18n'

interface JsonFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** The issue from the background. */
  issue: string | null
  hint?: string
}

/** A JSON object as typed; a syntax error is shown while typing. */
export function JsonField({ label, value, onChange, issue, hint }: JsonFieldProps) {
  return (
    <Area
      label={label}
      rows={2}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      issue={wrong(value) ?? issue}
      hint={hint}
      placeholder="{ }"
    />
  )
}

function wrong(text: string): string | null {
  const read = readJsonText(text, 'object', '')
  if (!('issue' in read)) return null
  const { code, seen = '' } = read.issue
  return code === 'field_not_json'
    ? t('ui.json.error', [evidenceText(seen)])
    : t('ui.json.not_object')
}
