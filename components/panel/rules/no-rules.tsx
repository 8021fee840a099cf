import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LateNote } from '@/components/ui/late-note'
import { t } from '@/lib/i18n'
import { noRuleFilter } from './rule-items'
import type { Rules } from './use-rules'

/** In place of the list, if nothing in it matches: which rules the filters hide, and the ways out. */
export function NoRules({ rules }: { readonly rules: Rules }) {
  const { filter, setFilter, setProfile, results, elsewhere, clear } = rules
  const text = filter.text.trim()
  if (filter.failedOnly && results.isReading) return <LateNote>{t('panel.rules.reading')}</LateNote>
  const isHidden = text !== '' && elsewhere > 0
  return (
    <div className="scroll">
      <EmptyState icon={<Icon of={Search} />} title={t('panel.rules.none')}>
        <p>{reasonOf(rules, text)}</p>
        <div className="btns">
          {isHidden && (
            <Button
              variant="primary"
              onClick={() => {
                setProfile('all')
                setFilter({ ...noRuleFilter, text: filter.text })
              }}
            >
              {t('panel.rules.show', elsewhere)}
            </Button>
          )}
          <Button onClick={clear}>{t('panel.rules.clear')}</Button>
        </div>
      </EmptyState>
    </div>
  )
}

function reasonOf({ filter, elsewhere }: Rules, text: string): string {
  if (text !== '')
    return elsewhere > 0
      ? t('panel.rules.elsewhere', elsewhere, [String(elsewhere), text])
      : t('panel.rules.none_text', [text])
  return t(filter.failedOnly ? 'panel.rules.none_failed' : 'panel.rules.none_filtered')
}
