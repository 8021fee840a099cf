import { ShieldAlert } from 'lucide-react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { hostOf } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { ProbesView } from './use-probes'
import type { ProbeActions } from './use-probe-actions'

interface UnmarkedProps {
  readonly view: ProbesView
  readonly actions: Pick<ProbeActions, 'setTestSystem'>
}

/** Nothing is sent before the tester has marked the issuer as a test system. */
export function Unmarked({ view, actions }: UnmarkedProps) {
  const { testSystem, issuer } = view.facts.profile
  if (testSystem) return null
  return (
    <Banner
      tone="warn"
      icon={<Icon of={ShieldAlert} />}
      title={t('probes.unmarked')}
      actions={<Button onClick={() => actions.setTestSystem(true)}>{t('probes.mark')}</Button>}
    >
      <p>{t('probes.unmarked_text', [hostOf(issuer)])}</p>
    </Banner>
  )
}
