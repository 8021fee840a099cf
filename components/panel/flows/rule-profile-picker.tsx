import { ChevronDown, Scale } from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'

/** The rules that a flow is judged by; its menu chooses others for this flow only. */
export function RuleProfilePicker({ flow }: { readonly flow: Flow }) {
  const own = useOwnRules(flow)
  const name = ruleProfileText(flow.ruleProfile)
  if (flow.imported?.mode === 'safe')
    return (
      <span className="strong cut" title={t('issues.flow_redacted')}>
        {name}
      </span>
    )
  const items = () =>
    ruleProfileNames.map((id) => ({
      id,
      label: (
        <>
          {ruleProfileText(id)}
          {id === own.rules && <span className="meta"> {t(ownTexts[own.of].short)}</span>}
        </>
      ),
      checked: id === flow.ruleProfile,
      onSelect: () => void judgeUnder(flow, id),
    }))
  return (
    <Menu
      label={t('panel.flow_rules.title')}
      items={items}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(props) => <Trigger {...props} name={name} />}
    />
  )
}

function Trigger({ name, ...props }: TriggerProps & { readonly name: string }) {
  return (
    <button
      type="button"
      className="pick pick--rules strong"
      title={t('panel.flow_rules.judged', [name])}
      aria-label={t('panel.flow_rules.judged', [name])}
      {...props}
    >
      <span className="cut">{name}</span>
      <Icon of={ChevronDown} />
    </button>
  )
}

/** Says that the flow is judged by other rules than those of its profile, and leads back to them. */
export function OtherRulesBanner({ flow }: { readonly flow: Flow }) {
  const own = useOwnRules(flow)
  if (own.rules === flow.ruleProfile) return null
  const name = ruleProfileText(own.rules)
  return (
    <Banner
      icon={<Icon of={Scale} />}
      title={t('panel.flow_rules.judged', [ruleProfileText(flow.ruleProfile)])}
      actions={
        flow.imported?.mode !== 'safe' && (
          <Button onClick={() => void judgeUnder(flow, own.rules)}>
            {t('panel.flow_rules.back', [name])}
          </Button>
        )
      }
    >
      <p>{t(ownTexts[own.of].says, [name])}</p>
    </Banner>
  )
}

const ownTexts = {
  profile: { says: 'panel.flow_rules.profile_says', short: 'panel.flow_rules.of_profile' },
  flow: { says: 'panel.flow_rules.flow_began', short: 'panel.flow_rules.of_flow' },
} as const

/** The rules of the profile, or those that a flow without a profile began with. */
function useOwnRules(flow: Flow): { readonly rules: RuleProfile; readonly of: 'profile' | 'flow' } {
  const profile = useFlowProfile(flow)
  if (profile) return { rules: profile.ruleProfile, of: 'profile' }
  return { rules: flow.ownRuleProfile ?? flow.ruleProfile, of: 'flow' }
}

async function judgeUnder({ id }: Flow, ruleProfile: RuleProfile): Promise<void> {
  const result = await command('flowJudge', { id, ruleProfile }).catch(() => null)
  const name = ruleProfileText(ruleProfile)
  announce(t(result?.ok ? 'panel.flow_rules.judged' : 'panel.flow_rules.failed', [name]))
}
