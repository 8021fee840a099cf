import { defenceName } from '@/components/ui/defence-text'
import { StatusIcon } from '@/components/ui/icon'
import { Segmented } from '@/components/ui/segmented'
import type { Defence } from '@/lib/flow/model/hold'
import { t } from '@/lib/i18n'

/** The tester's observation of the app as a choice; each option has a stored value. */
const marks = { unsaid: null, did: true, 'did-not': false } as const
type Mark = keyof typeof marks

const words = {
  unsaid: 'panel.defence.not_marked',
  did: 'panel.defence.did',
  'did-not': 'panel.defence.did_not',
} as const satisfies Record<Mark, string>

const names = Object.keys(marks) as readonly Mark[]

interface DefenceMarkProps {
  defence: Defence
  defended: boolean | null
  onMark: (defended: boolean | null) => void
}

/**
 * Parley cannot observe the token request of an app, so the tester reports whether the app behaved
 * correctly.
 */
export function DefenceMark({ defence, defended, onMark }: DefenceMarkProps) {
  const value = names.find((name) => marks[name] === defended) ?? 'unsaid'
  return (
    <div className="defence-mark">
      {defended !== null && <StatusIcon status={defended ? 'pass' : 'fail'} />}
      <span className="label">{t('panel.defence.title')}</span>
      <Segmented
        label={t('panel.defence.named', [defenceName(defence)])}
        options={names.map((name) => ({ value: name, label: t(words[name]) }))}
        value={value}
        onChange={(name) => onMark(marks[name])}
      />
    </div>
  )
}
