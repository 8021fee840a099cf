import { Button } from '@/components/ui/button'
import { keyed } from '@/components/ui/keyed'
import { beginningOf } from '@/components/ui/long-text'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { t } from '@/lib/i18n'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Metadata } from '@/lib/oauth/metadata'
import { includesRules, suggestedRules } from '@/lib/oauth/suggested-rules'

interface RulesSuggestionProps {
  readonly metadata: Metadata | null
  readonly chosen: RuleProfile
  /** The rules of a new profile follow the metadata until the tester chooses. */
  readonly isFollowed: boolean
  readonly onUse: (ruleProfile: RuleProfile) => void
}

/** The rule profile that the metadata suggests, why, and a button for it. Nothing changes by itself. */
export function RulesSuggestion({ metadata, chosen, isFollowed, onUse }: RulesSuggestionProps) {
  if (!metadata) return null
  const { ruleProfile, evidence } = suggestedRules(metadata)
  if (!isFollowed && includesRules(chosen, ruleProfile)) return null
  const name = ruleProfileText(ruleProfile)
  return (
    <output className="grow wrap suggestion">
      <p>
        {isFollowed ? t('ui.suggestion.followed') : t('ui.suggestion.other', [name])}{' '}
        {t(reasons[ruleProfile])}
      </p>
      {keyed(evidence, (text) => text).map(({ key, item }) => (
        <p key={key} className="mono">
          {beginningOf(item)}
        </p>
      ))}
      {!isFollowed && (
        <div className="btns">
          <Button onClick={() => onUse(ruleProfile)}>{t('ui.suggestion.use', [name])}</Button>
        </div>
      )}
    </output>
  )
}

const reasons = {
  oauth2: 'ui.suggestion.oauth2',
  oauth21: 'ui.suggestion.oauth21',
  oidc: 'ui.suggestion.oidc',
  fapi1: 'ui.suggestion.fapi1',
  fapi2: 'ui.suggestion.fapi2',
  fapi2ms: 'ui.suggestion.fapi2ms',
  ofm: 'ui.suggestion.ofm',
  uk: 'ui.suggestion.uk',
  br: 'ui.suggestion.br',
  cdr: 'ui.suggestion.cdr',
  saltedge: 'ui.suggestion.saltedge',
  bg: 'ui.suggestion.bg',
} as const satisfies Record<RuleProfile, string>
