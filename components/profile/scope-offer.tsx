import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { contains } from '@/lib/model/rule-profiles'
import type { ProfileDraft } from '@/lib/oauth/profile'

interface ScopeOfferProps {
  readonly draft: Pick<ProfileDraft, 'ruleProfile' | 'addScopeOpenid'>
  readonly onTurnOff: () => void
}

/** Offers to drop the parameter of the guide of Open Finance Malaysia where FAPI 2.0 forbids it. */
export function ScopeOffer({ draft, onTurnOff }: ScopeOfferProps) {
  const { ruleProfile, addScopeOpenid } = draft
  const isForbidden = contains(ruleProfile, 'FAPI2') && !contains(ruleProfile, 'OFM')
  if (!isForbidden || !addScopeOpenid) return null
  return (
    <output className="btns">
      <span className="meta wrap">
        <Prose>{t('ui.profile.add_scope_offer')}</Prose>
      </span>
      <Button onClick={onTurnOff}>{t('ui.profile.add_scope_off')}</Button>
    </output>
  )
}
