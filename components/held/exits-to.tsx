import { pushTargets } from '@/components/connected/destination'
import { ExchangeTo } from '@/components/connected/exchange-to'
import { SendsTo } from '@/components/connected/sends-to'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import type { ExitName } from './exit-plan'

/** The hosts that the actions of the held page send to. */
export function ExitsTo({ flow, names }: { flow: Flow; names: readonly ExitName[] }) {
  const profile = useFlowProfile(flow)
  if (names.includes('exchange')) return <ExchangeTo flow={flow} />
  if (names.includes('push')) return <SendsTo profile={profile} targets={pushTargets(profile)} />
  return null
}
